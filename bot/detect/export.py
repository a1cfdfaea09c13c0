"""The rules as JSON for the browser's detector: the same phrases, compiled, and the same lists of names, folded."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.detect import towns
from bot.detect.folding import visible
from bot.detect.names import lexicon
from bot.detect.names.text import fold, script_of
from bot.detect.recognizers.username import phrase_key
from bot.detect.rules import load_language
from bot.detect.shared import KEYS, load_shared, load_tiers
from bot.detect.traits import TRAITS
from bot.detect.weighing import load_weights

if TYPE_CHECKING:
    import re

    from bot.detect.wording import Wording


def language(folder: Path, code: str) -> dict[str, Any]:
    """One language's rules as plain JSON values. Raises RuleError where its file is faulty."""
    rules = load_language(folder / "lang" / f"{code}.yaml")
    out: dict[str, Any] = {}
    for column in fields(rules):
        value = getattr(rules, column.name)
        if column.name in ("cues", "categories"):
            value = [
                {"id": rule.id, "type": rule.type, "weight": rule.weight, **asdict(rule.cue)}
                for rule in value
            ]
        out[column.name] = _plain(value)
    out["towns"] = towns.listed(folder / "towns" / f"{code}.txt")
    out["small_towns"] = towns.listed(folder / "towns" / f"small-{code}.txt")
    cldr = folder / "cldr" / f"{code}.json"
    if cldr.exists():
        out["cldr"] = json.loads(visible(cldr.read_text("utf-8")))
    return out


def shared(folder: Path) -> dict[str, Any]:
    """What no language owns, and the tiers. Raises RuleError where a file is faulty."""
    tables, tiers, weights = load_shared(folder), load_tiers(folder), load_weights(folder)
    out = {key: _plain(getattr(tables, key)) for key in KEYS}
    out["wording"] = _wording(tables.wording)
    out["traits"] = {
        code: [name for name in TRAITS if getattr(each, name)] for code, each in tables.traits.items()
    }
    out["tiers"] = {
        "tier": {kind.value: tier.name.lower() for kind, tier in tiers.tier.items()},
        "scores": tiers.scores,
        "threshold": tiers.threshold,
        "mosaic": [sorted(kind.value for kind in entry) for entry in tiers.mosaic],
        "weights": {
            "enough": weights.enough,
            "least": weights.least,
            "never": sorted(weights.never),
            "weights": {"any": weights.any, **weights.by_type},
        },
    }
    out["tlds"] = _top_level_domains()
    return out


def _wording(wording: Wording) -> dict[str, Any]:
    """The words of wording.yaml by key and language, each with whether it is open; and the lists of surnames."""
    lists = {
        key: {"by_language": _plain(each.by_language), "never": _plain(each.never)}
        for key, each in wording.lists.items()
    }
    return {"lists": lists, "surnames": wording.east_asian.surnames}


def _top_level_domains() -> list[str]:
    """Every top-level domain of the public suffix list that tldextract ships, with and without punycode."""
    import tldextract

    extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, fallback_to_snapshot=True)
    names = {suffix for suffix in extract.tlds if "." not in suffix}
    return sorted(names | {name.encode("idna").decode() for name in names if not name.isascii()})


def names(folder: Path, script: str) -> dict[str, Any]:
    """One script's lists of names: which there are, their sections (list, section, weight, words), the famous."""
    paths = sorted((folder / script).glob("*.txt"))
    sections = [
        [index, section.name, section.weight, " ".join(fold(section.text, script).split())]
        for index, path in enumerate(paths)
        for section in lexicon.sections(path)
    ]
    famous = {
        phrase_key(phrase) for phrase in lexicon.phrases(folder / "famous.txt") if script_of(phrase) == script
    }
    return {
        "lists": [path.stem for path in paths],
        "sections": sections,
        "stop": " ".join(sorted(famous)),
    }


def names_shared(folder: Path) -> dict[str, str]:
    """What is no person's name in any script: towns', as they are compared."""
    return {
        "stop": " ".join(sorted(lexicon.words(folder / "places.txt", "folded"))),
        "places": " ".join(sorted(lexicon.words(folder / "places.txt", "vocabulary"))),
    }


def source_digest(folder: Path) -> str:
    """SHA-256 of everything the rules are made from; `shared.json` holds it, so that stale rules are known."""
    here, lists = Path(__file__).parent, folder.parent / "names"
    code = [
        here / f"{name}.py"
        for name in (
            "anchors",
            "cues",
            "export",
            "folding",
            "grammar",
            "rules",
            "shared",
            "towns",
            "traits",
            "weighing",
            "wording",
            "names/text",
        )
    ]
    made_from = [
        *folder.glob("*.yaml"),
        *folder.glob("lang/*.yaml"),
        *folder.glob("*.json"),
        *folder.glob("cldr/*.json"),
        *folder.glob("towns/*.txt"),
        *folder.glob("surnames/*.txt"),
        *code,
    ]
    made_from += [*lists.glob("*.txt"), *lists.glob("*/*.txt")]
    digest = hashlib.sha256()
    for path in sorted(made_from, key=lambda each: f"{each.parent.name}/{each.name}"):
        digest.update(f"{path.parent.name}/{path.name}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


def write(folder: Path, target: Path) -> list[Path]:
    """Write `shared.json`, `xx.json` for each language and `names-….json` below target; the files written.

    The lists of names are taken from `names/` beside the folder of the rules.
    """
    target.mkdir(parents=True, exist_ok=True)
    parts = {"shared": shared(folder) | {"made_from": source_digest(folder)}}
    parts |= {path.stem: language(folder, path.stem) for path in sorted((folder / "lang").glob("*.yaml"))}
    lists = folder.parent / "names"
    parts["names-shared"] = names_shared(lists)
    parts |= {
        f"names-{path.name}": names(lists, path.name) for path in sorted(lists.iterdir()) if path.is_dir()
    }
    written: list[Path] = []
    for name, data in parts.items():
        path = target / f"{name}.json"
        path.write_text(
            json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n", "utf-8"
        )
        written.append(path)
    return written


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset | set):
        return sorted(value)
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    pattern: re.Pattern[str] | Any = value
    return pattern.pattern if hasattr(pattern, "pattern") else value
