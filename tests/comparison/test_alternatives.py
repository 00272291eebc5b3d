"""What a variant may claim: a gain is one only if the base cannot have it, and what is given up is told."""

from typing import Any

import pytest

from scheduler.comparison import Comparison, compare
from scheduler.comparison.concessions import concessions
from scheduler.comparison.stakes import sentence, stakes
from scheduler.comparison.summary import sentences
from scheduler.reporting.front_page import Proposal, proposals_of
from tests.comparison.pairs import TABLES, programme, small
from tests.conference import room, session

LATER = {"closing": "Tue 14:00 A"}
"""Leaves the whole reserve free, three hours and not two."""
ROOMS = TABLES["rooms"]
CLOSED = [{"days": ["2021-11-09"], "from": "14:00", "to": "17:00"}]


def pair(base: dict[str, Any], variant: dict[str, Any], **places: str) -> Comparison:
    """Compare the small conference with a variant, whose closing is later."""
    return compare(
        [programme("base", small(**base)), programme("other", small(**variant), **LATER, **places)]
    )


def told(found: Comparison) -> Proposal:
    """Return the row of the variant on the first page."""
    return proposals_of(found)[1]


def gains(found: Comparison) -> list[str]:
    """Return who is said to gain."""
    return [each.whom for each in told(found).good.told]


def test_what_the_base_could_have_is_no_gain() -> None:
    """A room less makes nothing possible: the base could hold its closing in the afternoon as well."""
    found = pair({"rooms": [*ROOMS, room("C")]}, {})
    assert gains(found) == []
    assert sentence(found, stakes(found), 1) == ""
    said = "Possible in base as well: no gain of the variant."
    assert told(found).possible == said
    assert f"other: {said}" in [*sentences(found)]
    assert not any(each.better for each in found.verdicts if each.programme == "other")


def test_what_the_base_cannot_have_is_a_gain() -> None:
    """There the hall is closed in the afternoon, and nothing may be in a closed room."""
    hard = {"levels": {"room_closed": "hard"}}
    closed = [room("A", title="Hall A", closures=CLOSED), *ROOMS[1:]]
    found = pair({"rooms": closed, **hard}, hard)
    assert gains(found) == ["Everyone"]
    assert told(found).good.told[0].text == "3 h kept free for overruns, not 2"
    assert told(found).possible == ""


def test_a_loss_is_told_whatever_the_base_could_have() -> None:
    """Nobody would choose it there: the variant has no other."""
    found = compare(
        [
            programme("base", small(rooms=[*ROOMS, room("C")]), **LATER),
            programme("other", small()),
        ]
    )
    assert [each.whom for each in told(found).bad.told] == ["Everyone"]


def test_two_programmes_of_one_conference_are_a_choice() -> None:
    """Pins differ at most, and what it is called: what one is better in, it is."""
    found = pair({}, {"title": "Another"})
    assert gains(found) == ["Everyone"]
    assert told(found).possible == ""


def test_other_priorities_are_said_to_be_the_reason() -> None:
    """The programme costs the base more than the one it has, by its levels: an hour off the usual start."""
    preferred = [{"days": ["2021-11-09"], "from": "09:00", "to": "10:00"}]
    sessions = [
        each | {"preferred": preferred} if each["id"] == "closing" else each
        for each in small().model_dump(mode="json", exclude_defaults=True)["sessions"]
    ]
    weighs = {"levels": {"off_preferred_time": 100}, "sessions": sessions}
    found = pair(weighs, {**weighs, "levels": {"off_preferred_time": "off"}})
    assert gains(found) == ["Everyone"]
    assert told(found).possible == "Possible in base as well: gains come from other priorities."


def test_a_rule_that_is_given_up_stands_under_what_is_bad() -> None:
    """With what the programme makes of it; fewer rooms are not the reason that the reserve is free."""
    near = [{"id": "pair", "sessions": ["closing", "opening"], "within": 24 * 60}]
    hard = {"adjacent": near, "levels": {"not_adjacent": "hard"}}
    found = pair({**hard, "rooms": [*ROOMS, room("C")]}, {})
    row = told(found)
    assert gains(found) == ["Everyone"]
    assert row.possible == "Possible in base as well, if the same rules are given up."
    (given_up,) = row.breaks
    assert given_up.whom == "No longer ruled out"
    assert given_up.text == (
        "Sessions apart that belong together: Opening and Closing are 1 day 4 h apart, "
        "Mon 8 Nov 10:00-Tue 9 Nov 14:00 (1440 min count as adjacent)"
    )
    assert any(each.startswith("other: no longer ruled out: ") for each in sentences(found))


def test_a_wish_whose_sessions_are_gone_is_not_given_up() -> None:
    """Nor one that is kept; one that the programme keeps all the same is told so."""
    near = [{"id": "pair", "sessions": ["closing", "extra"], "within": 24 * 60}]
    hard = {"levels": {"not_adjacent": "hard"}}
    base = programme("base", small(session("extra"), adjacent=near, **hard), extra="Tue 11:00 A")
    assert concessions(base, programme("less", small(**hard))) == ()
    assert concessions(base, base) == ()
    free = programme("free", small(session("extra"), **hard), extra="Tue 11:00 A")
    (kept,) = concessions(base, free)
    assert (kept.items, kept.findings) == (("pair",), ())
    found = compare([base, free])
    assert told(found).breaks[0].text == "kept all the same: Sessions apart that belong together"


def test_what_is_not_so_in_each_search_is_not_told() -> None:
    """Of a rule that is given up, and of sessions that are taken up."""
    near = [{"id": "pair", "sessions": ["closing", "opening"], "within": 23 * 60}]
    hard = {"levels": {"not_adjacent": "hard"}}
    base = programme("base", small(adjacent=near, **hard))
    instance = small(**hard)
    far, kept = programme("far", instance, **LATER), programme("kept", instance)
    both = type(far)("far", instance, far.schedule, (kept.schedule,))
    assert concessions(base, far)[0].findings
    assert not concessions(base, both)[0].findings
    optional = small(session("extra", optional=True, value=1))
    less, more = programme("less", optional), programme("more", optional, extra="Tue 11:00 A")
    assert told(compare([less, more])).brings is not None
    sometimes = type(more)("more", optional, more.schedule, (less.schedule,))
    assert told(compare([less, sometimes])).brings is None


@pytest.mark.parametrize(("teams", "whom"), [(2, []), (1, ["Interpreters"])])
def test_teams_that_are_lost_stand_under_what_is_bad(teams: int, whom: list[str]) -> None:
    """One of two."""
    pools = [
        [{"id": "languages", "languages": ["en", "fr"], "teams": number}] for number in (2, teams)
    ]
    base, other = (small(interpretation=each) for each in pools)
    found = compare([programme("base", base), programme("other", other, **LATER)])
    assert [each.whom for each in told(found).breaks] == whom
    assert [each.text for each in told(found).breaks] == ["1 team, not 2"] * len(whom)
