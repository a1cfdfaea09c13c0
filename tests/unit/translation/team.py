"""A team's page on a wiki in memory behind the Translate stand-in, for the tests of this folder."""

from scripts.standins.memory_wiki import MemoryWiki
from scripts.standins.translate import TranslateStandIn

SOURCE = """<languages/>
{{Team tabs}}
<translate>
== Stay safe == <!--T:1-->

<!--T:2-->
Use a long password.

<!--T:3-->
In an emergency write to <tvar name="mail">alarm@team.example.org</tvar>.
</translate>
[[Category:Team]]"""


class TeamWiki:
    """The wiki, the stand-in in front of it, and short ways to change both."""

    def __init__(self) -> None:
        self.wiki = MemoryWiki()
        self.translate = TranslateStandIn(self.wiki, now=lambda: self.wiki.now)

    def page(self, title: str = "Team", source: str = SOURCE) -> int:
        self.wiki.save(title, source)
        self.translate.mark(title)
        return self.wiki.pages[title]

    def edit(self, old: str, new: str, title: str = "Team") -> None:
        text = self.wiki.text(title)
        assert text is not None
        assert old in text
        self.wiki.save(title, text.replace(old, new))

    def say(self, unit: str, language: str, text: str, title: str = "Team", user: str = "Aiko") -> int:
        return self.wiki.save(f"Translations:{title}/{unit}/{language}", text, user)
