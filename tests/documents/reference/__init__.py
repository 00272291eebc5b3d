"""The pages of the reference that ``python -m tests.documents.reference`` makes of the code.

The top of each page, as far as the line `BELOW`, is written by hand; what follows is replaced.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.documents.reference import commands, fields, rules

DOCS = Path(__file__).parents[3] / "docs"
SCHEMA = DOCS / "instance.schema.json"
BELOW = "<!-- The rest is made by `python -m tests.documents.reference`. -->\n"
PAGES: Mapping[str, Callable[[], str]] = {
    "commands.md": commands.page,
    "fields.md": fields.page,
    "rules.md": rules.page,
}
"""What makes each page of the reference."""


def current(page: str) -> str:
    """Return the text of a page as it would be made now."""
    text = (DOCS / "reference" / page).read_text(encoding="utf-8")
    return f"{text.partition(BELOW)[0]}{BELOW}\n{PAGES[page]()}"
