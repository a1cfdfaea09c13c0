from bot.wiki.pages import Pages


class GermanWiki:
    """Answers as a German wiki does: under its own names of namespaces."""

    name = "dewiki"

    def get(self, **parameters):
        asked = parameters["titles"].split("|") if "titles" in parameters else []
        german = {
            title: title.replace("User talk:", "Benutzer Diskussion:").replace("User:", "Benutzer:")
            for title in asked
        }
        if parameters.get("list") == "allpages":
            return {"query": {"allpages": [{"title": "Benutzer:Kelp Otter/Notizen"}]}}
        slots = {"main": {"content": "Tang.", "contentmodel": "wikitext"}}
        revision = {"revid": 5, "user": "Kelp Otter", "timestamp": "2026-11-20T10:00:00Z", "slots": slots}
        return {
            "query": {
                "normalized": [
                    {"from": ours, "to": theirs} for ours, theirs in german.items() if ours != theirs
                ],
                "pages": [
                    {"pageid": 1, "title": title, "revisions": [revision]} for title in german.values()
                ],
            }
        }


def test_pages_are_found_under_the_name_they_were_asked_by_and_tell_the_wiki_s_own():
    titles = ["User:Kelp Otter", "User talk:Kelp Otter", "Benutzer:Kelp Otter/Notizen"]
    found = Pages(GermanWiki()).current(titles)
    assert sorted(found) == sorted(titles)
    assert found["User talk:Kelp Otter"].title == "Benutzer Diskussion:Kelp Otter"


def test_a_sweep_names_pages_as_the_stream_does():
    """Or the same page would be a case twice, under two names (P7)."""
    assert Pages(GermanWiki()).user_pages("Kelp Otter") == [
        "Benutzer:Kelp Otter",
        "Benutzer:Kelp Otter/Notizen",
    ]
