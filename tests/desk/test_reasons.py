"""Why a session is where it is: what `explain --session` says, of its time and of its room, at the desk."""

from pathlib import Path

import pytest

from scheduler.desk import (
    DeskState,
    HereReason,
    PlaceReason,
    Pricing,
    apply,
    move,
    open_desk,
    pin,
    why_here,
)
from scheduler.explanation.programmes import dearest_rule, place
from tests.conference import session
from tests.desk.desks import desk, three, to

FORUM = Path(__file__).parents[1] / "web" / "desk" / "forum.yaml"


def reason(of: DeskState, name: str) -> HereReason:
    """Return why a session is where it is."""
    return why_here(of, Pricing().prices(of, name))


@pytest.mark.parametrize(
    "name", ["opening", "ports", "tides", "board-1", "board-2", "wharves", "closing"]
)
def test_it_is_what_explain_says(tmp_path: Path, name: str) -> None:
    """The same next best place, or one that costs as much; the same rules."""
    (tmp_path / "forum.yaml").write_bytes(FORUM.read_bytes())
    of = open_desk(tmp_path / "forum.yaml", solutions=tmp_path / "solutions").desk
    here = of.schedule.by_session[name]
    found = reason(of, name)
    elsewhen = place(of.instance, of.schedule, name, most=1000).options
    there = place(of.instance, of.schedule, name, start=here.start).options
    for one, options in (
        (found.time, [each for each in elsewhen if each.start != here.start]),
        (found.room, [each for each in there if each.room != here.room]),
    ):
        best = options[0]
        assert one.difference == best.difference
        assert one.broken == tuple(dict.fromkeys(each.rule for each in best.broken))
        assert one.decides == (dearest_rule(best.dearer) if best.difference > 0 else "")


def test_a_pin_of_its_own_does_not_decide() -> None:
    """It would forbid every other place; explain says so, and the page that it is pinned."""
    of = three()
    pinned = apply(of, pin(of, "talk"))
    assert reason(pinned, "talk") == reason(of, "talk")
    assert not reason(pinned, "talk").time.broken


def test_a_hard_rule_that_every_other_place_breaks() -> None:
    """The chair is there for one hour; or all the time."""
    hour = {"days": ["2021-11-08"], "from": "09:00", "to": "10:00"}
    for there, broken in (([hour], ("person_unavailable",)), ([], ())):
        of = desk(
            session("talk", people={"chair": ["ada"]}),
            people=[{"id": "ada", "available": there}],
            rooms=[{"id": "A"}],
            places={"talk": "Mon 09:00 A"},
        )
        assert reason(of, "talk").time.broken == broken
        assert reason(of, "talk").room == PlaceReason(None, 0, (), "")


def test_where_something_else_is_better_nothing_decides() -> None:
    """After a move to a place that costs more."""
    of = three()
    before = reason(of, "plenary").time
    assert before.difference >= 0
    there = apply(of, move(of, "plenary", to("Mon 11:00"), "A"))
    assert reason(there, "plenary").time.decides == ""
