"""The matrix as one HTML file that loads nothing else: for a mail attachment, a browser, an archive."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from bot.messages import Messages, direction
from bot.translation.completeness import Matrix, percent
from bot.translation.report import band, weighted_percent
from bot.units import PageProgress

_STYLE = """
body { font: 16px/1.5 sans-serif; margin: 2em; color: #202122; background: #fff; }
table { border-collapse: collapse; } th, td { border: 1px solid #a2a9b1; padding: .25em .6em; }
td { text-align: end; } tbody th { text-align: start; font-weight: normal; }
.low { background: #ffe9e5; } .medium { background: #fdf2d5; }
.high { background: #f1f4fd; } .complete { background: #dff2eb; }
@media (prefers-color-scheme: dark) {
  body { color: #eaecf0; background: #101418; } th, td { border-color: #54595d; }
  .low, .medium, .high, .complete { color: #202122; }
}
"""


def as_html(matrix: Matrix, languages: Sequence[str], messages: Messages, lang: str) -> str:
    """Return the matrix as a page in one of our languages, readable by a screen reader row by row."""

    def text(key: str, *parameters: str | int) -> str:
        return escape(messages.text(key, lang, *parameters))

    heads = [text(f"translations-column-{name}") for name in ("language", "all", "weighted", "outdated")]
    heads += [f'<abbr title="{escape(group.title)}">{n}</abbr>' for n, group in enumerate(matrix.groups, 1)]
    rows = []
    for code in languages:
        total = matrix.total(code)
        weighted = weighted_percent(total)
        cells = [
            _cell(total),
            f"<td>{text('translations-not-known') if weighted is None else f'{weighted} %'}</td>",
        ]
        cells += [f"<td>{total.fuzzy}</td>"]
        cells += [_cell(matrix.cell(group.page_id, code)) for group in matrix.groups]
        rows.append(f'<tr><th scope="row" lang="{escape(code)}">{escape(code)}</th>{"".join(cells)}</tr>')
    day = f"{matrix.taken_at:%Y-%m-%d}"
    problems = "".join(f"<li>{escape(p.where)}: {escape(p.text)}</li>" for p in matrix.problems)
    if problems:
        problems = f"<h2>{text('translations-problems-heading')}</h2><ul>{problems}</ul>"
    pages = "".join(f"<li>{escape(group.title)}</li>" for group in matrix.groups)
    return f"""<!DOCTYPE html>
<html lang="{escape(lang)}" dir="{direction(lang)}">
<head><meta charset="utf-8"><title>{text("translations-heading")}</title><style>{_STYLE}</style></head>
<body>
<h1>{text("translations-heading")}</h1>
<p>{text("translations-intro", len(matrix.groups), len(languages), day)}</p>
<table>
<thead><tr>{"".join(f'<th scope="col">{head}</th>' for head in heads)}</tr></thead>
<tbody>
{chr(10).join(rows)}
</tbody>
</table>
<h2>{text("translations-pages-heading")}</h2>
<ol>{pages}</ol>
{problems}
</body>
</html>
"""


def _cell(cell: PageProgress) -> str:
    if not cell.total:
        return "<td>–</td>"
    counts = f"{cell.translated}/{cell.total}, {cell.fuzzy}"
    return f'<td class="{band(cell)}" title="{counts}">{percent(cell.share)} %</td>'
