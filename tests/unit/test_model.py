from bot.model import PageText


def test_a_page_does_not_show_its_text_when_printed():
    page = PageText(wiki="enwiki", lang="en", title="User:A", username="A", wikitext="a@kelp.example.org")
    assert "kelp" not in repr(page)
