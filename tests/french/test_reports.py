"""The page of a comparison is said in French: each of its sentences, and what its tables have."""

import pytest

from scheduler.catalogue import RULES
from scheduler.comparison import compare
from scheduler.french import in_french, is_known, templates
from scheduler.phrases import Capital, Phrase
from scheduler.reporting import page_of, pages
from tests.comparison.pairs import programme


@pytest.mark.parametrize("number", [2, 3])
def test_a_page_in_french_has_no_phrase_that_is_not_known(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each one is French, whole; the page says which language it is in."""
    said: list[str] = []

    def heard(text: str) -> str:
        if isinstance(text, Phrase | Capital):
            said.append(text)
        return in_french(text)

    monkeypatch.setattr(pages, "in_french", heard)
    moved = [programme(f"b{each}", talk="Mon 14:30 B") for each in range(1, number)]
    page = page_of(compare([programme("a"), *moved]), language="fr")
    assert '<html lang="fr">' in page
    assert len(said) > 100
    assert [each for each in said if not is_known(each)] == []


def test_what_tables_say_of_rules_is_known() -> None:
    """Their units, and what they count."""
    for rule in RULES.values():
        assert rule.unit in templates(), rule.id
        assert rule.sentence in templates(), rule.id
