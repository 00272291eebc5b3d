"""The months before the reference conference: what was held, what was proposed, what was adopted."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from scheduler.engines.searching import Effort, search
from scheduler.evaluation import evaluate
from scheduler.findings import Evaluation
from scheduler.instance import Instance
from scheduler.rules import problem_of
from scheduler.schedule import Assignment, Schedule
from scheduler.solution import Engine, Status
from scheduler.sources import read_instance, read_schedule

ROOT = Path(__file__).parents[1]
BASE = ROOT / "instances" / "wtdc21-preparatory.yaml"
VARIANTS = sorted((ROOT / "instances" / "wtdc21-preparatory").glob("*.yaml"))
REGIONS = ("cis", "afr", "arb", "ams", "asp", "eur")
NAMES = ("wtdc21-preparatory", *(path.stem for path in VARIANTS))


@cache
def instance_of(name: str) -> Instance:
    """Read the instance or a variant."""
    return read_instance(next(each for each in (BASE, *VARIANTS) if each.stem == name))


@cache
def shipped(name: str) -> Schedule:
    """Read the programme that is shipped."""
    return read_schedule(ROOT / "solutions" / f"{name}.json", instance_of(name))


def day(name: str, session: str) -> date:
    """Return the date on which a session starts in a shipped programme."""
    return shipped(name).by_session[session].start.date()


def as_published(instance: Instance) -> Evaluation:
    """Judge the published plan as it stands."""
    places = [Assignment(e.session, e.start, e.room or "") for e in instance.published]
    return evaluate(instance, Schedule.of(places))


def test_as_held_yields_what_was_worked_out_by_hand() -> None:
    """Six meetings left out, twelve tasks not settled, and one silence; nothing else.

    The meeting of Europe is on 27 and 28 April 2017, and the opening on 9 October: from 28 April 2 days of
    that month, 31, 30, 31, 31, 30, and 9 of October are 164, of which 60 are allowed. The longest silence
    before is from 8 December to 30 January: 23, and 30 of January are 53.
    """
    instance = instance_of("preparatory-as-held")
    found = as_published(instance)
    assert found.forbidden == ()
    amounts = {rule: total.amount for rule, total in found.totals.items()}
    assert amounts == {
        "value_lost": 6 * 30 + 12 * 20,
        "silence_too_long": 164 - 60,
    }
    (silence,) = (e.finding.message for e in found.judgements if e.rule == "silence_too_long")
    assert silence == (
        "Regions talk to each other: 164 days of silence, from Fri 28 Apr 2017 (Regional preparatory "
        "meeting for Europe) to Mon 9 Oct 2017 (after the last day), 60 allowed"
    )
    lost = [e.finding.item for e in found.judgements if e.rule == "value_lost"]
    assert lost[:6] == [f"irm-{region}" for region in REGIONS]
    assert {*lost[6:]} == {task.id for task in instance.tasks}


def test_as_held_has_the_dates_that_are_public() -> None:
    """Of each meeting the first and the last date."""
    held = {
        "cis": ((2016, 11, 9), (2016, 11, 11)),
        "afr": ((2016, 12, 6), (2016, 12, 8)),
        "arb": ((2017, 1, 30), (2017, 2, 1)),
        "ams": ((2017, 2, 22), (2017, 2, 24)),
        "asp": ((2017, 3, 21), (2017, 3, 23)),
        "eur": ((2017, 4, 27), (2017, 4, 28)),
        "conference": ((2017, 10, 9), (2017, 10, 20)),
    }
    instance = instance_of("preparatory-as-held")
    for name, (first, last) in held.items():
        id_ = name if name == "conference" else f"rpm-{name}"
        session, start = instance.session_by_id[id_], instance.published_by_session[id_].start
        assert start == datetime(*first, tzinfo=UTC)
        assert (start + session.duration).date() == date(*last) + timedelta(days=1)


def test_as_proposed_has_an_inter_regional_meeting_on_the_day_after_each() -> None:
    """A regional meeting of three days begins on day d, and the other one on day d + 3; a forum on d - 1."""
    name = "preparatory-as-proposed"
    for region in REGIONS:
        begins = day(name, f"rpm-{region}")
        assert day(name, f"irm-{region}") == begins + timedelta(days=3)
        assert day(name, f"forum-{region}") == begins - timedelta(days=1)
    found = evaluate(instance_of(name), shipped(name))
    assert not {"silence_too_long", "value_lost"} & found.totals.keys()


def test_as_adopted_has_three_inter_regional_meetings_back_to_back() -> None:
    """Half of the tasks are left to the conference."""
    name = "preparatory-as-adopted"
    held = [region for region in REGIONS if f"irm-{region}" in shipped(name).by_session]
    assert len(held) == 3
    for region in held:
        assert day(name, f"irm-{region}") == day(name, f"rpm-{region}") + timedelta(days=3)
    totals = evaluate(instance_of(name), shipped(name)).totals
    assert totals["value_lost"].amount == 3 * 30 + 6 * 20
    assert "silence_too_long" not in totals


@pytest.mark.parametrize("name", NAMES)
def test_meetings_are_on_working_days_of_their_town(name: str) -> None:
    """None beside Mobile World Congress, or at the end of the year."""
    totals = evaluate(instance_of(name), shipped(name)).totals
    assert not {"room_closed", "external_event_clash", "external_event_unused"} & totals.keys()


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_each_calendar_is_proved_optimal(name: str) -> None:
    """Within half a minute, with two workers; and nothing better is shipped."""
    instance = instance_of(name)
    answer = search(problem_of(instance), Effort(Engine.CP_SAT, time_limit=30.0, workers=2))
    assert answer.status is Status.OPTIMAL
    assert answer.penalty == evaluate(instance, shipped(name)).penalty
