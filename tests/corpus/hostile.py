"""Pages that somebody could save on a user page to stop a detector: what they repeat, and in which language.

`page(name, size)` gives one of any size in bytes. The tests read small ones, `scripts/bench hostile` those of 2 MB.
"""

from __future__ import annotations

# What is repeated to the page's end; a unit of three parts is (once before, repeated, once after).
UNITS: dict[str, str | tuple[str, str, str]] = {
    # markup that never closes, or nests
    "{{a|": "{{a|",
    "{{": "{{",
    "}}": "}}",
    "[[a|": "[[a|",
    "[[": "[[",
    "nested templates": ("{{a|" * 60, "b|c=d\n", "}}" * 60),
    "one template's arguments": ("{{a", "|b=c", "}}"),
    "one infobox's lines": ("{{Infobox user", "|city=Whitby\n", "}}"),
    "infoboxes": "{{Infobox user|name=Ott|city=Whitby}}\n",
    "[[File:a.jpg|": "[[File:a.jpg|",
    "<": "<",
    "<b>": "<b>",
    "<ref>": "<ref>",
    "<nowiki>": "<nowiki>",
    "<!--": "<!--",
    "a comment's lines": ("<!--\n", "my e-mail is a@kelp-post.org\n", ""),
    "raw lines": ("<pre>", "a\n", "</pre>"),
    "a gallery's lines": ("<gallery>\n", "A.jpg|me\n", "</gallery>"),
    "galleries": "<gallery>\nA.jpg|me\n</gallery>\n",
    "{|": "{|\n|",
    "rows": ("{|\n", "|-\n|City||Whitby\n", "|}"),
    "links": "[[a|b]]",
    "categories": "[[Category:x]]",
    "bold": "'''",
    "entities": "a&nbsp;",
    "headings": "==a==\n",
    "definitions": "; Home town\n: Whitby\n",
    "line ends": "\n",
    "signatures": "[[User:A]] 10:00, 3 May 2015 (UTC) ",
    "signed lines": "[[User:A]] 10:00, 3 May 2015 (UTC)\n",
    "users": "[[User:B]] ",
    # runs that shapes could try again and again
    "digits": "0123456789",
    "spaced digits": "4111 ",
    "a.": "a.",
    "a@": "a@",
    "@": "@",
    "1:2:": "1:2:",
    "((((": "((((",
    "quotes": '"abcdefghi" ',
    "+1": "+1 ",
    "a (at) b dot": "a (at) b dot ",
    "an IBAN": "GB82 WEST 1234 5698 7654 32 ",
    # letters
    "combining marks": "e\u0301",
    "marks alone": "\u0301",
    "RTL overrides": "a\u202eb ",
    "overrides alone": "\u202e",
    "NULs": "\0",
    "lone surrogates": "\ud800",
    "zero-width spaces": "\u200b",
    "zero-width joins": "a\u200dda@kelp\u200d-post.org ",
    # cues and values without end
    "I live in": "I live in ",
    "password:": "password: ",
    "my name is": "My name is Ottoline Farr. ",
    "labels": "City: Whitby\n",
    "numbers": "phone +44 121 234 5678\n",
    "addresses": "a@kelp-post.org ",
    "streets": "my address is 12 High Street, ",
    "networks": "my IP is 8.8.4.4 ",
    "keys": "ghp_abcdEFGH1234abcdEFGH1234 ",
    "posts": "I live in Hull, [[User:B|B]] 10:02, 3 May 2015 (UTC) ",
    "accounts": "https://github.com/abc ",
    "born": "born 1 January ",
    "ids": "id no 12 34 ",
    "2年生": "2年生",
    "横浜市に住んでいます。": "横浜市に住んでいます。",
    "a long term": ("; ", "my mail is ada@kelp-post.org, ", ""),
    "vowel signs": "এই ব্যবহারকারী কুমিল্লাতে থাকেন\n",
    "quotation marks": "Заплатата ми идва от „Изгрев“ ООД\n",
    "one long sentence": "Sulla fiancata c'è scritto Banca di Montefiore ",
    "others' own": "(ولد في حلب، أعيش في دمشق ",
    "categories of users": "[[Category:Wikipedians in Whitby]]\n",
    "birth templates": "{{birth date|1990|5|3}} ",
    "phrases as templates": "{{I live in|Whitby}}",
    "disclosures": "{{paid|employer=Kelp Ltd}} I work at Kelp Ltd. ",
    "answers": ":I live in Hull. [[User:B|B]] 10:02, 3 May 2015 (UTC)\n",
    "many tables": "{|\n| City || Whitby || Hull || Leeds\n|}\n",
    "disguised addresses": "mail me: ada (at) kelp-post (dot) org, ",
    "soft hyphens": "I\u00ad live\u00ad in\u00ad Whitby\u00ad. ",
    "dotted capitals": "İstanbul'da yaşıyorum ve Sarı Mimarlık'ta çalışıyorum. ",
    "dotted capitals and lone surrogates": "İ\ud800 ",
    "of everything": (
        "I live in Whitby. {{Infobox user|name=Ott}} [[File:a.jpg|me]] ''x'' City: Hull\n== a ==\n"
        ":b [[User:B]] 10:00, 3 May 2015 (UTC)\n"
    ),
}
_LANGUAGES = {
    "vowel signs": "bn",
    "quotation marks": "bg",
    "one long sentence": "it",
    "others' own": "ar",
    "dotted capitals": "tr",
}


def language(name: str) -> str:
    """The language in which such a page costs most."""
    if name in _LANGUAGES:
        return _LANGUAGES[name]
    return "ja" if any("\u3040" <= char <= "\u9fff" for char in name) else "en"


def page(name: str, size: int) -> str:
    """A page of that kind, about size bytes long as a wiki counts them."""
    unit = UNITS[name]
    before, middle, after = unit if isinstance(unit, tuple) else ("", unit, "")
    room = size - len((before + after).encode("utf-8", "surrogatepass"))
    return before + middle * (room // len(middle.encode("utf-8", "surrogatepass"))) + after
