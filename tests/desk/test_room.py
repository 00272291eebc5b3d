"""Room is made by moves: no session is left out if there is another way; changed panels are named."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from scheduler.desk import (
    DeskState,
    Outcome,
    add,
    adopted,
    apply,
    begun,
    cancel_person,
    change_fact,
    close,
    conflicts_with,
    make_room,
    move,
)
from scheduler.desk import room as desk_room
from scheduler.desk.room import demanded
from scheduler.replanning import Replan, replan
from scheduler.schedule import Schedule
from scheduler.solution import Status
from tests.conference import placed, room, seated, session
from tests.desk.desks import desk, instant, to, where

HOURS = [
    ("Mon", 9),
    ("Mon", 10),
    ("Mon", 11),
    ("Mon", 14),
    ("Mon", 15),
    ("Mon", 16),
]


def _full(free: int, **optional: object) -> DeskState:
    """Return a desk of one room and one day, with so many free hours; the second session may be left out."""
    held = HOURS[: len(HOURS) - free]
    names = [f"s{number}" for number in range(len(held))]
    own = {"s1": {"optional": True, "value": 0} | optional}
    return desk(
        *(session(each, windows=[{"days": ["2021-11-08"]}], **own.get(each, {})) for each in names),
        rooms=[room("A")],
        places={
            name: f"{day} {hour:02}:00 A" for name, (day, hour) in zip(names, held, strict=True)
        },
    )


def _roomy(before: DeskState) -> Outcome:
    return make_room(move(before, "s0", to("Mon 10:00")), time_limit=4, workers=2)


def test_who_is_held_goes_elsewhere_and_is_not_left_out() -> None:
    """Though it is worth nothing: a free hour is there. Fewer moves are impossible unless it is left out."""
    before = _full(free=1)
    found = _roomy(before)
    assert found.holds
    after = apply(before, found)
    assert where(after, "s0") == "Mon 10:00 A"
    assert "s1" in after.schedule.by_session
    assert not after.evaluation.forbidden


def test_where_there_is_no_other_way_others_are_left_out() -> None:
    """The first session needs half an hour more, of a day that is full: the second makes room."""
    found = make_room(change_fact(_full(free=0), "sessions", "s0", {"duration": 90}), time_limit=4)
    assert found.made is not None
    assert found.made.solution.schedule is not None
    assert not found.holds
    assert "s1" not in found.schedule.by_session
    assert "s0" in found.schedule.by_session


def test_what_a_change_is_about_is_never_left_out() -> None:
    """The optional one shall last four hours, and no band has more than three: why not is told."""
    change = change_fact(_full(free=1), "sessions", "s1", {"duration": 240})
    found = make_room(change, time_limit=4, workers=2)
    assert found.made is not None
    assert found.made.solution.status is Status.INFEASIBLE
    assert not demanded(change).session_by_id["s1"].optional
    assert demanded(_change_of_another()).session_by_id["s1"].optional
    why = conflicts_with(change, time_limit=20)
    assert why.status is Status.INFEASIBLE
    ways = [way.path for conflict in why.conflicts for way in conflict.ways]
    assert ways
    assert ("sessions", "s1", "duration") not in ways  # that is what was asked


def _change_of_another() -> Outcome:
    return move(_full(free=1), "s0", to("Mon 16:00"))


def test_what_moves_goes_to_its_best_place_though_nothing_is_proved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The search has no time to better what it has found: it leaves a session at a late hour.

    Who is moved by hand stays where the hand has put it.
    """

    def search(**given: object) -> Replan:
        found = replan(**given)  # type: ignore[arg-type]
        assert found.solution.schedule is not None
        places = found.solution.schedule.by_session
        late = replace(places["s1"], start=instant("Tue 16:00"))
        worse = found.solution.schedule.with_places([*({**places, "s1": late}).values()])
        return replace(found, solution=replace(found.solution, schedule=worse), best=False)

    monkeypatch.setattr(desk_room, "replan", search)
    before = desk(
        session("s0"),
        session("s1", preferred=[{"days": ["2021-11-09"], "from": "10:00", "to": "11:00"}]),
        rooms=[room("A")],
        places={"s0": "Mon 09:00 A", "s1": "Mon 10:00 A"},
    )
    found = make_room(move(before, "s0", to("Mon 10:00")), time_limit=2)
    assert found.made is not None
    assert not found.made.best
    assert where(apply(before, found), "s0") == "Mon 10:00 A"
    assert where(apply(before, found), "s1") == "Tue 10:00 A"


