"""What happened, beside what was to happen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rich.table import Table

if TYPE_CHECKING:
    from scripts.localwiki.mail import Mail
    from scripts.localwiki.people import Person


@dataclass(frozen=True, slots=True)
class Verdict:
    """The figures of one run, and a sentence for everything that was to be otherwise."""

    pages_checked: int
    cases: int
    mails_sent: int
    skipped: dict[str, int]
    wrong: list[str] = field(default_factory=list)

    def figures(self, seconds: float) -> dict[str, Any]:
        """The last line of `scripts/run --once`, as JSON."""
        return {
            "pages_checked": self.pages_checked,
            "cases": self.cases,
            "mails_sent": self.mails_sent,
            "skipped": self.skipped,
            "seconds": round(seconds, 1),
        }


def judge(people: list[Person], mails: list[Mail], patrol: dict[str, Any], nudge: dict[str, Any]) -> Verdict:
    """Compare the mails that arrived with what people.toml expects, and with what the bot says it did.

    patrol and nudge are the JSON objects of the two commands.
    """
    got = Counter(address for mail in mails for address in mail.recipients)
    wrong = []
    for person in people:
        expected = 1 if person.expects_mail else 0
        if (number := got.pop(person.email or "", 0)) != expected:
            wrong.append(f"{person.name} ({person.because}) was to get {expected} mail, got {number}")
    wrong += [f"{number} mail to {address}, who is nobody of the demo" for address, number in got.items()]
    if nudge["mails_sent"] != len(mails):
        wrong.append(f"the bot says {nudge['mails_sent']} mails, {len(mails)} arrived")
    return Verdict(
        pages_checked=patrol["pages_checked"],
        cases=patrol["cases"],
        mails_sent=nudge["mails_sent"],
        skipped=dict(sorted((Counter(patrol["skipped"]) + Counter(nudge["skipped"])).items())),
        wrong=wrong,
    )


def table(people: list[Person], mails: list[Mail]) -> Table:
    """Who is who, who was told, and why or why not."""
    got = Counter(address for mail in mails for address in mail.recipients)
    shown = Table(title="What the invented people's pages led to", title_justify="left")
    for heading in ("Who", "In", "Asked for it", "Mails", "As expected"):
        shown.add_column(heading, no_wrap=True)
    shown.add_column("Because")
    for person in people:
        number = got[person.email or ""]
        right = number == (1 if person.expects_mail else 0)
        shown.add_row(
            person.name,
            person.language,
            "yes" if person.subscribed else "no",
            str(number),
            "yes" if right else "NO",
            person.because,
        )
    return shown
