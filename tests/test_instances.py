"""The instances that are shipped: readable, complete, possible, and about nobody in particular."""

import json
import re
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scheduler.engines.searching import Effort, search
from scheduler.evaluation import evaluate
from scheduler.instance import Instance, price_of, spans_of, windows_of
from scheduler.progress import Progress
from scheduler.rules import problem_of, without_seats
from scheduler.solution import Engine, Status
from scheduler.sources import read_instance

FOLDER = Path(__file__).parent.parent / "instances"
SHIPPED = ("tiny", "ministerial-day", "wtdc21-addis")
HONORIFICS = re.compile(r"\b(Mr|Mrs|Ms|Dr|Prof|Sir|Dame|Sheikh|H\.?E|Excellency|Professor)\b\.?")
"""What stands in front of a person's name; functions have none of it."""


@pytest.fixture(scope="module")
def ministerial() -> Instance:
    """Read the day and a half in Lisbon once."""
    return read_instance(FOLDER / "ministerial-day.yaml")


@pytest.fixture(scope="module")
def tiny() -> Instance:
    """Read the smallest one once."""
    return read_instance(FOLDER / "tiny.yaml")


# What all of them have in common


@pytest.mark.parametrize("name", SHIPPED)
def test_each_file_reads_and_bears_its_own_name(name: str) -> None:
    """A shipped instance has no fault, and is named like its file."""
    assert read_instance(FOLDER / f"{name}.yaml").name == name


@pytest.mark.parametrize("name", SHIPPED)
def test_no_real_person_is_named(name: str) -> None:
    """People are functions: nobody has an honorific, and everybody is described."""
    for person in read_instance(FOLDER / f"{name}.yaml").people:
        assert person.title is not None
        assert not HONORIFICS.search(person.title), person.title


@pytest.mark.parametrize("name", SHIPPED)
def test_every_person_attends_something(name: str) -> None:
    """Nobody is listed for nothing: everybody attends a session, or may be seated in one."""
    instance = read_instance(FOLDER / f"{name}.yaml")
    wanted = set(instance.attended_by_person).union(*instance.pools.values())
    assert {person.id for person in instance.people} == wanted


@pytest.mark.parametrize("name", SHIPPED)
def test_private_sessions_are_neither_webcast_nor_remote(name: str) -> None:
    """What is private asks for no webcast and has nobody remote."""
    private = [s for s in read_instance(FOLDER / f"{name}.yaml").sessions if s.private]
    assert private
    for session in private:
        assert "webcast" not in session.needs
        assert not session.remote


# The ministerial day


def test_the_clocks_of_lisbon_go_back_during_the_ministerial_day(ministerial: Instance) -> None:
    """The drafting group's night holds 225 minutes, of which it needs 210."""
    night = ministerial.session_by_id["drafting-night"]
    ((start, end),) = spans_of(windows_of(ministerial, night), ministerial.zone)
    # From 00:15 (UTC+1) on is 23:15 UTC; until 03:00 (UTC+0) is 03:00 UTC: 3 h 45 min.
    assert start == datetime(2021, 10, 30, 23, 15, tzinfo=UTC)
    assert end - start == timedelta(minutes=225)
    # Clocks that did not change would show 165 minutes, too few for it.
    assert night.duration == timedelta(minutes=210) > timedelta(minutes=165)


def test_a_pin_in_the_hour_that_comes_twice_says_which(ministerial: Instance) -> None:
    """The second 01:30 of that night is 01:30 UTC; the first would be 00:30 UTC."""
    pin = ministerial.session_by_id["hand-over"].pin
    assert pin is not None
    assert pin.start == datetime(2021, 10, 31, 1, 30, tzinfo=UTC)


# Whether they can be solved


def test_tiny_has_every_important_table(tiny: Instance) -> None:
    """Eight sessions, two rooms, one day, and something in each table of the format."""
    assert (len(tiny.sessions), len(tiny.rooms), len(tiny.dates)) == (8, 2, 1)
    optional = {"profile", "published", "frozen"}  # it has not been published yet
    optional |= {"summary", "agreed_by"}  # nobody has to choose
    optional |= {"acronym"}  # its name will do
    optional |= {"late_until"}  # midnight
    optional |= {"topic_lock", "schedule_lock"}  # nothing is promised
    optional |= {"items", "item_orders"}  # agenda.yaml has these
    optional |= {"places", "travel_days", "contacts", "external_events"}  # no months before it
    optional |= {"preparations", "tasks", "deadlines"}
    empty = [n for n in type(tiny).model_fields if n not in optional and not getattr(tiny, n)]
    assert empty == []


def test_tiny_costs_what_its_first_lines_say(tiny: Instance) -> None:
    """The best schedule is proved, and each of its prices can be derived by hand."""
    answer = search(problem_of(tiny), Effort(engine=Engine.CP_SAT, time_limit=5.0, workers=1))
    assert answer.status is Status.OPTIMAL
    assert answer.schedule is not None
    found = evaluate(tiny, answer.schedule)
    assert found.forbidden == ()
    assert {rule: total.penalty for rule, total in found.totals.items()} == {
        # Night in Mexico City: 10 people x 60 min x 3 for the dialogue, 5 x 60 x 3 for the villages.
        "local_hours": 2700 * price("local_hours", tiny),
        # All of that in the Americas, the worst-off region.
        "worst_region": 2700 * price("worst_region", tiny),
        # The workshop ends at 12:30 and the committee begins at 14:00: 90 min, 30 of them adjacent.
        "not_adjacent": 60 * price("not_adjacent", tiny),
        # Fiji's only member is in the committee while the villages are discussed, for an hour.
        "wish_missed": 60 * price("wish_missed", tiny),
    }
    assert found.penalty == 60_000  # 27 + 27 + 3 + 3


def price(rule: str, instance: Instance) -> int:
    """Return the thousandths that a unit of a rule costs."""
    found = price_of(instance.level(rule, "any"))
    assert found is not None
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", SHIPPED[1:])
def test_the_larger_ones_can_be_solved(name: str) -> None:
    """There is a schedule that breaks no hard rule, and the evaluation agrees; without agendas."""
    whole = read_instance(FOLDER / f"{name}.yaml")
    bare = whole.model_dump(mode="json", by_alias=True, exclude_unset=True)
    bare |= {"items": [], "item_orders": [], "translations": {}}
    instance = Instance.model_validate_json(json.dumps(bare))
    stop = threading.Event()

    def watch(progress: Progress) -> None:
        if progress.best is not None:
            stop.set()

    effort = Effort(time_limit=5.0, workers=1)
    answer = search(problem_of(instance), effort, watch=watch, stop=stop)
    assert answer.status in {Status.OPTIMAL, Status.FEASIBLE}
    assert answer.schedule is not None
    found = evaluate(instance, without_seats(answer.schedule))
    assert found.forbidden == ()
    assert found.penalty == answer.penalty
