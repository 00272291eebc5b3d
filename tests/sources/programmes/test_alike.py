"""Which names are the same, and which may be slips of others."""

import pytest

from scheduler.sources.programmes.alike import folded, pairs_near


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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Salle Mozart", "Sale Mozart"),
        ("Salle Mozart", "Salle Mozrat"),
        ("Committee Room 1", "Commitee Room 1"),
        ("Peter Müller", "Peter Mueller"),
        ("Ingrid Sørensen", "Sorensen, Ingrid"),
        ("Auditorium", "Auditoruim"),
    ],
)
def test_slips_are_near(one: str, other: str) -> None:
    """A letter or two of a long word, the order of words."""
    assert [*pairs_near([one, "Basement", other])] == [(one, other)]
    assert [*pairs_near([other, one])] == [(other, one)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Track E", "Track H"),
        ("Room 101", "Room 102"),
        ("Hall 1", "Room 1"),
        ("Committee Room A", "Committee Room B"),
        ("Committee Room", "Committee Room B"),
        ("Salle II", "Salle III"),
        ("Hall North", "Hall South"),
        ("Salle Est", "Salle Ouest"),
        ("Jan Novak", "Jana Novak"),
        ("大会議室", "小会議室"),
    ],
)
def test_other_names_are_not_near(one: str, other: str) -> None:
    """Numbers, letters alone and short words are names of their own."""
    assert not [*pairs_near([one, other])]
