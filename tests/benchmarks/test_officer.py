"""docs/background/officer.md says what is counted in the stored programme, which is one to hand out."""

from functools import cache

from benchmarks.officer.__main__ import DOCUMENT, FIGURES, programme, with_figures
from benchmarks.officer.programme import Programme


@cache
def stored() -> Programme:
    """Read the reference programme once."""
    return programme()


def test_the_document_says_what_is_counted() -> None:
    """Each figure has its line; `python -m benchmarks.officer` writes them."""
    text = DOCUMENT.read_text(encoding="utf-8")
    assert all(f"\n| {number} | " in text for number in FIGURES)
    assert with_figures(text, stored()) == text


def test_other_figures_are_noticed() -> None:
    """A document that says anything else differs from what would be written."""
    text = DOCUMENT.read_text(encoding="utf-8").replace("7 of 7 panels", "6 of 7 panels")
    assert with_figures(text, stored()) != text
