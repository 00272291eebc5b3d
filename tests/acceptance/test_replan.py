"""The reference programme, replanned when its biggest hall is closed from noon of the third day on."""

import json
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from scheduler.evaluation import evaluate
from scheduler.instance import DAY, Instance, instant_at, utc_text
from scheduler.replanning import Replan, replan
from scheduler.schedule import Schedule
from scheduler.solution import Status
from scheduler.sources import read_instance, read_schedule

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
NOON, MORNING, AFTERNOON = timedelta(hours=12), timedelta(hours=8), timedelta(hours=17)


@cache
def published() -> tuple[Instance, Schedule]:
    """Return the reference instance and its shipped programme, which needs the hall on the fifth day."""
    instance = read_instance(ROOT / "instances" / "wtdc21-addis.yaml")
    return instance, read_schedule(ROOT / "solutions" / "wtdc21-addis.json", instance)


def day(number: int, clock: timedelta = timedelta()) -> datetime:
    """Return an instant of a day of the conference, counted from 1."""
    instance, _ = published()
    return instant_at(instance.dates[number - 1], clock, instance.zone)


def hall_closed(until: datetime) -> Instance:
    """Return the instance with its biggest hall closed from noon of the third day on."""
    instance, _ = published()
    tables = json.loads(instance.model_dump_json(by_alias=True))
    hall = max(tables["rooms"], key=lambda row: row["capacity"])
    hall["closures"] += [{"from": utc_text(day(3, NOON)), "to": utc_text(until)}]
    return Instance.model_validate_json(json.dumps(tables))


@cache
def mended() -> tuple[Instance, Replan]:
    """Replan at eight on the third day, with the lock lifted; the hall opens late on the fifth."""
    instance = hall_closed(day(5, AFTERNOON))
    found = replan(
        instance, published()[1], now=day(3, MORNING), unlock=True, time_limit=60.0, workers=2
    )
    return instance, found


def test_the_hall_is_needed_while_it_is_closed() -> None:
    """Or the tests below would show nothing."""
    instance, _ = mended()
    assert evaluate(instance, published()[1]).forbidden


def test_no_hard_rule_is_broken() -> None:
    """By the judge, who knows nothing of replanning."""
    instance, found = mended()
    assert found.solution.schedule is not None
    assert not evaluate(instance, found.solution.schedule).forbidden


def test_nothing_before_now_is_touched() -> None:
    """What has begun is where it was published, and nothing else is put there."""
    _, found = mended()
    now = day(3, MORNING)
    assert found.solution.schedule is not None
    for schedule, other in (
        (published()[1], found.solution.schedule),
        (found.solution.schedule, published()[1]),
    ):
        past = [each for each in schedule.assignments if each.start < now]
        assert len(past) > 20
        assert all(other.by_session[each.session] == each for each in past)


def test_no_programme_changes_fewer_sessions() -> None:
    """Proved; and each that moves says which hard rule its old place breaks."""
    _, found = mended()
    assert found.fewest
    assert 0 < len(found.moves) == found.at_least <= 10
    assert found.unchanged == len(published()[1].assignments) - len(found.moves)
    assert all(move.reasons for move in found.moves)
    assert found.told


def test_without_the_hall_to_the_end_there_is_no_programme() -> None:
    """No other hall seats the plenary: it is proved at once that nothing helps."""
    found = replan(
        hall_closed(day(12, DAY)),
        published()[1],
        now=day(3, MORNING),
        unlock=True,
        time_limit=60.0,
        workers=2,
    )
    assert found.solution.status is Status.INFEASIBLE
