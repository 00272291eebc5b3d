"""Several persons in a cell."""

import pytest

from scheduler.sources.programmes.persons import Persons, parted, signs_between


@pytest.mark.parametrize(
    ("cells", "signs"),
    [
        (["Ada Byron; Ben Salt"], [";"]),
        (["Ada Byron\nBen Salt"], ["\n"]),
        (["Ada Byron / Ben Salt", "Cy Dale"], [" / "]),
        (["Ada Byron, Ben Salt and Cy Dale"], [" and ", ", "]),
        (["Chloé Marchand et Jean-Marc de la Tour"], [" et "]),
        (["Byron, Ada", "De Souza, Maria Clara"], [";"]),
        (["Ada Byron, World Bank"], [";"]),
        ([], [";"]),
    ],
)
def test_signs_are_those_between_names(cells: list[str], signs: list[str]) -> None:
    """Not those inside of a name, or before what somebody belongs to."""
    assert signs_between(cells) == signs


def test_a_cell_is_parted_by_the_signs_of_a_mapping() -> None:
    """By nothing else, and without addresses and what stands in brackets; each person once."""
    cell = "Ada Byron (ITU) <ada@x.example>, Ben  Salt, and Cy; Ada Byron"
    assert parted(cell, [" and ", ", ", ";"]) == ["Ada Byron", "Ben Salt", "Cy"]
    assert parted("Byron, Ada", [";"]) == ["Byron, Ada"]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("M. Dr. Karl Weber, Mme Nadia Haddad", ["M. Dr. Karl Weber", "Mme Nadia Haddad"]),
        ("Ada Lovelace / Bob van der Berg", ["Ada Lovelace", "Bob van der Berg"]),
        ("Ada Lovelace\nBob Berg", ["Ada Lovelace", "Bob Berg"]),
        ("S.E. M. Kwame Mensah et Mme Diallo", ["S.E. M. Kwame Mensah", "Mme Diallo"]),
        ("Ada Lovelace; Bob", ["Ada Lovelace", "Bob"]),
        ("Lovelace, Ada", ["Lovelace, Ada"]),
        ("M. et Mme Dupont", ["M. et Mme Dupont"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Ada Lovelace (A, B and C)", ["Ada Lovelace"]),
    ],
)
def test_without_a_mapping_all_parts_have_to_look_like_names(cell: str, names: list[str]) -> None:
    """So it is in other formats."""
    assert Persons([cell], [";"]).of(cell)[0] == names
