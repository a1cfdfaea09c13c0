"""The glossary: one set of terms, kept as YAML, exchanged as TBX, CSV, PO and JSON, compared and merged."""

from bot.translation.glossary.files import FORMATS, export, read, read_folder, write
from bot.translation.glossary.merge import Conflict, Merge, merge
from bot.translation.glossary.model import Glossary, GlossaryError, Rendering, Status, Term

__all__ = [
    "FORMATS",
    "Conflict",
    "Glossary",
    "GlossaryError",
    "Merge",
    "Rendering",
    "Status",
    "Term",
    "export",
    "merge",
    "read",
    "read_folder",
    "write",
]
