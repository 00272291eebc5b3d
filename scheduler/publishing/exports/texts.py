"""Texts of a release, as an export shows them: in one language, inert, in one line where it must be."""

from scheduler.wording import one_line

LONGEST = 32_000
"""Characters of a cell at most: a spreadsheet refuses a few more."""

_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula, or skips before one."""


def lines_of(text: str) -> str:
    """Return a text of several lines, each without such codes."""
    return "\n".join(map(one_line, text.splitlines()))


def shortened(text: str, most: int = LONGEST) -> str:
    """Return a text of so many characters at most; an ellipsis tells that there was more."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def inert(text: str) -> str:
    """Return a text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if is_risky(text) else text


def is_risky(text: str) -> bool:
    """Tell whether a spreadsheet could take a text for a formula."""
    return text.lstrip(" \u00a0\ufeff").startswith(_FORMULAS)
