"""`wikilatch scan`: what a page gives away, on the terminal only."""

from __future__ import annotations

import json
import pathlib
import sys
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.table import Table

from bot.detect.analyzer import Analyzer
from bot.detect.rules import RuleError
from bot.detect.tuning import Tuning
from bot.model import PageText

if TYPE_CHECKING:
    from bot.model import Analysis

CONFIG = pathlib.Path(__file__).parents[2] / "config"
_FIELDS = ("wiki", "lang", "title", "username", "wikitext")


@click.command("scan")
@click.argument("text", required=False)
@click.option(
    "--file",
    "path",
    type=click.Path(dir_okay=False, path_type=pathlib.Path),
    help="Read the page from a file.",
)
@click.option("--page", "on_wiki", metavar="TITLE", help="Read this page from --wiki, one of wikis.toml.")
@click.option("--lang", default="en", show_default=True, help="The wiki's language, like de or ja.")
@click.option("--wiki", default="", help="The wiki's database name, like dewiki.")
@click.option("--title", default="", help="The page's full title; a sandbox or draft is judged by it.")
@click.option("--username", default="Example", show_default=True, help="The account that owns the page.")
@click.option(
    "--explain", is_flag=True, help="Show rules, cues for and against, and scores of every candidate."
)
@click.option(
    "--jsonl", is_flag=True, help="Read {id,wiki,lang,title,username,wikitext} a line, write findings a line."
)
@click.option(
    "--rules",
    "tuning_path",
    type=click.Path(dir_okay=False, path_type=pathlib.Path),
    help="Try a wiki's tuning page (JSON): says how many more or fewer findings it gives.",
)
def command(
    text: str | None,
    path: pathlib.Path | None,
    on_wiki: str | None,
    lang: str,
    wiki: str,
    title: str,
    username: str,
    explain: bool,
    jsonl: bool,
    tuning_path: pathlib.Path | None,
) -> None:
    """Show what a text, a file, standard input (also as -) or a page on a wiki gives away about its owner.

    Nothing is stored or sent. Findings are shown here and nowhere else.
    """
    try:
        tuning = _tuning(tuning_path)
        analyzer = _analyzer(None)
        tuned = _analyzer(tuning) if tuning else None
        if jsonl:
            sys.exit(_lines(analyzer, tuned))
        if on_wiki:
            page = _from_wiki(wiki, on_wiki)
        else:
            title = title or f"User:{username}"
            page = PageText(wiki or f"{lang}wiki", lang, title, username, _text(text, path))
        _show(tuned or analyzer, page, explain=explain)
        if tuned:
            _compare([(analyzer.analyze(page), tuned.analyze(page))])
    except RuleError as error:
        raise click.ClickException(str(error)) from None


def _from_wiki(wiki: str, title: str) -> PageText:
    """Read a page's current text, without logging in."""
    # Here, because nothing else of this command needs a wiki, and pywikibot takes its time.
    from bot import settings
    from bot.cli.errors import told_plainly
    from bot.wiki.pages import Pages
    from bot.wiki.site import open_wiki
    from bot.wiki.stream import owner_of

    if not wiki:
        raise click.UsageError("--page needs --wiki, the name of a wiki in wikis.toml")
    with told_plainly():
        opened = open_wiki(settings.load(), wiki, log_in=False)
        revision = next(iter(Pages(opened).current([title]).values()), None)
    if revision is None or revision.text is None:
        raise click.ClickException(f"{wiki}: there is no page {title!r}, or its text is hidden")
    return PageText(wiki, revision.lang, revision.title, owner_of(revision.title), revision.text)


def _analyzer(tuning: Tuning | None) -> Analyzer:
    names = CONFIG / "names"
    return Analyzer.load(CONFIG / "rules", names if names.is_dir() else None, tuning)


