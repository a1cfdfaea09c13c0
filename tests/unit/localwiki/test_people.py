import pytest

from scripts.localwiki import people
from scripts.localwiki.errors import LocalWikiError


def test_the_demo_has_the_people_it_is_to_have():
    everybody = people.load()
    assert len(everybody) >= 14
    assert {"ar", "ja", "hi", "ru"} < {person.language for person in everybody}
    assert len({person.language for person in everybody}) >= 8
    assert any(person.email is None for person in everybody)
    assert any(person.mutes == (people.PATROL_BOT,) for person in everybody)
    assert any(person.edited_by for person in everybody)
    assert any("{{nobots}}" in person.page for person in everybody)
    assert any(not person.subscribed for person in everybody)


def test_nobody_is_to_be_told_who_did_not_ask_or_cannot_be_written_to():
    for person in people.load():
        if person.expects_mail:
            assert person.subscribed, person.name
            assert person.email, person.name
            assert person.accepts_mail, person.name


def test_the_number_of_mails_stays_under_the_default_of_a_day():
    assert sum(person.expects_mail for person in people.load()) <= 10


def test_every_account_is_invented():
    for account in people.accounts():
        assert (
            account["email"] is None
            or account["email"].endswith(".example.org")
            or (account["email"].endswith("@example.org"))
        )


def test_the_patrols_password_lets_it_do_nothing_but_send_mail():
    (patrol,) = [account for account in people.accounts() if account["name"] == people.PATROL_BOT]
    assert [password["grants"] for password in patrol["bot_passwords"].values()] == [["sendemail"]]
    assert patrol["groups"] == ["bot-patrol"]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('name = "A"', "A: .*missing"),
        ('name = "A"\nlanguage = "en"\npage = ""\nbecause = ""\nexpect = "letter"', "'mail' or 'nothing'"),
        ('name = "A"\nlanguage = "en"\npage = ""\nbecause = ""\nexpect = "mail"\nshoes = 3', "A: .*shoes"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_the_persons_name(tmp_path, monkeypatch, entry, said):
    file = tmp_path / "people.toml"
    file.write_text(f"[[person]]\n{entry}\n", encoding="utf-8")
    monkeypatch.setattr(people, "PEOPLE", file)
    with pytest.raises(LocalWikiError, match=said):
        people.load()
