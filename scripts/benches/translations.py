"""Surveys simulated pages in many languages: requests, seconds, memory, and what a second run costs."""

from __future__ import annotations

import json
import sys
import time
import tracemalloc
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.settings import TeamPage, TeamPages
from bot.store.database import open_engine
from bot.store.snapshots import Snapshot, Snapshots
from bot.translation.completeness import Importance
from bot.translation.outdated import OutdatedFinder
from bot.translation.survey import Survey, Surveyor
from bot.wiki.translatable import TranslatablePages
from bot.wiki.translate import TranslateClient

FLOOR = 0.03
START = datetime(2026, 11, 1, tzinfo=UTC)


class SimulatedWiki:
    """Answers Translate's modules by arithmetic, as no store of 400,000 unit pages would have to be made.

    Of ten languages of a page three are complete, six partial, one untranslated; a partial pair has two
    outdated units. `touched` are pairs that a translator edited since, so that their numbers differ.
    """

    def __init__(self, pages: int, languages: int, units: int) -> None:
        self.pages, self.languages, self.units = pages, languages, units
        self.requests = 0
        self.now = START
        self.touched: dict[tuple[int, int], datetime] = {}

    def get(self, **params: str) -> dict[str, Any]:
        """Answer one request."""
        self.requests += 1
        answer = getattr(self, f"_{params.get('meta') or params.get('list') or params['prop']}")(params)
        return {"curtimestamp": self._stamp(self.now), "query": answer}

    def post(self, **_params: str) -> dict[str, Any]:
        """A survey never writes."""
        raise AssertionError("a survey never writes")

    def translated(self, page: int, language: int) -> tuple[int, int]:
        """Return how many units are translated and how many outdated."""
        kind = (page + language) % 10
        if kind < 3:
            return self.units, 0
        if kind == 9:
            return 0, 0
        done = (page * 7 + language * 3) % (self.units - 3) + ((page, language) in self.touched)
        return done, 2

    def _info(self, params: dict[str, str]) -> dict[str, Any]:
        titles = params["titles"].split("|")
        pages = [
            {"pageid": int(t.split()[1]) + 1, "title": t, "lastrevid": 1000, "pagelanguage": "en"}
            for t in titles
        ]
        return {"pages": pages}

    def _messagegroupstats(self, params: dict[str, str]) -> dict[str, Any]:
        page = int(params["mgsgroup"].split()[1])
        rows = []
        for language in range(self.languages):
            done, fuzzy = self.translated(page, language)
            code = f"x{language}"
            rows.append(
                {
                    "language": code,
                    "code": code,
                    "total": self.units,
                    "translated": done,
                    "fuzzy": fuzzy,
                    "proofread": 0,
                }
            )
        return {"messagegroupstats": rows}

    def _messagecollection(self, params: dict[str, str]) -> dict[str, Any]:
        page, language = int(params["mcgroup"].split()[1]), int(params["mclanguage"][1:])
        done, fuzzy = self.translated(page, language)
        rows = []
        for unit in range(self.units):
            status = "translated" if unit < done else "fuzzy" if unit < done + fuzzy else "untranslated"
            if "fuzzy" in params["mcfilter"].split("|") and status != "fuzzy":
                continue
            rows.append(
                {
                    "key": f"Page_{page}/{unit}",
                    "title": f"Translations:Page {page}/{unit}/x{language}",
                    "definition": f"Unit {unit} of page {page}: keep your account safe with a long password.",
                    "translation": None
                    if status == "untranslated"
                    else f"Text {unit} in language {language}",
                    "tags": ["fuzzy"] if status == "fuzzy" else [],
                    "revision": None if status == "untranslated" else "500",
                    "properties": {"status": status, "last-translator-text": "Aiko"},
                }
            )
        return {"messagecollection": rows}

    def _revisions(self, params: dict[str, str]) -> dict[str, Any]:
        texts = ("Keep it safe.", "Keep your account safe with a long password.")
        revisions = [
            {"revid": revid, "timestamp": self._stamp(START), "slots": {"main": {"content": text}}}
            for revid, text in zip((400, 600), texts, strict=True)
        ]
        return {"pages": [{"title": params["titles"], "revisions": revisions}]}

    def _logevents(self, params: dict[str, str]) -> dict[str, Any]:
        if params.get("ledir") == "newer":
            return {"logevents": []}
        row = {"title": params["letitle"], "action": "mark", "params": {"revision": 1000}}
        return {"logevents": [{**row, "timestamp": self._stamp(START - timedelta(days=9))}]}

    def _recentchanges(self, params: dict[str, str]) -> dict[str, Any]:
        rows = [
            {"title": f"Translations:Page {page}/1/x{language}", "timestamp": self._stamp(at)}
            for (page, language), at in self.touched.items()
            if self._stamp(at) >= params["rcstart"]
        ]
        return {"recentchanges": rows}

    def _stamp(self, moment: datetime) -> str:
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


