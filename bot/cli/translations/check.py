"""`wikilatch translations check`: what readers of a language would be told wrongly, or not at all."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot import settings as settings_module
from bot.cli.errors import told_plainly
from bot.cli.translations.page_text import read_page_text, show_text
from bot.cli.translations.service import TeamService, open_team, progress
from bot.messages import Messages
from bot.translation.checks import CHECKS, CheckData, Severity
from bot.translation.glossary import GlossaryError, read_folder
from bot.translation.inspection import Inspection, UnitDefect, inspect
from bot.translation.source import parse
from bot.translation.terms import TermFinder
from bot.translation.unit_files import UnitFileError, read_units
from bot.units import Unit
from bot.wiki.translate import unit_page_deep_link

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--text",
    "page_text",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A page's text in one --language, as readers see it: what can be said without its source.",
)
@click.option("--language", "languages", multiple=True, help="Only this language; may be given again.")
@click.option("--only", multiple=True, metavar="CHECK", help="Only this check; may be given again.")
@click.option("--all", "everything", is_flag=True, help="The cosmetic checks too.")
@click.option("--list", "listed", is_flag=True, help="List the checks and what they say.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option(
    "--fail-on",
    type=click.Choice([severity.name.lower() for severity in Severity]),
    help="Exit with 1 when something as grave as this is found.",
)
@click.pass_obj
def command(
    team: TeamService | None,
    files: tuple[Path, ...],
    page_text: Path | None,
    languages: tuple[str, ...],
    only: tuple[str, ...],
    everything: bool,
    listed: bool,
    form: str,
    fail_on: str | None,
) -> None:
    """Check the translated units of the team's pages; or of FILES (.json, .jsonl, .csv, .po), without a wiki.

    Contact points come first: an address that is missing, changed or foreign. Nothing is ever corrected: each
    finding is for a person, with a link to the unit in Special:Translate.

    With --text FILE --language CODE it looks at a whole page as a reader sees it: paragraphs in another
    language, half-translated or translated twice, signs that nobody filled, addresses and names written in
    several ways.
    """
    unknown = [check for check in only if check not in CHECKS]
    if unknown:
        raise click.UsageError(f"unknown check {unknown[0]!r}; --list lists them")
    with told_plainly():
        config = settings_module.load().config
        messages = team.messages if team else Messages.load(config / "i18n")
        if listed:
            _list(messages)
            return
        data = CheckData.load(config)
        if page_text is not None:
            if files or len(languages) != 1:
                raise click.UsageError("--text needs one --language, and no other files")
            report = read_page_text(page_text, languages[0], data, config / "glossary")
            show_text(report, page_text, messages, form=form, only=only)
            if fail_on and report.worst is not None and report.worst >= Severity[fail_on.upper()]:
                sys.exit(1)
            return
        wanted = only or (tuple(CHECKS) if everything else None)
        site = ""
        try:
            finder = TermFinder(read_folder(config / "glossary", data.languages), data)
            variables: dict[tuple[str, str], dict[str, str]] = {}
            if files:
                units = [unit for path in files for unit in read_units(path)]
            else:
                service = team or open_team()
                site = service.settings.wiki(service.team.wiki).site
                units, variables = _wiki_units(service, languages)
        except (GlossaryError, UnitFileError) as error:
            raise click.ClickException(str(error)) from error
        chosen = [unit for unit in units if not languages or unit.language in languages]
        result = inspect(chosen, data, finder=finder, variables=variables, only=wanted)
    if form == "json":
        click.echo(json.dumps(_as_json(result, messages, site), ensure_ascii=False, indent=1))
    else:
        _print(result, messages, site)
    if fail_on and result.worst is not None and result.worst >= Severity[fail_on.upper()]:
        sys.exit(1)


def _wiki_units(
    service: TeamService, languages: tuple[str, ...]
) -> tuple[list[Unit], dict[tuple[str, str], dict[str, str]]]:
    """Read the translated units of the team's pages, and what their sources define by `<tvar>`."""
    matrix = service.survey().matrix
    pairs = [
        (group.group, language)
        for group in matrix.groups
        for page_id, language in matrix.progress
        if page_id == group.page_id and (not languages or language in languages)
    ]
    texts = service.pages.texts([group.marked for group in matrix.groups if group.marked is not None])
    variables = {
        (group.group.id, unit.id): unit.variables
        for group in matrix.groups
        if group.marked in texts
        for unit in parse(texts[group.marked].text).units
        if unit.id is not None
    }
    units: list[Unit] = []
    with progress("Reading") as step:
        for number, (group, language) in enumerate(pairs):
            step(number, len(pairs), f"{group.title} ({language})")
            units += service.client.units(
                group.id, language, only="hastranslation", source_language=group.source_language
            )
    return units, variables


