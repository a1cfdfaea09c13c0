"""Writing SVG pictures that stand alone: no script, no font, nothing loaded from anywhere."""

from __future__ import annotations

from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element as Element

_NAMESPACE = "http://www.w3.org/2000/svg"
_STYLE = (
    "text{font:12px sans-serif;fill:#202122}.n{text-anchor:middle}.e{text-anchor:end}.b{font-weight:bold}"
)


def picture(width: int, height: int, title: str) -> Element:
    """Begin a picture of so many pixels with a title that screen readers read.

    Texts in it have the classes `n` (centred), `e` (ends here) and `b` (bold).
    """
    ET.register_namespace("", _NAMESPACE)
    size = {"viewBox": f"0 0 {width} {height}", "width": str(width), "height": str(height), "role": "img"}
    svg = Element(f"{{{_NAMESPACE}}}svg", size)
    add(svg, "title", title)
    add(svg, "style", _STYLE)
    return svg


def add(parent: Element, tag: str, text: str = "", /, **attributes: str | int) -> Element:
    """Add an element; `stroke_width=2` becomes `stroke-width="2"`."""
    named = {key.replace("_", "-"): str(value) for key, value in attributes.items()}
    made = ET.SubElement(parent, f"{{{_NAMESPACE}}}{tag}", named)
    made.text = text or None
    return made


def text(parent: Element, x: int, y: int, words: str, style: str = "") -> None:
    """Add a text; style is a class or several."""
    made = add(parent, "text", words, x=x, y=y)
    if style:
        made.set("class", style)


def written(svg: Element) -> str:
    """Return the picture as a file's text."""
    return ET.tostring(svg, encoding="unicode", xml_declaration=True)
