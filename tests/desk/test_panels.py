"""Panels that a change chooses anew: whoever gets or loses a seat is named."""

from typing import Any

from scheduler.desk import DeskState, adopted, apply, begun, cancel_person, make_room, move
from tests.conference import placed, seated, session
from tests.desk.desks import desk, to

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