@click.command()
@click.option("--pages", default=100, show_default=True)
@click.option("--languages", default=100, show_default=True)
@click.option("--units", default=40, show_default=True)
def main(pages: int, languages: int, units: int) -> None:
    """Survey three times: everything, with nothing changed, and with one pair in a hundred changed.

    Fails where a run with nothing changed makes more than 3 % of the first one's requests, or where what it
    says differs from reading everything anew.
    """
    wiki = SimulatedWiki(pages, languages, units)
    team = TeamPages("bench", tuple(TeamPage(f"Page {n}") for n in range(pages)), (("Unit [0-4] ", 5.0),))
    snapshots = Snapshots(open_engine("sqlite://"))
    table = Table(
        "Run",
        "Requests",
        "Of the first",
        "Seconds",
        title=f"{pages} pages × {languages} languages × {units} units",
    )
    figures: dict[str, Any] = {"pages": pages, "languages": languages, "units": units}

    def run(name: str, previous: Snapshot | None) -> Survey:
        wiki.requests, began = 0, time.perf_counter()
        survey = Surveyor(TranslateClient(wiki), TranslatablePages(wiki), team).survey(previous, wiki.now)
        seconds = time.perf_counter() - began
        figures[f"{name}_requests"], figures[f"{name}_seconds"] = wiki.requests, round(seconds, 2)
        share = wiki.requests / figures["first_requests"]
        table.add_row(name, f"{wiki.requests:,}", f"{share:.1%}", f"{seconds:.2f}")
        return survey

    first = run("first", None)
    began = time.perf_counter()
    snapshots.keep("bench", first.snapshot)
    figures["kept_seconds"] = round(time.perf_counter() - began, 2)
    wiki.now += timedelta(days=1)
    second = run("unchanged", snapshots.latest("bench"))
    wiki.now += timedelta(days=1)
    pairs = [(page, language) for page in range(pages) for language in range(languages)]
    partial = [pair for pair in pairs if 3 <= sum(pair) % 10 < 9]
    wiki.touched = dict.fromkeys(partial[:: max(1, len(partial) * 100 // len(pairs))], wiki.now)
    wiki.now += timedelta(hours=1)
    snapshots.keep("bench", second.snapshot)
    third = run("some_changed", snapshots.latest("bench"))
    tracemalloc.start()  # in a run of its own, because it makes everything slow
    anew = Surveyor(TranslateClient(wiki), TranslatablePages(wiki), team).survey(None, wiki.now)
    figures["peak_mib"] = round(tracemalloc.get_traced_memory()[1] / 2**20, 1)
    tracemalloc.stop()
    wiki.requests, began = 0, time.perf_counter()
    outdated = OutdatedFinder(TranslateClient(wiki), TranslatablePages(wiki), Importance(())).find(
        anew.matrix, ("x5",)
    )
    figures["outdated_requests"], figures["outdated_units"] = wiki.requests, len(outdated.units)
    table.add_row("outdated, one language", f"{wiki.requests:,}", "", f"{time.perf_counter() - began:.2f}")
    Console().print(table)
    Console().print(
        f"Keeping the first survey: {figures['kept_seconds']} s. Its memory: {figures['peak_mib']} MiB."
    )
    share = figures["unchanged_requests"] / figures["first_requests"]
    figures["unchanged_share"] = round(share, 4)
    wrong = []
    if share > FLOOR:
        wrong.append(f"a run with nothing changed made {share:.1%} of the first one's requests")
    if second.matrix.progress != first.matrix.progress or third.matrix.progress != anew.matrix.progress:
        wrong.append("a survey from the last one on says something else than reading everything")
    for text in wrong:
        click.echo(f"Missed: {text}", err=True)
    click.echo(json.dumps(figures))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
