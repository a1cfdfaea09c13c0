"""The part of `wikilatch translations check` that looks at a page's text without its source."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from bot.messages import Messages
from bot.translation.checks import CHECKS, CheckData, Severity
from bot.translation.glossary import GlossaryError, read_folder
from bot.translation.page_text import TextDefect, TextReport, inspect_text

_LARGEST = 2_000_000
_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}


def read_page_text(path: Path, language: str, data: CheckData, glossary: Path) -> TextReport:
    """Read a file and look at it; raises ClickException naming file and mend."""
    if data.language(language) is None:
        raise click.ClickException(f"--language {language}: MediaWiki knows no such language")
    try:
        if path.stat().st_size > _LARGEST:
            raise click.ClickException(f"{path}: larger than {_LARGEST // 1_000_000} MB, which no page is")
        text = path.read_bytes().decode("utf-8-sig")
        return inspect_text(text, language, data, read_folder(glossary, data.languages))
    except OSError as error:
        raise click.ClickException(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{path}: is not UTF-8; save it as UTF-8") from error
    except GlossaryError as error:
        raise click.ClickException(str(error)) from error


def show_text(
    report: TextReport, path: Path, messages: Messages, *, form: str, only: Collection[str] = ()
) -> None:
    """Print a report for people, or as JSON."""
    shown = [found for found in report.defects if not only or found.defect.check in only]
    if form == "json":
        click.echo(json.dumps(_as_json(report, shown, messages), ensure_ascii=False, indent=1))
        return
    console = Console()
    for found in shown:
        head = Text(f"{found.severity.name.lower():8}", _COLOURS[found.severity])
        head.append(f"{path.name}{f':{found.line}' if found.line else ''}  {found.defect.check}", "bold")
        console.print(head)
        console.print(Text(f"  {_said(found, messages)}"))
    total = report.translated + report.untranslated
    console.print(
        f"{len(shown)} found; {report.untranslated} of {total} paragraphs are in another language.",
        markup=False,
    )


def _said(found: TextDefect, messages: Messages) -> str:
    return messages.text(CHECKS[found.defect.check].message, "en", *found.defect.parameters)


def _as_json(report: TextReport, shown: list[TextDefect], messages: Messages) -> dict[str, object]:
    return {
        "translated": report.translated,
        "untranslated": report.untranslated,
        "defects": [
            {
                "check": found.defect.check,
                "severity": found.severity.name.lower(),
                "line": found.line or None,
                "parameters": list(found.defect.parameters),
                "text": _said(found, messages),
            }
            for found in shown
        ],
    }
