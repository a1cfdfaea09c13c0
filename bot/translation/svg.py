"""Writing SVG with the standard library's XML, which escapes whatever a wiki puts into a title.

The kept libraries were tried and left: pygal is LGPL and draws no heat map, svgwrite had its last release in
2022, svg.py escapes nothing, drawsvg no attribute.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

_NAMESPACE = "http://www.w3.org/2000/svg"


def picture(width: int, height: int, title: str, description: str = "") -> ET.Element:
    """Return an empty picture that a screen reader announces by its title, then its description."""
    size = {"viewBox": f"0 0 {width} {height}", "width": str(width), "height": str(height), "role": "img"}
    # Said as an attribute: ElementTree's own names of namespaces are one table for the whole process.
    svg = ET.Element("svg", {"xmlns": _NAMESPACE, **size})
    add(svg, "title", title)
    if description:
        add(svg, "desc", description)
    return svg


def add(parent: ET.Element, tag: str, text: str = "", /, **attributes: str | int | float) -> ET.Element:
    """Add an element; `stroke_width=2` becomes `stroke-width`, `class_` becomes `class`."""
    named = {key.rstrip("_").replace("_", "-"): str(value) for key, value in attributes.items()}
    made = ET.SubElement(parent, tag, named)
    made.text = text or None
    return made


def write(svg: ET.Element, *, alone: bool = True) -> str:
    """Return a picture as text: alone as a file of its own, else to stand inside a page of HTML."""
    return ET.tostring(svg, encoding="unicode", xml_declaration=alone)
