"""Programmes of unlike conferences: compared figure by figure, and not ranked."""

from typing import Any

import pytest

from scheduler.comparison import compare
from scheduler.comparison.comparisons import unlike
from scheduler.comparison.sheets import Sheet
from scheduler.comparison.summary import sentences
from scheduler.comparison.tables import programmes_sheet, rules_sheet
from tests.comparison.pairs import TABLES, programme, small
from tests.conference import room, session

MORE = small(session("extra", attendance=30))
"""The small conference with one session more, so that whoever holds it has more of everything."""


EVENING = {"id": "dinner", "bands": ["evening"]}


def stars(sheet: Sheet) -> list[str]:
    """Return what the rows with a star are about."""
    return [row.cells[0].text for row in sheet.rows if any(cell.best for cell in row.cells)]


def test_a_programme_with_a_session_more_is_not_ranked() -> None:
    """Neither better nor worse, dominated by nobody, no star; said in one sentence."""
    found = compare([programme("a"), programme("b", MORE, extra="Tue 15:00 A")])
    assert found.rules
    assert not any(each.dominates or each.better or each.worse for each in found.verdicts)
    assert found.undominated == ("a", "b")
    said = [*sentences(found)]
    assert any("b (sessions)" in each for each in said)
    assert not any("is better than" in each for each in said)
    assert not stars(programmes_sheet(found)) + stars(rules_sheet(found))


def test_like_conferences_are_ranked_beside_an_unlike_one() -> None:
    """The closing in the afternoon leaves more slack; what is said of the two stays."""
    found = compare(
        [
            programme("a"),
            programme("b", closing="Tue 14:00 A"),
            programme("c", MORE, extra="Tue 15:00 A"),
        ]
    )
    ranked = {(each.programme, each.against) for each in found.verdicts if each.ranked}
    assert ranked == {("a", "b"), ("b", "a")}
    assert found.undominated == ("b", "c")


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        ({"people": [*TABLES["people"], {"id": "guest"}]}, "people"),
        ({"delegations": []}, "delegations"),
        ({"audiences": []}, "audiences"),
        ({"levels": {"late_hours": 3}}, ""),
        ({"title": "Another"}, ""),
        ({"late_after": "19:30"}, "late_after"),
        ({"reserve": []}, "reserve"),
        ({"bodies": [{"id": "com", "purpose": "administration"}]}, "bodies"),
        ({"kinds": [*TABLES["kinds"][:-1], EVENING | {"bands": ["evening", "morning"]}]}, "kinds"),
        ({"kinds": [*TABLES["kinds"][:-1], EVENING | {"title": "D"}]}, ""),
        ({"rooms": [*TABLES["rooms"], room("C")]}, ""),
    ],
)
def test_conferences_are_alike_if_they_plan_the_same_for_the_same(
    tables: dict[str, Any], words: str
) -> None:
    """Levels, titles and what there is to be used make no difference; what rules count does."""
    other = small(**tables)
    assert [*unlike(small(), other)] == words.split()


def test_a_session_that_is_longer_makes_conferences_unlike() -> None:
    """Whatever else they have."""
    extra, longer = (small(session("extra", duration=length)) for length in (60, 90))
    assert [*unlike(extra, longer)] == ["sessions"]


@pytest.mark.parametrize(
    "levels",
    [
        {"late_hours": 3},
        {"late_hours": {"level": 0.1, "items": {"dinner": 2}}},
        {"wish_missed": "off"},
        {"no_slack": "hard"},
    ],
)
def test_programmes_with_other_levels_are_not_ranked(levels: dict[str, Any]) -> None:
    """Alike as they are: nothing dominates, no star, and it is said why."""
    other = small(levels=levels)
    assert not [*unlike(small(), other)]
    found = compare([programme("a"), programme("b", other, closing="Tue 14:00 A")])
    assert not any(each.ranked or each.dominates for each in found.verdicts)
    assert found.undominated == ("a", "b")
    assert not stars(programmes_sheet(found)) + stars(rules_sheet(found))
    assert any(each.startswith("Levels differ (") for each in sentences(found))


def test_what_breaks_a_hard_rule_is_never_the_best() -> None:
    """However little it costs: the budget without a chair who is free costs less than where it fits."""
    hard = small(levels={"person_conflict": "hard"})
    broken = programme("b", hard, closing="Tue 14:00 A", budget="Mon 14:00 B")
    found = compare([programme("a", hard), broken])
    assert broken.evaluation.forbidden
    assert not stars(programmes_sheet(found))