def test_few_moves_that_prices_show_are_known_before_the_search(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of a change that changes facts as well: the priced places are those after it.

    The hour of the second session is closed, so that it goes to the free one.
    """
    asked: dict[str, object] = {}

    def search(**given: object) -> Replan:
        asked.update(given)
        return replan(**given)  # type: ignore[arg-type]

    monkeypatch.setattr(desk_room, "replan", search)
    shut = close(_full(free=1), "A", date(2021, 11, 8), timedelta(hours=10), timedelta(hours=11))
    found = make_room(shut, time_limit=4)
    assert isinstance(start := asked["start"], Schedule)
    assert f"{start.by_session['s1'].start.astimezone(shut.instance.zone):%H}" == "16"
    assert found.schedule == start
    make_room(shut, known=[], time_limit=4)
    assert asked["start"] is None


_TEN = {"days": ["2021-11-08"], "from": "10:00", "to": "11:00"}


@pytest.mark.parametrize("is_new", [False, True])
def test_the_history_tells_the_place_that_a_session_gets(is_new: bool) -> None:
    """In the first room that would do another session is pinned: the one in the second makes room."""
    before = desk(
        session("talk"),
        session("pinned", pin={"room": "A"}, windows=[_TEN]),
        session("loose"),
        places={"talk": "Tue 09:00 A", "pinned": "Mon 10:00 A", "loose": "Mon 10:00 B"},
    )
    new = {"id": "new", "title": "New", "kind": "meeting", "duration": 60, "attendance": 0}
    change = add(before, new, to("Mon 10:00")) if is_new else move(before, "talk", to("Mon 10:00"))
    said = "Add New:" if is_new else "Move Talk to"
    assert change.change.said == f"{said} Mon 8 Nov 10:00 in A"
    found = make_room(change, time_limit=4)
    after = apply(before, found)
    assert where(after, "new" if is_new else "talk") == "Mon 10:00 B"
    assert after.steps[-1].said == f"{said} Mon 8 Nov 10:00 in B; 1 other session moves."
    texts = [line.said for line in after.lines.values()]
    assert not any(" in A." in each for each in texts)


PEOPLE = [
    {"id": "ada", "title": "Ada", "available": [{"days": ["2021-11-08"]}]},
    {"id": "ben", "title": "Ben"},
    {"id": "cy", "title": "Cy"},
]


def _with_panels(**panels: tuple[str, ...]) -> DeskState:
    """Return a desk with a session for each panel, on which one of some people sits: the first one."""
    sessions: list[dict[str, Any]] = [
        session(
            each,
            panel={
                "at_most": 1,
                "roles": [{"id": "all", "title": "All", "people": [*people], "at_least": 1}],
            },
        )
        for each, people in panels.items()
    ]
    rooms = {each: f"Mon 09:00 {room}" for each, room in zip(panels, "AB", strict=False)}
    empty = desk(*sessions, people=PEOPLE, places=rooms)
    taken = seated(placed(empty.base, **rooms), **{each: some[0] for each, some in panels.items()})
    return begun(empty.base, "tiny-desk", taken, "Begin.")


def test_who_sits_on_a_panel_now_is_said() -> None:
    """Ada is there on Monday alone: on Tuesday it is Ben, and both must be told."""
    before = _with_panels(talk=("ada", "ben"))
    outcome = move(before, "talk", to("Tue 09:00"))
    assert outcome.consequences.broken
    assert outcome.panels == ()
    roomy = make_room(outcome, time_limit=30)
    assert [(each.session, each.joined, each.left) for each in roomy.panels] == [
        ("talk", ("ben",), ("ada",))
    ]
    said = apply(before, roomy).steps[-1].said
    assert said == ("Move Talk to Tue 9 Nov 09:00 in A; the panel of Talk changes: Ben for Ada.")
    assert {each.id for each in roomy.told if each.group == "people"} == {"ada", "ben"}


def test_where_nobody_else_sits_nothing_is_said_of_panels() -> None:
    """Ben is there on all days, and stays."""
    before = _with_panels(talk=("ben", "ada"))
    roomy = make_room(move(before, "talk", to("Tue 09:00")), time_limit=30)
    assert roomy.panels == ()
    assert roomy.step.said == "Move Talk to Tue 9 Nov 09:00 in A."


def test_who_does_not_come_is_named_and_nobody_is_chosen() -> None:
    """Ada is cancelled: her name is said, though the conference no longer has her."""
    before = _with_panels(talk=("ada", "ben"))
    said = cancel_person(before, "ada").step.said
    assert said == "Ada does not come; the panel of Talk loses Ada."


def test_of_several_panels_the_number_is_said() -> None:
    """Both with somebody else."""
    before = _with_panels(talk=("ben", "ada"), lecture=("cy", "ada"))
    other = seated(before.schedule, talk="ada", lecture="")
    one = adopted(before, "Take it", seated(before.schedule, talk="", lecture="cy"))
    assert one.step.said == "Take it; the panel of Talk loses Ben."
    assert adopted(before, "Take it", other).step.said == "Take it; 2 panels change."
