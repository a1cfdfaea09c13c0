import importlib.util
from pathlib import Path

import pytest

PATH = Path(__file__).resolve().parents[3] / "scripts/benches/accuracy.py"


@pytest.fixture(scope="module")
def accuracy():
    spec = importlib.util.spec_from_file_location("accuracy_bench", PATH)
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["accuracy_bench"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    yield module
    del sys.modules["accuracy_bench"]


def page(*gold, name=False, lang="en"):
    findings = [{"type": kind, "start": start, "end": end, "text": ""} for kind, start, end in gold]
    return {
        "id": "x",
        "lang": lang,
        "wikitext": "a" * 99,
        "findings": findings,
        "username_is_real_name": name,
    }


@pytest.mark.parametrize(
    ("predicted", "gold", "counts"),
    [
        ([("email", 0, 9)], [("email", 0, 9)], (1, 0, 0)),
        ([("email", 5, 9)], [("email", 0, 6)], (1, 0, 0)),
        ([("email", 6, 9)], [("email", 0, 6)], (0, 1, 1)),  # touching is not overlapping
        ([("phone", 0, 9)], [("email", 0, 9)], (0, 1, 1)),
        ([("email", 0, 4), ("email", 5, 9)], [("email", 0, 9)], (1, 1, 0)),  # each gold span once
        ([], [("email", 0, 9)], (0, 0, 1)),
    ],
)
def test_a_span_counts_when_a_gold_span_of_its_type_overlaps(accuracy, predicted, gold, counts):
    assert tuple(len(part) for part in accuracy.match(predicted, gold)) == counts


def test_alarm_is_the_share_of_clean_pages_with_a_finding(accuracy):
    corpus = [page(), page(), page(("email", 0, 9)), page()]
    noisy = iter([[("email", 0, 3)], [], [("email", 0, 9)], []])
    result = accuracy.measure(lambda _: (next(noisy), None), corpus)
    assert result.alarm == pytest.approx(1 / 3)
    assert (result.total.hit, result.total.spurious, result.total.missed) == (1, 1, 0)


def test_account_names_are_scored_only_where_the_engine_says(accuracy):
    corpus = [page(name=True), page(name=True), page()]
    told = iter([True, False, True])
    result = accuracy.measure(lambda _: ([], next(told)), corpus)
    assert result.username.f1 == pytest.approx(0.5)
    assert not accuracy.measure(lambda _: ([], None), corpus).says_username


def test_errors_of_the_held_out_part_stay_hidden(accuracy, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["accuracy", "--part", "heldout", "--errors", "3"])
    with pytest.raises(SystemExit, match="2"):
        accuracy.main()
    assert "keeps its errors to itself" in capsys.readouterr().err


def test_a_missed_floor_fails(accuracy, monkeypatch, capsys):
    monkeypatch.setattr(accuracy, "our_engine", lambda: lambda _: ([], False))
    monkeypatch.setattr("sys.argv", ["accuracy", "--part", "heldout", "--lang", "en", "--pages", "20"])
    assert accuracy.main() == 1
    out = capsys.readouterr().out
    assert "f1 0.000 (floor 0.8)" in out
    assert out.splitlines()[-1].startswith("accuracy heldout hard pages=20")


def test_errors_of_the_blind_corpus_are_shown_of_one_half_only(accuracy, monkeypatch, capsys):
    monkeypatch.setattr(accuracy, "our_engine", lambda: lambda _: ([], False))
    asked = ["accuracy", "--corpus", "blind", "--lang", "en", "--pages", "9", "--errors", "1"]
    monkeypatch.setattr("sys.argv", [*asked, "--part", "held", "--i-know"])
    with pytest.raises(SystemExit, match="2"):
        accuracy.main()
    assert "the held half keeps its errors to itself, always" in capsys.readouterr().err
    monkeypatch.setattr("sys.argv", asked)
    assert accuracy.main() == 0
    assert "en-tune-hard-" in capsys.readouterr().out


def test_a_part_of_another_corpus_is_refused(accuracy, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["accuracy", "--corpus", "blind", "--part", "train"])
    with pytest.raises(SystemExit, match="2"):
        accuracy.main()
    assert "the blind corpus has no part 'train'; write tune or held" in capsys.readouterr().err
