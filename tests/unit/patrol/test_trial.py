from bot.patrol.trial import Trial


def trial():
    trial = Trial()
    trial.add({("dewiki", "checked"): 900, ("dewiki", "case"): 41, ("dewiki", "rule:de.phone"): 40})
    trial.add({("dewiki", "rule:de.email"): 3, ("dewiki", "rule:de.age"): 1, ("dewiki", "checked"): 100})
    trial.add({("scnwiki", "case"): 1})
    trial.add({("dewiki", f"refused:reason {n}"): 19 for n in range(4)})
    return trial


def test_large_groups_are_shown_and_small_ones_are_not():
    assert list(trial().rows()) == [
        ("Pages checked", "dewiki", "", "1000"),
        ("People who would be told", "dewiki", "", "41"),
        ("People who would be told", "scnwiki", "1 smaller group(s)", "under 20"),
        ("Pages by rule", "dewiki", "de.phone", "40"),
        ("Pages by rule", "dewiki", "2 smaller group(s)", "under 20"),
        ("Edits by why nobody would be told", "dewiki", "4 smaller group(s)", "about 80"),
    ]


def test_both_forms_hold_the_same():
    for form in (trial().markdown(), trial().wikitext()):
        assert form.count("dewiki") == 5
        assert "de.phone" in form
        assert "de.age" not in form
