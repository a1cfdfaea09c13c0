"""How well real names are told from other account names, per script, on tests/unit/detect/usernames.tsv.

Rows marked `missed` are people whom the recognizer is known to miss; they count. With --faker, and Faker
installed in this environment (it is no dependency), people of many locales are drawn from its lists as an
outside measure: the share that is recognised, and the share of pairs of its words wrongly taken for a name.
Exit code 1 when F1 on the table falls below the floor.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from bot.detect.recognizers.username import UsernameRecognizer  # noqa: E402  (the path is set above)

TABLE = ROOT / "tests" / "unit" / "detect" / "usernames.tsv"
FLOOR = 0.85
LOCALES = (
    "en_US en_GB es_ES es_MX fr_FR de_DE pt_BR pt_PT it_IT nl_NL sv_SE da_DK no_NO fi_FI pl_PL cs_CZ sk_SK"
    " hu_HU ro_RO ru_RU uk_UA bg_BG hr_HR el_GR tr_TR ar_SA ar_EG fa_IR he_IL hi_IN bn_BD ta_IN id_ID vi_VN"
    " th_TH ko_KR ja_JP zh_CN zh_TW sw"
)
_UNSPACED = ("ko", "ja", "zh")
_FAMILY_FIRST = ("hu", "vi")


def measures(counts: Counter[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of counted hits, false alarms and misses (1.0 where nothing was asked)."""
    hit, alarm, miss = counts["hit"], counts["alarm"], counts["miss"]
    precision = hit / (hit + alarm) if hit + alarm else 1.0
    recall = hit / (hit + miss) if hit + miss else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def table(recognizer: UsernameRecognizer) -> float:
    """Prints the table's figures per script; returns F1 over all."""
    counts: dict[str, Counter[str]] = {}
    total: Counter[str] = Counter()
    rows = [
        line.split("\t")
        for line in TABLE.read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    started = time.perf_counter()
    for script, lang, name, answer in rows:
        said, true = recognizer.is_real_name(name, lang), answer != "no"
        kind = ("hit" if true else "alarm") if said else ("miss" if true else "silent")
        counts.setdefault(script, Counter())[kind] += 1
        total[kind] += 1
    spent = time.perf_counter() - started
    print(f"{'script':12} {'names':>6} {'others':>7} {'P':>6} {'R':>6} {'F1':>6}")
    for script, found in [*counts.items(), ("all", total)]:
        precision, recall, f1 = measures(found)
        people, others = found["hit"] + found["miss"], found["alarm"] + found["silent"]
        print(f"{script:12} {people:6} {others:7} {precision:6.3f} {recall:6.3f} {f1:6.3f}")
    again = time.perf_counter()
    for _, lang, name, _ in rows:
        recognizer.is_real_name(name, lang)
    warm = (time.perf_counter() - again) / len(rows)
    precision, recall, f1 = measures(total)
    print(
        f"first pass, loading {len(counts)} scripts: {spent * 1e3:.0f} ms; warm: {warm * 1e6:.0f} us a name"
    )
    print(f"usernames P {precision:.3f} R {recall:.3f} F1 {f1:.3f} us_per_name {warm * 1e6:.0f}")
    return f1


def person(fake: object, short: str, form: int) -> str:
    """An account name made of an invented person's name, in one of the forms people use."""
    given, family = fake.first_name(), fake.last_name()  # type: ignore[attr-defined]
    if short in _UNSPACED:
        return f"{family}{given}"
    if short in _FAMILY_FIRST:
        return f"{family} {given}"
    forms = [f"{given} {family}", f"{given}_{family}85"]
    if given.lower() != given:
        forms += [f"{given}{family}", f"{given}.{family}"]
    return forms[form % len(forms)]


def faker(recognizer: UsernameRecognizer, people: int) -> None:
    """Prints per locale the share of Faker's people recognised and of pairs of its words taken for a name."""
    try:
        from faker import Faker
    except ImportError:
        raise SystemExit(
            "usernames: --faker needs the package faker here: .venv/bin/pip install faker"
        ) from None
    recalls, alarms = [], []
    print(f"{'locale':8} {'recognised':>10} {'words':>7}")
    for locale in LOCALES.split():
        fake, short = Faker(locale), locale.split("_")[0]
        fake.seed_instance(11)
        hits = sum(recognizer.is_real_name(person(fake, short, at), short) for at in range(people)) / people
        joint = "" if short in _UNSPACED else " "
        pairs = [joint.join(fake.word().capitalize() for _ in range(2)) for _ in range(people)]
        wrong = sum(recognizer.is_real_name(pair, short) for pair in pairs) / people
        recalls.append(hits)
        alarms.append(wrong)
        print(f"{locale:8} {hits:10.3f} {wrong:7.3f}")
    recall, alarm = sum(recalls) / len(recalls), sum(alarms) / len(alarms)
    precision = recall / (recall + alarm)
    print(f"faker R {recall:.3f} alarm {alarm:.3f} F1 {2 * precision * recall / (precision + recall):.3f}")


def main() -> int:
    """Runs the benchmark; exit code 1 below the floor."""
    parser = argparse.ArgumentParser(prog="scripts/bench usernames", description=__doc__)
    parser.add_argument("--faker", action="store_true", help="measure also with people from Faker's locales")
    parser.add_argument(
        "--people", type=int, default=300, help="people and word pairs a locale (with --faker)"
    )
    options = parser.parse_args()
    recognizer = UsernameRecognizer.load(ROOT / "config" / "names")
    if options.faker:
        faker(recognizer, options.people)
    f1 = table(recognizer)
    if f1 < FLOOR:
        print(f"usernames: F1 {f1:.3f} is below the floor {FLOOR}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
