"""Puts Codex's style for the web's components into a folder of its own, with Codex's licence beside it.

Codex (@wikimedia/codex and its design tokens) is GPL-2.0-or-later, Wikilatch MIT: the files stay apart, are
served as they are, and are in nobody's package. Without them the web has a look of its own
(gadget/static/components.css).
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
from pathlib import Path
from urllib.parse import unquote

# The components that our templates use, in the order in which Codex lists them.
COMPONENTS = (
    "Icon", "CdxAccordion", "CdxButton", "CdxCheckbox", "CdxInfoChip", "CdxLabel", "CdxMessage", "CdxSelect",
    "CdxTextInput",
)  # fmt: skip
_NOTICE = """\
These style sheets and icons are made of {},
Copyright Wikimedia Foundation and others, https://doc.wikimedia.org/codex/, under the GNU General Public
License, version 2 or later; the licence is beside this file. Icons that stood inside the style sheets are
files here; nothing else is changed. They are no part of Wikilatch, which is under the MIT licence and works
without them.
"""
_DATA = re.compile(r"""url\((?P<quote>['"]?)data:image/svg\+xml;utf8,(?P<svg>.*?)(?P=quote)\)""")


def build(packages: Path, target: Path) -> list[str]:
    """Write the style sheets from npm's folder of packages; gives the names and versions that they come from.

    Raises FileNotFoundError where a package or one of its files is not as it was when this was written.
    """
    codex, tokens = packages / "@wikimedia" / "codex", packages / "@wikimedia" / "codex-design-tokens"
    fresh = target.with_name(f"{target.name}.fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    (fresh / "icons").mkdir(parents=True)
    for direction in ("", "-rtl"):
        sheets = [
            (codex / "dist" / "modules" / f"{name}{direction}.css").read_text("utf-8") for name in COMPONENTS
        ]
        text = "\n".join(_with_files(sheet, fresh / "icons") for sheet in sheets)
        (fresh / f"components{direction}.css").write_text(text, "utf-8")
    light = (tokens / "dist" / "theme-wikimedia-ui-root.css").read_text("utf-8")
    dark = (tokens / "dist" / "theme-wikimedia-ui-mode-dark.css").read_text("utf-8")
    both = f"{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}\n"
    (fresh / "tokens.css").write_text(both, "utf-8")
    versions = []
    for package in (codex, tokens):
        about = json.loads((package / "package.json").read_text("utf-8"))
        versions.append(f"{about['name']} {about['version']}")
        shutil.copyfile(package / "LICENSE", fresh / f"LICENSE.{package.name}.txt")
    (fresh / "NOTICE.txt").write_text(_NOTICE.format(" and ".join(versions)), "utf-8")
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)
    return versions


def _with_files(sheet: str, icons: Path) -> str:
    """Put the icons inside a style sheet into files: our Content-Security-Policy allows no data: address."""

    def file(match: re.Match[str]) -> str:
        svg = unquote(match["svg"])
        name = hashlib.sha256(svg.encode()).hexdigest()[:16] + ".svg"
        (icons / name).write_text(svg, "utf-8")
        return f"url(icons/{name})"

    changed = _DATA.sub(file, sheet)
    if "data:" in changed:
        raise ValueError(
            "Codex's style sheets hold a data: address of another form; see scripts/skin/build.py"
        )
    return changed


if __name__ == "__main__":
    root = Path(__file__).resolve().parents[2]
    try:
        made_of = build(Path(__file__).with_name("node_modules"), root / "gadget" / "codex")
    except (FileNotFoundError, ValueError) as error:
        sys.exit(f"build-static: {error}")
    print(f"gadget/codex holds the look of {', '.join(made_of)}", file=sys.stderr)
