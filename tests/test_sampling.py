"""A run with few cases of each test keeps every test."""

from dataclasses import dataclass

from tests.sampling import few_cases


@dataclass(frozen=True)
class Case:
    """As much of a test as is asked for."""

    nodeid: str


ALONE = Case("tests/test_a.py::test_alone")
FIVE = [Case(f"tests/test_a.py::test_many[{number}]") for number in range(5)]


def test_few_cases_are_the_first_the_last_and_some_between() -> None:
    assert few_cases([ALONE, *FIVE], 2) == [ALONE, FIVE[0], FIVE[4]]
    assert few_cases([*FIVE, ALONE], 3) == [FIVE[0], FIVE[2], FIVE[4], ALONE]
    assert few_cases(FIVE, 1) == FIVE[:1]


def test_where_there_are_no_more_all_stay() -> None:
    assert few_cases([ALONE, *FIVE], 5) == [ALONE, *FIVE]
