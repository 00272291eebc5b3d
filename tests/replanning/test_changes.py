"""How changes are counted, sessions among them that may be absent."""

from dataclasses import replace

from scheduler.engines.counting import Counter
from scheduler.engines.searching import Effort, search
from scheduler.replanning.changes import Changes
from scheduler.rules import problem_of, with_seats
from scheduler.schedule import Schedule
from scheduler.solution import Engine, Status
from tests.conference import conference, placed, seated, session

INSTANCE = conference(
    session("talk", attendance=40),
    session("lecture", attendance=60),
    session("extra", attendance=5),
)
PUBLISHED = placed(INSTANCE, talk="Mon 09:00 A", lecture="Mon 10:00 A")


def _changes(*optional: str) -> Changes:
    problem = replace(problem_of(INSTANCE), optional=frozenset(optional))
    return Changes.of(INSTANCE, problem, PUBLISHED)


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


PANEL = {"roles": [{"id": "all", "people": ["ada", "ben", "eve"], "at_least": 1}]}
PANELS = conference(
    session("talk", attendance=40, panel=PANEL),
    session("lecture", attendance=60, panel=PANEL),
    session("extra", panel=PANEL),
    people=[{"id": id_} for id_ in ("ada", "ben", "eve")],
)
PLANNED = seated(
    placed(PANELS, talk="Mon 09:00 A", lecture="Mon 10:00 A"), talk="ada ben", lecture="ada"
)


def test_a_panel_costs_more_than_all_harm_and_less_than_a_change() -> None:
    """0.2 for each person, whoever is seated in a session that is new; a moved panel counts as any other."""
    changes = Changes.of(PANELS, problem_of(PANELS), PLANNED)
    counter = Counter(replace(changes.problem, priced=tuple(changes.priced())))
    for talk, lecture, panels, harm in (
        ("ada ben", "ada", 0, 0),
        ("ada", "ada", 1, 200),
        ("ada ben eve", "ada", 1, 200),
        ("eve", "ada", 1, 600),
        ("ada eve", "ben", 2, 800),
    ):
        there = placed(PANELS, talk="Mon 09:00 A", lecture="Mon 10:00 A", extra="Tue 09:00 A")
        schedule = with_seats(seated(there, talk=talk, lecture=lecture, extra="eve"))
        assert len(changes.other_groups(schedule)) == panels
        assert changes.harm(schedule) == harm < changes.group_unit
        whole = sum(total.penalty for total in counter.by_rule(schedule).values())
        assert whole == changes.distance(schedule) == panels * changes.group_unit + harm
        assert whole < changes.unit
    there = placed(PANELS, talk="Mon 11:00 A", lecture="Mon 10:00 A", extra="Tue 09:00 A")
    moved = with_seats(seated(there, talk="ada eve", lecture="ada"))
    harm = 40 * 200 + 2 * 200
    assert changes.distance(moved) == changes.unit + changes.group_unit + harm
    whole = sum(total.penalty for total in counter.by_rule(moved).values())
    assert whole == changes.distance(moved)
