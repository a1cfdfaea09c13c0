"""Where a value begins and ends, in the forms of names, firms, streets and numbers in many countries."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.detect.analyzer import Analyzer
from bot.model import PageText

CONFIG = Path(__file__).parents[3] / "config"
# language, the text with the value between ‹ and ›, the type
VALUES = """\
en  employer  I work at ‹White, Turner and Marsh›.
de  employer  Ich arbeite bei ‹Ahlers AG & Co. OHG›.
fr  employer  Je travaille chez ‹Lelièvre S.A.R.L.› depuis longtemps.
es  employer  Trabajo en ‹Jáquez S.A.› y edito de noche.
pt  employer  Trabalho na ‹Alves S/A› desde 2010.
it  employer  Lavoro presso ‹Panicucci s.r.l.›, a Lucca.
da  employer  Jeg arbejder hos ‹Skov & Laursen A/S› i dag.
pl  employer  Pracuję w ‹Trzop Sp. z o.o.› od lat.
cs  employer  Pracuji ve firmě ‹Bednářová s.r.o.› už dlouho.
el  employer  Εργάζομαι στην ‹Δόβας Α.Ε.› εδώ και χρόνια.
tr  employer  İş yeri: ‹Şener A.Ş.›
ja  employer  ‹株式会社橋本水産›に勤務しています。
th  employer  ที่ทำงาน: ‹บริษัท แนวพญา จำกัด›
th  real_name  ผมชื่อ ‹ณัฐธิตา นพตระกูล›
ja  real_name  本名は‹田中 直人›です。
he  real_name  שמי ‹רועי לוין›.
pt  real_name  Meu nome é ‹Caetana Nascimento›.
bn  real_name  আমার নাম ‹বাঁধন উদ্দিন›।
ru  address  Мой адрес: ‹наб. Волочаевская, д. 5/7 стр. 5›
pl  address  Mój adres: ‹ul. Sawickiej 45/14›
nb  address  Min adresse: ‹Vikvollen 5›
es  address  Mi dirección es ‹Alameda de Chucho Merino 70›.
de  address  Meine neue Adresse ist ‹Lange Zeile 5, Bremen›.
zh  address  我的地址:‹莒光路4號›
he  address  הכתובת שלי: ‹הרב עוזיאל 30›
it  phone  Il mio telefono: ‹02 1234 5678›
es  phone  Teléfono: ‹810 12 34 56›
de  phone  Tel. ‹0421 234567›, ich bin abends da.
ko  phone  제 전화번호는 ‹02-2345-6789›입니다.
fr  phone  Mon téléphone : ‹01 23 45 67 89›
ru  location  Город: г. ‹Новый Оскол›
"""


@pytest.mark.parametrize("line", VALUES.splitlines())
def test_a_value_is_taken_whole_and_without_its_label(analyzer: Analyzer, line: str) -> None:
    lang, kind, marked = line.split(None, 2)
    start, end = marked.index("‹"), marked.index("›") - 1
    text = marked.replace("‹", "").replace("›", "")
    page = PageText(f"{lang}wiki", lang, "User:Quiet Heron", "Quiet Heron", text)
    found = [
        (each.type.value, text[each.start : each.end])
        for each in analyzer.analyze(page).findings
        if each.type.value == kind
    ]
    assert found == [(kind, text[start:end])]
