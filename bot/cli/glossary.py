"""`wikilatch glossary`: the team's terms, kept in config/glossary/, exchanged with other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot import settings as settings_module
from bot.cli.errors import told_plainly
from bot.cli.translations.edits import show as show_edits
from bot.cli.translations.service import open_team
from bot.settings import Settings, SettingsError
from bot.translation.checks import CheckData
from bot.translation.glossary import (
    FORMATS,
    Conflict,
    Glossary,
    GlossaryError,
    Status,
    Term,
    export,
    merge,
    read,
    read_folder,
    write,
)
from bot.translation.glossary.suggest import Suggestion, from_labels, from_translations
from bot.translation.glossary_files import write_terms
from bot.translation.glossary_source import push_terms
from bot.translation.inspection import inspect
from bot.translation.terms import TermFinder
from bot.translation.unit_files import UnitFileError, read_units
from bot.units import Unit
from bot.wiki.edit import Outcome, TeamEditor
from bot.wiki.translate import unit_page_deep_link

_MARKS = {Status.APPROVED: "✓", Status.SUGGESTED: "?", Status.DEPRECATED: "✗"}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Look at the glossary, check it, and exchange it as TBX, CSV, PO, JSON or YAML.

    Renderings are suggestions (?) until a person approves them (✓). Nothing is changed without --live.
    """


@command.command("list")
@click.option("--language", help="Show the renderings of this language.")
@click.option("--search", default="", help="Only terms with this text in term, definition or rendering.")
def list_terms(language: str | None, search: str) -> None:
    """List the terms."""
    with _opened() as (_, data, glossary):
        code = _language(language, data)
        table = Table("id", "term", "part of speech")
        table.add_column(code or "languages", overflow="fold")
        for term in glossary.search(search, code) if search else glossary.terms.values():
            last = _cell(term, code) if code else " ".join(sorted(term.renderings)) or _untouched(term)
            table.add_row(term.id, term.text, term.part_of_speech, Text(last))
        Console().print(table)


@command.command()
@click.argument("name")
def show(name: str) -> None:
    """Show one term, by its id or text, with all that is known of it."""
    with _opened() as (_, data, glossary):
        term = glossary.terms.get(name) or next(
            (t for t in glossary.terms.values() if name.casefold() in map(str.casefold, t.forms)), None
        )
        if term is None:
            near = ", ".join(t.id for t in glossary.search(name)) or "`glossary list` lists all"
            raise click.ClickException(f"no term {name!r}; {near}")
    console = Console()
    console.print(Text(term.text, "bold"), f"({term.part_of_speech or 'no part of speech'})")
    for line in (term.definition, term.note, _untouched(term)):
        if line:
            console.print(Text(line))
    if term.also:
        console.print(Text(f"also: {', '.join(term.also)}"))
    for code in sorted({*term.renderings, *term.forbidden}):
        language = data.language(code)
        forbidden = term.forbidden.get(code, ())
        against = f"  not: {', '.join(forbidden)}" if forbidden else ""
        console.print(Text(f"{code:8} {language.name if language else '':20} {_cell(term, code)}{against}"))


