"""The shapes wikitext gives to facts in any language; `{L}` a label, `{V}` its value, `{S}` a sentence.

As with phrases, the place in a list decides the part: append, do not insert.
"""

from __future__ import annotations

from tests.corpus.language import phrase_part

LINES = [
    "* {L}: {V}", "* '''{L}''' – {V}", "'''{L}:''' {V}<br />", "; {L} : {V}", "; {L}\n: {V}", "# {L}: {V}",
    ":{L}: {V}", "* ''{L}'': {V}", "{L}: {V}\n", "* {L} → {V}", "{L}: {V}<br>", "• {L}: '''{V}'''<br/>",
]  # fmt: skip
TABLES = [
    ('{| class="wikitable"', "|-\n| {L} || {V}", "|}"),
    ('{| class="infobox" style="float:right"', "|-\n! {L}\n| {V}", "|}"),
    ('{| style="border:1px solid #aaa; background:#f9f9f9"', "|-\n| '''{L}''' || {V}", "|}"),
    ('{|\n|+ {{PAGENAME}}', '|-\n! scope="row" style="text-align:left" | {L}\n| style="padding:2px" | {V}', "|}"),
    ("{|", "|-\n|{L}:\n|{V}", "|}"),
]  # fmt: skip
WRAPS = [
    "{S}", "* {S}", "{S}\n", "<div style=\"padding:4px\">{S}</div>", ":{S}", "<small>{S}</small>",
    "{{Userbox|border-c=#99B3FF|id=[[<file>:<decor>|40px]]|id-c=#fff|info={S}}}",
    "{{userbox\n| id = [[<file>:<decor>|45px]]\n| info = {S}\n}}", "<!-- {S} -->", "# {S}", "''{S}''",
    "{| style=\"width:100%\"\n| {S}\n|}", "<center>{S}</center>", "{{Box|1={S}}}",
]  # fmt: skip
BOXES = {
    "email": [
        "{{User email|<email>}}", "[mailto:<mailto> ✉]", "{{email|<email>}}", "{{User mail|<email>}}",
        "[mailto:<mailto> <first>]", "✉ <email>", "{{mailto|<mailto>}}", "<!-- <email> -->",
    ],
    "phone": ["☎ <phone>", "{{User phone|<phone>}}", "[tel:<phone> ☎]", "📞 <phone>"],
    "real_name": ["{{User real name|<name>}}", "{{Real name|<name>}}", "{{User name|<name>}}", "— <name>, [[<userns>:<user>|<user>]]"],
    "credential": [
        "<pre>\n<key>\n</pre>", "<syntaxhighlight lang=\"python\">\nsite.login('<user>', password='<pw>')\n</syntaxhighlight>",
        "BotPassword: <user>@tool <botpw>", "<pre>\nexport API_TOKEN=<pw>\n</pre>", "<code>password = <pw></code>",
    ],
    "messaging_handle": ["{{User <svc>|<msg>}}", "{{user <svc>|<msg>}}", "{{User:UBX/<svc>|<msg>}}", "{{<svc>|<msg>}}"],
    "social_handle": ["{{User <soc>|<social>}}", "{{user <soc>|id=<social>}}", "{{User:UBX/<soc>|<social>}}", "[<social> <soc>]"],
    "location": ["{{User from|<town>}}", "{{User lives in|<town>}}", "{{User city|<town>}}", "{{User in|<town>}}"],
    "school": ["{{User university|<school>}}", "{{User alma mater|<school>}}", "{{User student at|<school>}}"],
    "employer": ["{{User works for|<employer>}}", "{{User employer|<employer>}}", "{{User works at|<employer>}}"],
    "birth_date": ["{{User birthday|<birth>}}", "{{birthday|<birthargs>}}", "{{User born|<birth>}}"],
    "age_minor": ["{{User age|<age>}}", "{{User years old|<age>}}"],
    "ip_address": ["{{User IP|<ip>}}", "{{User static IP|<ip>}}"],
}  # fmt: skip
IMAGES = [
    "[[<file>:<img>|{T}|{C}]]", "[[<file>:<img>|{T}|right|220px|{C}]]", "[[<file>:<img>|left|{T}|{C}]]",
    "<gallery>\n<file>:<img>|{C}\n<file>:<decor>|[[<place>]]\n</gallery>", "[[<file>:<img>|200px|{C}]]",
    "<gallery mode=\"packed\">\n<file>:<decor>|[[<place>]]\n<img>|{C}\n</gallery>", "[[<file>:<img>|frame|center|{C}]]",
    "{|\n| [[<file>:<img>|{T}|{C}]]\n|}",
]  # fmt: skip
NOT_MY_IMAGES = [
    "[[<file>:<!img>|{T}|{C}]]", "<gallery>\n<file>:<!img>|{C}\n<file>:<decor>\n</gallery>", "[[<file>:<decor>|30px]]",
    "[[<file>:<!img>|{T}|right|250px|{C}]]", "{{Userbox|id=[[<file>:<decor>|45px]]|info=[[<place>]]}}",
    "<gallery>\n<!img>|{C}\n<!img>|{C}\n</gallery>",
]  # fmt: skip
#: wikitext that carries data of nobody in particular, the same on every wiki
NEGATIVES = [
    "* [[<place>]] · [[<other>]] · [[<!employer>]] · [[<!school>]]",
    "* <!name>, ''[[<place>]]''. ISBN <isbn>. <!employer>, <year>.",
    "{{Infobox person\n| name = <other>\n| birth_date = {{birth date and age|<!birthargs>}}\n| birth_place = [[<!town>]]\n| alma_mater = <!school>\n| employer = <!employer>\n}}",
    "<ref>{{cite web |url=https://www.city-archive.org/doc/<count> |author=<!name> |date=<date> |publisher=<!employer>}}</ref>",
    "* {{IPvandal|<!ip>}}\n* {{IPvandal|<!ip>}} – {{vandal|<signer>}}",
    "* {{doi|<doi>}}, PMID 2<count=7441830/8120445/6650127>, OCLC <count=50174812/861220934>, {{coord|<coord>|display=inline}}",
    "<syntaxhighlight lang=\"python\">\npassword = \"changeme\"\nsite.login(user=\"Example\", api_key=\"YOUR_KEY_HERE\")\n</syntaxhighlight>",
    "{{committed identity|<hash>|SHA-512}}",
    "PGP: <count=A1C4 09F2 77B3 4E10 9D5A  C3B8 2210 F6E4 7B91 00DE/04D1 8E7C 55A0 B2F3 6C19  E8D7 4410 9A3B C2F5 617E>",
    "<pre>\nping <docip>\nhost=<docip> port=8080 v2.10.4.1\n</pre>",
    "{{User wikipedia for|<n>}} {{User edits|<count>}}",
    "{{Babel|<count=en-3/de-2/fr-1>|es-1}}\n{{Service awards}}",
    "* [[Special:Contributions/<!ip>]] – [[<userns>:<signer>]]",
    "<ref>''<!employer>'', tel. <fakephone>, <role></ref>",
    "[[Category:Wikipedians]]\n{{DEFAULTSORT:<user>}}",
    "<pre>\ncurl -u Example:PASSWORD https://api.example.org/v1?key=xxxxxxxxxxxx\n</pre>",
    "{{cite book |last=<other> |title=[[<place>]] |publisher=<!employer> |location=<!town> |year=<year> |isbn=<isbn>}}",
    "<nowiki>{{User email|name@example.com}} {{User Discord|name#0000}}</nowiki>",
    "* <count> → [[<place>]] ({{coord|<coord>}})\n* <count> → [[<!school>]]",
    "{{User info|role=[[Wikipedia:Administrators]]|since=<date>}}",
    "# <date>: [[<userns>:<signer>|<signer>]] blocked <!ip> (anonblock)\n# <date>: unblocked <!ip>",
    "{{paid|employer=<!employer>|client=<!employer>}}",
    "[https://twitter.com/Wikipedia @Wikipedia] · [https://t.me/wikimediaofficial t.me/wikimediaofficial] · #wikipedia-en",
    "{{connected contributor (paid)|User1=<user>|U1-employer=<!employer>|U1-client=<!employer>}}",
    "<ref>''<!employer>'', <!address>, tel. <!phone>, office@city-archive.org</ref>",
    "{{Literatur |Autor=<!name> |Titel=[[<place>]] |Verlag=<!employer> |Ort=<!town> |Datum=<date> |ISBN=<isbn>}}",
    "{{книга|автор=<!name>|заглавие=[[<place>]]|место=<!town>|издательство=<!employer>|год=<year>}}",
    "{{Ouvrage|auteur1=<!name>|titre=[[<place>]]|lieu=<!town>|éditeur=<!employer>|année=<year>|isbn=<isbn>}}",
    "{{cita libro|autore=<!name>|titolo=[[<place>]]|editore=<!employer>|città=<!town>|ISBN=<isbn>}}",
    "{{Official website|https://www.city-archive.org}}, {{email|info@city-archive.org}}, ☎ <!phone>, <!address>",
    "<gallery>\n<file>:<!img>|<!name>\n<file>:<!img>|[[<other>]], <year>\n</gallery>",
    "{{Press|author=<!name>|date=<date>|title=\"<!name>, <!employer>\"|org=<!employer>}}",
    "# [[Special:Contributions/<!ip>]] ([[<userns>:<signer>]]): spam, <!mailto>, <!phone>",
    "{| class=\"wikitable\"\n|-\n| [[<!employer>]] || <!mailto> || <!phone>\n|-\n| [[<!school>]] || info@city-archive.org || <!phone>\n|}",
    "<pre>\n{{Infobox user\n| name = <!name>\n| email = name@example.org\n| birthdate = <!birth>\n}}\n</pre>",
    "* [[<!employer>]], <!address>. ☎ <!phone>. ✉ <!mailto>",
    "{{cite web |title=[[<!employer>]]: <!mailto> |author=<!name> |quote=<!phone>, <!address>}}",
    "<nowiki>{{Infobox person|name=<!name>|birth_date=<!birth>|email=<!mailto>}}</nowiki>",
    "<ref><!name> (<!mailto>), [[<!school>]], <date>.</ref>",
    "; [[ISO 7064]]\n: <code><!pay></code>, <code><!id></code>",
    "{{rfpp|<!ip>}} ~ <!ip> → <!ip>: [[<place>]], <count>",
    "| [[<other>]] || <!birth> || <!social> || [[<!employer>]]",
    "IBAN DE89 3704 0044 0532 0130 00, 4111 1111 1111 1111 (test)",
]  # fmt: skip

