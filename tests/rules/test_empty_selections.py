"""What is asked of sessions that a selection finds asks for nothing while it finds none."""

from typing import Any

import pytest

from scheduler.evaluation import evaluate
from scheduler.explanation import screen
from scheduler.instance import Instance
from scheduler.solution import Status
from scheduler.solving import solve
from tests.conference import conference, placed, session

NOTES = {"kinds": ["note"]}
KINDS = [{"id": each, "bands": ["morning", "afternoon"]} for each in ("meeting", "note")]

DEMANDS: dict[str, tuple[str, dict[str, Any], int]] = {
    "unseated": (
        "person_classes[minister].seated_in",
        {
            "people": [{"id": "ada", "class": "minister"}],
            "person_classes": [{"id": "minister", "seated_in": NOTES}],
        },
        1,  # Ada is in none of them
    ),
    "quota_missed": (
        "quotas[q].sessions",
        {"quotas": [{"id": "q", "sessions": NOTES, "at_least": 2}]},
        1,  # of two, one is held
    ),
    "load_missing": (
        "minimum_loads[l].sessions",
        {"minimum_loads": [{"id": "l", "sessions": NOTES, "at_least": 90}]},
        2 * 90 - 60,  # of 90 min on each of two days, 60 on Monday
    ),
    "silence_too_long": (
        "contacts[c].sessions",
        {"contacts": [{"id": "c", "sessions": NOTES, "at_most": 1}]},
        1,  # from Monday to the day after Tuesday it is two days
    ),
    "value_lost": (
        "tasks[t].sessions",
        {"tasks": [{"id": "t", "sessions": NOTES, "value": 20}]},
        0,  # the one that is held settles it
    ),
    "external_event_unused": (
        "external_events[e].used_by",
        {
            "external_events": [
                {"id": "e", "from": "2021-11-20", "to": "2021-11-20", "used_by": NOTES}
            ]
        },
        1,  # nothing is held about the twentieth
    ),
}
"""Rules that ask for some sessions: the place of the selection, the tables, and the amount with one note."""

each_demand = pytest.mark.parametrize("rule", DEMANDS)


def _made(rule: str, *notes: dict[str, Any]) -> Instance:
    _, tables, _ = DEMANDS[rule]
    return conference(
        session("talk"), *notes, only=rule, kinds=KINDS, levels={rule: "hard"}, **tables
    )


@each_demand
def test_an_empty_selection_asks_for_nothing(rule: str) -> None:
    """Where there is no note, nothing is asked of notes: no finding, and no programme that is refused."""
    instance = _made(rule)
    assert evaluate(instance, placed(instance, talk="Mon 09:00 A")).total(rule).forbidden == 0
    assert solve(instance, time_limit=5, workers=1, seed=1).status is Status.OPTIMAL


@each_demand
def test_an_empty_selection_is_said_to_have_no_effect(rule: str) -> None:
    """And nothing else: no proof that there is no programme stands beside it."""
    place, _, _ = DEMANDS[rule]
    said = [each.message for each in screen(_made(rule)) if each.rules or each.place]
    idle = "levels.unseated" if rule == "unseated" else place  # classes may wait for sessions
    assert any(each.startswith(f"{idle} has no effect on the programme: ") for each in said)
    assert not any(each.certain for each in screen(_made(rule)))


@each_demand
def test_one_session_in_the_selection_is_asked_for(rule: str) -> None:
    """With one note, on Monday, it counts what is missing."""
    instance = _made(rule, session("memo", kind="note"))
    held = placed(instance, talk="Mon 09:00 A", memo="Mon 10:00 A")
    *_, amount = DEMANDS[rule]
    assert evaluate(instance, held).total(rule).forbidden == amount


@each_demand
def test_an_optional_session_that_is_left_out_is_still_asked_for(rule: str) -> None:
    """The selection finds it, held or not."""
    instance = _made(rule, session("memo", kind="note", optional=True))
    left_out = evaluate(instance, placed(instance, talk="Mon 09:00 A"))
    assert left_out.total(rule).forbidden > 0


def test_a_selection_that_names_nothing_is_told_too() -> None:
    """It may be what is left of one. Where no sessions are what is meant unless given, nothing is told."""
    quotas = [{"id": "q", "sessions": {}, "at_least": 1}, {"id": "all", "at_least": 1}]
    fiji = [{"id": "fiji", "size": 1, "must": {}}]
    instance = conference(session("talk"), quotas=quotas, delegations=fiji)
    said = [each.message for each in screen(instance)]
    assert said == ["quotas[q].sessions has no effect on the programme: it selects no session."]