@command.command("export")
@click.option("--format", "form", type=click.Choice(FORMATS), required=True)
@click.option("--language", help="The language, for PO.")
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file; else standard output."
)
def export_terms(form: str, language: str | None, output: Path | None) -> None:
    """Write the glossary in another format; says what the format cannot hold."""
    with _opened() as (_, data, glossary):
        code = _language(language, data)
        if form == "po" and code is None:
            raise click.UsageError("PO holds one language: add --language CODE")
        made = export(glossary, form, code)
        if output is not None:
            write(output, made.text)
            click.echo(f"{len(glossary.terms)} terms written to {output}", err=True)
        else:
            click.echo(made.text, nl=False)
    for loss in made.losses:
        click.echo(f"Note: {loss}", err=True)


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--prefer", type=click.Choice(("ours", "theirs")), help="Which to keep where the two disagree.")
@click.option("--live", is_flag=True, help="Write it; without this only what would change is shown.")
def import_terms(file: Path, prefer: str | None, live: bool) -> None:
    """Add terms and renderings from a file (.tbx, .csv, .po, .json, .yaml).

    Where the file and the glossary disagree nothing is written until --prefer says which to keep. A
    suggestion never takes the place of an approved rendering.
    """
    with _opened() as (settings, data, glossary):
        theirs = read(file, data.languages)
        joined = merge(glossary, theirs, "theirs" if prefer == "theirs" else "ours" if prefer else None)
        for name in joined.added:
            click.echo(f"+ {name}")
        _show_conflicts(joined.conflicts)
        if joined.conflicts and prefer is None:
            click.echo(f"{len(joined.conflicts)} conflicts: nothing written; choose with --prefer", err=True)
            sys.exit(1)
        if joined.glossary == glossary:
            click.echo("Nothing to add.")
        elif not live:
            click.echo("Dry run: nothing written; add --live")
        else:
            for path in write_terms(settings.config / "glossary", joined.glossary, data.languages):
                click.echo(f"written: {path}")


@command.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Check the glossary's files; with FILES of units also how its terms are used in them."""
    with _opened() as (_, data, glossary):
        suggested = sum(
            r.status is Status.SUGGESTED for t in glossary.terms.values() for r in t.renderings.values()
        )
        counts = f"{len(glossary.terms)} terms, {len(glossary.languages)} languages"
        click.echo(f"{counts}, {suggested} suggestions to approve")
        for term in glossary.terms.values():
            if not term.definition:
                click.echo(f"{term.id}: no definition")
        if not files:
            return
        units = [unit for path in files for unit in read_units(path)]
        checks = ("term-missing", "term-forbidden", "term-untouched-lost")
        found = inspect(units, data, finder=TermFinder(glossary, data), only=checks)
    for one in found.defects:
        click.echo(
            f"{one.unit.language} {one.unit.key}: {one.defect.check}: {' → '.join(one.defect.parameters)}"
        )
    for use in found.terms:
        counts = ", ".join(f"{text} ({n})" for text, n in sorted(use.renderings.items(), key=lambda i: -i[1]))
        note = f"; none known in {use.missing}" if use.missing else ""
        click.echo(f"{use.language} {use.term}: {counts or 'no known rendering'}{note}")
    sys.exit(1 if found.defects else 0)


@command.command()
@click.option(
    "--language", "languages", multiple=True, required=True, help="For this language; may be repeated."
)
@click.option("--wikidata", is_flag=True, help="Ask Wikidata for labels (read only, needs the network).")
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the best to a JSON file."
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def suggest(languages: tuple[str, ...], wikidata: bool, output: Path | None, files: tuple[Path, ...]) -> None:
    """Suggest renderings from existing translations (FILES of units) and from Wikidata's labels.

    The JSON file is one that `glossary import` reads, after a person looked at it; every rendering in it is
    marked as suggested.
    """
    with _opened() as (_, data, glossary):
        codes = [code for code in (_language(language, data) for language in languages) if code]
        found: list[Suggestion] = []
        if files:
            units = [unit for path in files for unit in read_units(path)]
            found += _from_units(glossary, units, codes, data)
        if wikidata:
            # Imported here because it imports pywikibot, for which `--help` should not wait.
            from bot.wiki.wikidata import open_wikidata

            found += from_labels(glossary.terms.values(), codes, open_wikidata())
        table = Table("term", "language", "suggestion", "score", "from")
        for one in found:
            score = f"{one.score:.2f}" if one.score else ""
            table.add_row(one.term, one.language, Text(one.text), score, Text(one.source))
        Console().print(table)
        if output is not None:
            write(output, export(_suggested(glossary, found), "json").text)
            click.echo(f"written to {output}: look at it, then `wikilatch glossary import`", err=True)