def _list(messages: Messages) -> None:
    table = Table("check", "severity", "on", "what it says")
    for check in CHECKS.values():
        table.add_row(
            check.id,
            check.severity.name.lower(),
            "yes" if check.on else "no",
            messages.raw(check.message, "en")[0],
        )
    Console().print(table)


def _said(found: UnitDefect, messages: Messages) -> str:
    return messages.text(CHECKS[found.defect.check].message, "en", *found.defect.parameters)


def _link(found: UnitDefect, site: str) -> str:
    unit = found.unit
    return unit_page_deep_link(site, unit.group, unit.language, unit.key) if site else ""


def _as_json(result: Inspection, messages: Messages, site: str) -> dict[str, object]:
    def rows(some: tuple[UnitDefect, ...]) -> list[dict[str, object]]:
        return [
            {
                "check": one.defect.check,
                "severity": one.severity.name.lower(),
                "group": one.unit.group,
                "unit": one.unit.key,
                "language": one.unit.language,
                "parameters": list(one.defect.parameters),
                "text": _said(one, messages),
                "link": _link(one, site),
            }
            for one in some
        ]

    return {
        "checked": result.checked,
        "defects": rows(result.defects),
        "source_defects": rows(result.source_defects),
        "contacts": [
            {
                "value": c.value,
                "right": c.right,
                "forms": dict(c.forms),
                "wrong": {k: list(v) for k, v in c.wrong.items()},
            }
            for c in result.contacts
        ],
        "rival_terms": [
            {"term": use.term, "language": use.language, "renderings": use.renderings, "missing": use.missing}
            for use in result.terms
            if use.rivals
        ],
    }


def _print(result: Inspection, messages: Messages, site: str) -> None:
    console = Console()
    if result.contacts:
        table = Table(
            "contact point", "right in", "written", "not right", title="Contact points", title_justify="left"
        )
        for contact in result.contacts:
            wrong = "; ".join(f"{name}: {', '.join(codes)}" for name, codes in contact.wrong.items())
            written = ", ".join(f"{sign} ({count})" for sign, count in contact.forms.items())
            table.add_row(contact.value, f"{contact.right} units", written, Text(wrong, "bold red"))
        console.print(table)
    for one in (*result.source_defects, *result.defects):
        where = "source" if one.defect.in_source else one.unit.language
        head = Text(f"{one.severity.name.lower():8}", _COLOURS[one.severity])
        head.append(f"{where:8} {one.unit.key}  {one.defect.check}", "bold")
        console.print(head)
        console.print(Text(f"  {_said(one, messages)}"))
        if site:
            console.print(Text(f"  {_link(one, site)}", "dim"))
    for use in result.terms:
        if use.rivals:
            counts = ", ".join(f"{text} ({use.renderings[text]})" for text in use.rivals)
            console.print(
                f"{use.language}: {use.term} is rendered in {len(use.rivals)} ways: {counts}", markup=False
            )
    total = len(result.defects) + len(result.source_defects)
    console.print(f"{total} found in {result.checked} translated units.")
