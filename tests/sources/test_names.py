"""What a name is known by, however it is written."""

import pytest

from scheduler.sources.identifiers import folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Salle Mozart", " salle  MOZART"),
        ("Grande salle Léopold Senghor", "Grande Salle Leopold Senghor"),
        ("Mme Ingrid Sørensen", "Mme Ingrid Sorensen"),
        ("Jean-Pierre Lefèvre", "Jean Pierre Lefevre"),
        ("Sarah O'Connor", "Sarah O’Connor"),
        ("Salle B (2e étage)", "Salle B, 2e étage"),
        ("Room B1", "Room B 1"),
    ],
)
def test_case_accents_blanks_and_punctuation_do_not_matter(one: str, other: str) -> None:
    """The name is the same."""
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Room 1.2", "Room 12"),
        ("Room 1 2", "Room 12"),
        ("Room A", "Room B"),
        ("は", "ば"),
        ("!", "?"),
    ],
)
def test_what_matters_is_kept(one: str, other: str) -> None:
    """Numbers apart, letters of other scripts, signs where there is nothing else."""
    assert folded(one) != folded(other)
