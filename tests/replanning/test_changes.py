"""How changes are counted, sessions among them that may be absent."""

from dataclasses import replace

from scheduler.engines.counting import Counter
from scheduler.engines.searching import Effort, search
from scheduler.replanning.changes import Changes
from scheduler.rules import problem_of
from scheduler.schedule import Schedule
from scheduler.solution import Engine, Status
from tests.conference import conference, placed, session

INSTANCE = conference(
    session("talk", attendance=40),
    session("lecture", attendance=60),
    session("extra", attendance=5),
)
PUBLISHED = placed(INSTANCE, talk="Mon 09:00 A", lecture="Mon 10:00 A")


def _changes(*optional: str) -> Changes:
    problem = replace(problem_of(INSTANCE), optional=frozenset(optional))
    return Changes(INSTANCE, problem, PUBLISHED)


def _counted(changes: Changes, schedule: Schedule) -> tuple[int, int]:
    """Return the number of changes and the rest of the price, by the engines' count."""
    counter = Counter(replace(changes.problem, priced=tuple(changes.priced())))
    totals = counter.by_rule(schedule).values()
    return divmod(sum(total.penalty for total in totals), changes.unit)


def test_price_number_and_harm_are_one() -> None:
    """0.2 a person for a moved start, 0.05 for a room alone; the extra session is new, and no change."""
    changes = _changes()
    for places, number, harm in (
        ({"talk": "Mon 09:00 A", "lecture": "Mon 10:00 A"}, 0, 0),
        ({"talk": "Mon 09:00 B", "lecture": "Mon 10:00 A"}, 1, 2_000),  # 40 x 50
        ({"talk": "Mon 09:00 B", "lecture": "Mon 10:30 B"}, 2, 14_000),  # + 60 x 200
    ):
        schedule = placed(INSTANCE, **places, extra="Tue 09:00 A")
        assert (len(changes.changed(schedule)), changes.harm(schedule)) == (number, harm)
        assert _counted(changes, schedule) == (number, harm)
    assert changes.new == {"extra"}
    assert changes.added == ()


def test_to_drop_a_session_and_to_add_one_are_changes() -> None:
    """Each as harmful as to move it."""
    changes = _changes("talk", "extra")
    dropped = placed(INSTANCE, lecture="Mon 10:00 A")
    added = Schedule.of(
        [*PUBLISHED.assignments, *placed(INSTANCE, extra="Tue 09:00 A").assignments]
    )
    assert changes.new == frozenset()
    assert changes.added == ("extra",)
    for schedule, changed, harm in (
        (PUBLISHED, set(), 0),
        (dropped, {"talk"}, 8_000),  # 40 x 200
        (added, {"extra"}, 1_000),  # 5 x 200
    ):
        assert changes.changed(schedule) == changed
        assert changes.harm(schedule) == harm
        assert _counted(changes, schedule) == (len(changed), harm)


def test_what_is_held_is_where_it_was_published() -> None:
    """Present if it was, absent if it was not; nothing else is possible."""
    changes = _changes("talk", "extra")
    held = replace(changes.problem, priced=(*changes.priced(), *changes.held(frozenset())))
    answer = search(held, Effort(Engine.CP_SAT, time_limit=5.0))
    assert (answer.status, answer.penalty, answer.schedule) == (Status.OPTIMAL, 0, PUBLISHED)
