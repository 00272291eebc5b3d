"""Walks through commands in documents: their blocks, and texts without what a terminal's width adds."""

import re
from collections.abc import Iterator
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
WALK = ("yaml", "json", "sh", "text")
"""Kinds of blocks that a walk consists of."""
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)


def blocks_of(document: str, *kinds: str) -> Iterator[tuple[str, str]]:
    """Yield kind and text of each block of a document that is of one of these kinds."""
    for kind, text in BLOCK.findall((DOCS / document).read_text(encoding="utf-8")):
        if kind in kinds:
            yield kind, text


def squeezed(text: str) -> str:
    """Return a text without what a terminal's width adds."""
    return " ".join(text.split())