def _tuning(path: pathlib.Path | None) -> Tuning | None:
    if path is None:
        return None
    try:
        tuning = Tuning.parse(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{path}: cannot be read ({error}); give a UTF-8 JSON file") from None
    for problem in tuning.problems:
        click.echo(f"{path}: {problem} (skipped)", err=True)
    return tuning


def _text(text: str | None, path: pathlib.Path | None) -> str:
    if text is not None and path is not None:
        raise click.UsageError("give a text or --file, not both")
    if text not in (None, "-"):  # - is standard input, as for other commands
        return text
    try:
        raw = path.read_bytes() if path is not None else sys.stdin.buffer.read()
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise click.ClickException(
            f"{path or 'standard input'}: not UTF-8 at byte {error.start}; save it as UTF-8"
        ) from None
    except OSError as error:
        raise click.ClickException(f"{path}: cannot be read ({error.strerror})") from None


def _show(analyzer: Analyzer, page: PageText, *, explain: bool) -> None:
    analysis = analyzer.analyze(page)
    console = Console()
    if explain:
        table = Table(title="Candidates", show_lines=True)
        for column in ("type", "where", "text", "rule", "score", "reported", "for and against"):
            table.add_column(column, overflow="fold")
        for each in analyzer.explain(page):
            signs = "\n".join(f"{worth:+.2f} {sign}" for sign, worth in each.signs)
            shown = page.wikitext[each.start : each.end]
            table.add_row(each.type.value, f"{each.start}-{each.end}", shown, each.rule, f"{each.score:.2f}",
                          "yes" if each.reported else "no", signs)  # fmt: skip
        console.print(table, markup=False)
    elif analysis.findings:
        table = Table(title="Findings")
        for column in ("type", "where", "text", "score", "tier"):
            table.add_column(column, overflow="fold")
        for finding in analysis.findings:
            shown = page.wikitext[finding.start : finding.end]
            table.add_row(finding.type.value, f"{finding.start}-{finding.end}", shown, f"{finding.score:.2f}",
                          finding.tier.name.lower())  # fmt: skip
        console.print(table, markup=False)
    click.echo(_summary(analysis))


def _summary(analysis: Analysis) -> str:
    count = len(analysis.findings)
    parts = [f"{count} finding" if count == 1 else f"{count} findings"]
    if analysis.skipped:
        parts = [f"not looked at: the page is a {analysis.skipped}"]
    if analysis.username_is_real_name:
        parts.append("the account name is a real name")
    if analysis.minor:
        parts.append("the owner is under 18")
    if analysis.mosaic:
        parts.append("together the clues identify one person")
    if analysis.tier is not None:
        parts.append(f"tier {analysis.tier.name.lower()}")
    return "; ".join(parts)


def _lines(analyzer: Analyzer, tuned: Analyzer | None) -> int:
    """Answer every line of standard input in order; 1 where a line was malformed."""
    bad = 0
    pairs: list[tuple[Analysis, Analysis]] = []
    for number, raw in enumerate(sys.stdin.buffer, 1):
        if not raw.strip():
            continue
        key, data, fault = _read(number, raw)
        if data is None:
            bad += 1
            click.echo(json.dumps({**key, "error": f"malformed line: {fault}"}, ensure_ascii=False))
            continue
        page = PageText(*(data[name] for name in _FIELDS))
        before = analyzer.analyze(page)
        after = tuned.analyze(page) if tuned else before
        if tuned:
            pairs.append((before, after))
        findings = [
            {"type": each.type.value, "start": each.start, "end": each.end, "score": each.score,
             "tier": each.tier.name.lower()} for each in after.findings
        ]  # fmt: skip
        answer = {**key, "findings": findings, "username_is_real_name": after.username_is_real_name}
        if "line" in answer:
            answer = {"id": None, **{name: value for name, value in answer.items() if name != "line"}}
        click.echo(json.dumps(answer, ensure_ascii=False))
    if tuned:
        _compare(pairs)
    return 1 if bad else 0


def _read(number: int, raw: bytes) -> tuple[dict[str, Any], dict[str, str] | None, str]:
    """One line as (what to answer it under, its fields, what is wrong with it)."""
    try:
        data = json.loads(raw)
    except ValueError as error:
        return {"line": number}, None, str(error)
    if not isinstance(data, dict):
        return {"line": number}, None, "not an object"
    key = {"id": data["id"]} if "id" in data else {"line": number}
    for name in _FIELDS:
        if not isinstance(data.get(name), str):
            return key, None, f"'{name}' is missing or not a text"
    return key, data, ""


def _compare(pairs: list[tuple[Analysis, Analysis]]) -> None:
    """Say on standard error what a tuning changes."""
    more = sum(len(set(after.findings) - set(before.findings)) for before, after in pairs)
    fewer = sum(len(set(before.findings) - set(after.findings)) for before, after in pairs)
    click.echo(f"with these rules: {more} more and {fewer} fewer findings on {len(pairs)} pages", err=True)
