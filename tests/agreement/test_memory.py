"""What is remembered of an earlier programme changes nothing that is found in a later one."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.evaluation import evaluate
from scheduler.instance import Instance, Pin, remade, with_pins
from scheduler.schedule import Assignment, Schedule
from scheduler.sources import read_instance, read_schedule
from tests.agreement.random_conferences import random_conference, random_schedule
from tests.conference import at, conference, placed, room, session

ROOT = Path(__file__).parent.parent.parent
SCHEDULES = 4


@pytest.mark.slow
@settings(
    derandomize=True,
    database=None,
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.randoms(use_true_random=True))
def test_random_programmes_of_random_conferences(rng: Random) -> None:
    """One after the other, each a few places from the one before, and with other pins."""
    instance = random_conference(rng)
    schedule = random_schedule(instance, rng)
    for _ in range(SCHEDULES):
        other = random_schedule(instance, rng)
        mixed = {**schedule.by_session, **_some(other, rng)}
        schedule = other.with_places(mixed.values())
        instance = _pinned(instance, schedule, rng)
        assert evaluate(instance, schedule) == evaluate(remade(instance), schedule)


@pytest.mark.parametrize(
    "name", ["tiny", "agenda", "ministerial-day", "wtdc21-addis", "wtdc21-preparatory"]
)
def test_programmes_of_shipped_conferences(name: str) -> None:
    """Sessions change places, are left out and are held again, and others sit on their panels."""
    rng = Random(name)
    instance = read_instance(ROOT / "instances" / f"{name}.yaml")
    schedule = first = read_schedule(ROOT / "solutions" / f"{name}.json", instance)
    for _ in range(3):
        schedule = _elsewhere(instance, first, schedule, rng)
        instance = _pinned(instance, schedule, rng)
        assert evaluate(instance, schedule) == evaluate(remade(instance), schedule)


def _some(schedule: Schedule, rng: Random) -> dict[str, Assignment]:
    return {each.session: each for each in schedule.assignments if rng.random() < 0.3}


def _pinned(instance: Instance, schedule: Schedule, rng: Random) -> Instance:
    """Return an instance in which a session is pinned where it is, or is pinned no more."""
    place = rng.choice(schedule.assignments) if schedule.assignments else None
    if place is None:
        return instance
    pin = rng.choice([None, Pin(start=place.start, room=place.room)])
    return with_pins(instance, {place.session: pin}) or instance


def _elsewhere(instance: Instance, first: Schedule, schedule: Schedule, rng: Random) -> Schedule:
    """Return a programme in which two sessions change places, one is left out, and a panel is another."""
    places = {**first.by_session, **schedule.by_session}
    one, other = (places[each] for each in rng.sample(sorted(places), 2))
    places |= {
        one.session: replace(one, start=other.start, room=other.room),
        other.session: replace(other, start=one.start, room=one.room),
    }
    del places[rng.choice(sorted(places))]
    for name in sorted(instance.pools.keys() & places.keys())[:2]:
        pool = sorted(instance.pools[name])
        seated = tuple(sorted(rng.sample(pool, min(2, len(pool)))))
        places[name] = replace(places[name], seated=seated)
    agendas = [each for each in first.agendas if each.session in places]
    return first.with_places(places.values()).with_agendas(agendas)


def test_a_copy_with_other_facts_begins_with_nothing() -> None:
    """Even one that is made past all checks; of pins alone it has what is known, and judges them itself."""
    instance = conference(
        session("talk", attendance=50),
        rooms=[room("A", capacity=20), room("B")],
        only="room_overflow",
    )
    schedule = placed(instance, talk="Mon 09:00 A")
    amount = evaluate(instance, schedule).judgements[0].finding.amount
    assert amount == 30
    (talk,) = instance.sessions
    fewer = instance.model_copy(update={"sessions": (remade(talk, attendance=25),)})
    assert evaluate(fewer, schedule).judgements[0].finding.amount == 5
    again = evaluate(instance, schedule).judgements[0].finding.amount
    assert again == 30


def test_pins_are_judged_anew() -> None:
    """The pinned session is where it was; it is its pin that is another."""
    instance = conference(session("talk"), only="pin_broken")
    schedule = placed(instance, talk="Mon 09:00 A")
    assert not evaluate(instance, schedule).judgements
    pinned = with_pins(instance, {"talk": Pin(start=at(instance, "Mon 10:00"), room=None)})
    assert pinned is not None
    assert [each.rule for each in evaluate(pinned, schedule).judgements] == ["pin_broken"]
    assert not evaluate(instance, schedule).judgements
