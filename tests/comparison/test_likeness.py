"""Programmes of unlike conferences: compared figure by figure, and not ranked."""

from typing import Any

import pytest

from scheduler.comparison import compare
from scheduler.comparison.likeness import alike, unlike_in_words
from scheduler.comparison.sheets import Sheet
from scheduler.comparison.summary import programmes_sheet, sentences
from scheduler.comparison.tables import indicators_sheet, rules_sheet, shown
from tests.comparison.pairs import TABLES, programme, small
from tests.conference import room, session

MORE = small(session("extra", attendance=30))
"""The small conference with one session more, so that whoever holds it has more of everything."""


def stars(sheet: Sheet) -> list[str]:
    """Return what the rows with a star are about."""
    return [row.cells[0].text for row in sheet.rows if any(cell.best for cell in row.cells)]


def test_a_programme_with_a_session_more_is_not_ranked() -> None:
    """Neither better nor worse, dominated by nobody, no star; said in one sentence."""
    found = compare([programme("a"), programme("b", MORE, extra="Tue 15:00 A")])
    assert found.rules
    assert not any(each.dominates or each.better or each.worse for each in found.verdicts)
    assert found.undominated == ("a", "b")
    said = " ".join(sentences(found))
    assert "b against a, sessions: 1 added, 5 unchanged." in said
    assert (
        "Not ranked against a, as they plan for something else: b (1 session more); penalties and counts of "
        "unlike conferences do not compare."
    ) in said
    assert "or equal in everything" not in said
    assert not stars(programmes_sheet(found)) + stars(rules_sheet(found))


def test_shares_rank_unlike_conferences_as_well() -> None:
    """Of hours on development there is a share of all, however many those are."""
    more = small(session("extra", kind="thematic", duration=90))
    found = compare([programme("a"), programme("b", more, extra="Tue 15:00 A")])
    assert stars(indicators_sheet(found)) == ["Share of development ↑"]
    other = small(
        session("extra", kind="thematic", duration=90), levels={"room_waste": 0.25, "late_hours": 9}
    )
    found = compare([programme("a"), programme("b", other, extra="Tue 15:00 A")])
    assert not stars(indicators_sheet(found))  # nor where another weighing may be the reason


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
    said = " ".join(sentences(found))
    assert "b is better than a or equal in everything" in said
    assert "c (1 session more)" in said
    (better,) = (sheet for sheet in shown(found) if sheet.title == "Better than")
    assert [[cell.text for cell in row.cells] for row in better.rows] == [
        ["a", "–", "0", "–"],
        ["b", "1", "–", "–"],
        ["c", "–", "–", "–"],
    ]


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        ({"people": [*TABLES["people"], {"id": "guest"}]}, "1 person more"),
        ({"delegations": []}, "2 delegations less"),
        ({"audiences": []}, "1 audience less"),
        ({"levels": {"late_hours": 3}}, ""),
        ({"title": "Another"}, ""),
    ],
)
def test_conferences_are_alike_if_they_plan_the_same_for_the_same(
    tables: dict[str, Any], words: str
) -> None:
    """Levels and titles make no difference; those for whom rules count do."""
    other = small(**tables)
    assert unlike_in_words(small(), other) == words
    assert alike(small(), other) == (not words)


def test_a_session_that_is_longer_makes_conferences_unlike() -> None:
    """And so do several changes at once, each said."""
    extra, longer = (small(session("extra", duration=length)) for length in (60, 90))
    assert unlike_in_words(extra, longer) == "1 session of another length"
    other = small(session("other"), session("third"))
    assert unlike_in_words(extra, other) == "2 sessions more, 1 session less"


def test_a_title_that_is_the_same_is_shown() -> None:
    """And one that goes on where the base's ends is shown from there."""
    titles = ("Forum", "Forum", "Forum, in one day")
    found = compare([programme(str(n), small(title=each)) for n, each in enumerate(titles)])
    (conference,) = (r for r in programmes_sheet(found).rows if r.cells[0].text == "Conference")
    assert [cell.text for cell in conference.cells[1:]] == ["Forum", "Forum", "…, in one day"]


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
    assert alike(small(), other)
    found = compare([programme("a"), programme("b", other, closing="Tue 14:00 A")])
    assert not any(each.ranked or each.dominates for each in found.verdicts)
    assert found.undominated == ("a", "b")
    assert not stars(programmes_sheet(found)) + stars(rules_sheet(found))
    said = " ".join(sentences(found))
    assert "The levels of one rule differ" in said
    assert "programmes with other levels are not ranked." in said
    assert "or equal in everything" not in said


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        ({"late_after": "19:30"}, "another hour from which on it is late"),
        ({"reserve": []}, "other time kept free for overruns"),
        ({"late_steps": [{"from": "19:00", "rate": 3}]}, "other prices of late hours"),
        ({"bodies": [{"id": "com", "purpose": "administration"}]}, "other bodies"),
        ({"prime_time": [{"days": ["2021-11-08"]}]}, "other good times"),
        (
            {"kinds": [*TABLES["kinds"][:-1], {"id": "dinner", "bands": ["afternoon", "evening"]}]},
            "other kinds",
        ),
        (
            {
                "kinds": [
                    *TABLES["kinds"][:-1],
                    {"id": "dinner", "bands": ["evening"], "title": "D"},
                ]
            },
            "",
        ),
        ({"rooms": [*TABLES["rooms"], room("C")]}, ""),
    ],
)
def test_what_rules_count_by_makes_conferences_unlike(tables: dict[str, Any], words: str) -> None:
    """Names do not, nor what there is to be used."""
    assert unlike_in_words(small(), small(**tables)) == words


def test_what_breaks_a_hard_rule_is_never_the_best() -> None:
    """However little it costs: the budget without a chair who is free costs less than where it fits."""
    hard = small(levels={"person_conflict": "hard"})
    broken = programme("b", hard, closing="Tue 14:00 A", budget="Mon 14:00 B")
    found = compare([programme("a", hard), broken])
    assert broken.evaluation.forbidden
    assert not stars(programmes_sheet(found))