@command.command()
@click.option("--language", "languages", multiple=True, help="Only this language; may be repeated.")
@click.option(
    "--live", is_flag=True, help="Save the source. Without it the command shows the difference only."
)
def push(languages: tuple[str, ...], live: bool) -> None:
    """Add terms and definitions that the glossary's source on the wiki lacks; propose approved renderings.

    What stands in the source is never changed or taken away: that would outdate translations. Of renderings
    it gives the links at which a person saves them; what the wiki allowed to be filled in by itself is done
    by `wikilatch translations sync`.
    """
    with _opened() as (_, _, glossary):
        service = open_team(log_in=live)
        team = service.team
        if not team.glossary:
            raise SettingsError("team-pages.toml names no glossary: there is nothing to push to")
        editor = TeamEditor(service.session, team, live=live)
        present = editor.text(team.glossary)
        result, differing = push_terms(editor, team, service.messages, service.lang, glossary, present)
        site = service.settings.wiki(team.wiki).site
        for one in differing:
            click.echo(f"For a person: {one.what}: {one.why}")
        kind = "messagebundle" if team.glossary.endswith(".json") else "page"
        for term in glossary.terms.values():
            for code, rendering in sorted(term.renderings.items()):
                if rendering.status is Status.APPROVED and (not languages or code in languages):
                    unit = f"{team.glossary}/{term.id}" if kind == "messagebundle" else ""
                    link = unit_page_deep_link(site, f"{kind}-{team.glossary}", code, unit)
                    click.echo(f"{code}: {term.text} = {rendering.text}\n  {link}")
    show_edits([result], live=live)
    if kind == "page" and result.outcome in (Outcome.SAVED, Outcome.PLANNED):
        click.echo(
            "Somebody has to mark the page for translation then, so that the new units can be translated."
        )


@contextmanager
def _opened() -> Iterator[tuple[Settings, CheckData, Glossary]]:
    """Read settings and glossary; every error of a file becomes one line with its place."""
    with told_plainly():
        try:
            settings = settings_module.load()
            data = CheckData.load(settings.config)
            yield settings, data, read_folder(settings.config / "glossary", data.languages)
        except (GlossaryError, UnitFileError) as error:
            raise click.ClickException(str(error)) from error


def _language(code: str | None, data: CheckData) -> str | None:
    if code is None:
        return None
    if code.lower() not in data.languages:
        raise click.UsageError(f"unknown language code {code!r}; config/languages.json lists the codes")
    return code.lower()


def _cell(term: Term, code: str) -> str:
    rendering = term.renderings.get(code)
    if rendering is None:
        return _untouched(term)
    return f"{_MARKS[rendering.status]} {' / '.join((rendering.text, *rendering.also))}"


def _untouched(term: Term) -> str:
    return "stays as it is in every language" if term.do_not_translate else ""


def _show_conflicts(conflicts: tuple[Conflict, ...]) -> None:
    if conflicts:
        table = Table("term", "what", "glossary", "file")
        for conflict in conflicts:
            table.add_row(conflict.term, conflict.what, Text(conflict.ours), Text(conflict.theirs))
        Console().print(table)


def _suggested(glossary: Glossary, found: list[Suggestion]) -> Glossary:
    """Return the terms with the first suggestion of each language, and nothing else."""
    made = Glossary({}, glossary.source_language)
    for one in found:
        term = made.terms.get(one.term) or replace(glossary.terms[one.term], renderings={}, forbidden={})
        if one.language not in term.renderings:
            made = made.replace_term(
                replace(term, renderings={**term.renderings, one.language: one.rendering()})
            )
    return made


def _from_units(glossary: Glossary, units: list[Unit], codes: list[str], data: CheckData) -> list[Suggestion]:
    finder = TermFinder(glossary, data)
    found: list[Suggestion] = []
    for code in codes:
        own = [(finder.in_source(u.definition), u.translation or "") for u in units if u.language == code]
        for term in glossary.terms.values():
            pairs = [(any(f.term.id == term.id for f in there), text) for there, text in own]
            if code not in term.renderings and not term.do_not_translate:
                found += from_translations(term, pairs, code, data)
    return found