BULK = [
    "* [[<place>]], <date>, {{oldid|<count>}}", "# <!name>: ''[[<place>]]'' (<year>), ISBN <isbn>",
    "|-\n| [[<!name>]] || <!birth> || [[<!town>]] || <!employer>", "* <date> – [[<userns>:<!name>|<!name>]] (<count>)",
    "* <!name> (* <!birth>), [[<!school>]], <!town>", "* {{doi|<doi>}} <!name>, [[<place>]] {{coord|<coord>}}",
    "* [[<place>]] (<count>), <!name>: <!address>", "* [[<!employer>]]: <!phone>, <!mailto>",
    "# {{user|<!ip>}} <date> – [[<place>]]", "|-\n| [[<!school>]] || <!address> || <!phone> || info@city-archive.org",
]  # fmt: skip

#: around somebody else's words
QUOTES = [
    "{L}\n<blockquote>{S}</blockquote>", "{L}\n{{Quote|{S}|<other>}}", "{L} „{S}“ (<other>)", "{L}\n{{Quote box|quote={S}|source=<other>}}",
    "{L} «{S}» — <other>", "{{Zitat|Text={S}|Autor=<other>}}", "{{Citation bloc|{S}|<other>}}", "{{Cita|{S}|<other>}}",
    "{{Цитата|{S}|автор=<other>}}", "{{اقتباس|{S}|<other>}}", "{{cquote|{S}|30px|30px|<other>}}", "{L}\n:''\"{S}\"''",
]  # fmt: skip
DRAFT_BANNERS = [
    "{{User sandbox}}",
    "{{Draft article}}",
    "{{userspace draft|date=<month>}}",
    "{{AfC submission|||ts=20240102}}",
    "{{under construction}}",
]
SCRIPT = """// <syntaxhighlight lang="javascript">
/* author: <!name> <<!mailto>>, license MIT, <hash> */
mw.loader.load('https://meta.wikimedia.org/w/index.php?title=User:<signer>/tool.js&action=raw');
const token = 'YOUR_TOKEN', host = '<docip>', version = '2.10.4.1';
// TODO: ask [[<userns>:<signer>]], see T<count>
// </syntaxhighlight>"""


def share(shapes: list, part: str) -> list:  # type: ignore[type-arg]  # lists of strings or of triples
    """The part's share of a list of shapes."""
    return [shape for i, shape in enumerate(shapes) if part in phrase_part(i)]
