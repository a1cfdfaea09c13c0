"""Writing SVG pictures: no script, no font, nothing loaded from anywhere.

On the standard library's XML, which escapes whatever a wiki puts into a title. The kept libraries were tried
and left: pygal is LGPL and draws no heat map, svgwrite had its last release in 2022, svg.py escapes nothing,
drawsvg no attribute.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element as Element

_NAMESPACE = "http://www.w3.org/2000/svg"
_STYLE = (
    "text{font:12px sans-serif;fill:#202122}.n{text-anchor:middle}.e{text-anchor:end}.b{font-weight:bold}"
)


def picture(width: int, height: int, title: str, description: str = "", *, styled: bool = True) -> Element:
    """Begin a picture of so many pixels with a title, and a description, that screen readers read.

    Texts in a styled one have the classes `n` (centred), `e` (ends here) and `b` (bold); inside a page that
    lets in no style of its own, the page's style sheet dresses it.
    """
    size = {"viewBox": f"0 0 {width} {height}", "width": str(width), "height": str(height), "role": "img"}
    # Said as an attribute: ElementTree's names of namespaces are one table for the whole process.
    svg = Element("svg", {"xmlns": _NAMESPACE, **size})
    add(svg, "title", title)
    if description:
        add(svg, "desc", description)
    if styled:
        add(svg, "style", _STYLE)
    return svg


def add(parent: Element, tag: str, text: str = "", /, **attributes: str | int | float) -> Element:
    """Add an element; `stroke_width=2` becomes `stroke-width="2"`, `class_` becomes `class`."""
    named = {key.rstrip("_").replace("_", "-"): str(value) for key, value in attributes.items()}
    made = ET.SubElement(parent, tag, named)
    made.text = text or None
    return made


def text(parent: Element, x: int, y: int, words: str, style: str = "") -> None:
    """Add a text; style is a class or several."""
    made = add(parent, "text", words, x=x, y=y)
    if style:
        made.set("class", style)


def written(svg: Element, *, alone: bool = True) -> str:
    """Return the picture as text: alone as a file of its own, else to stand inside a page of HTML."""
    return ET.tostring(svg, encoding="unicode", xml_declaration=alone)
