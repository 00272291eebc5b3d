"""People for whom a programme has no place any more, and rooms that have to grow for it."""

from scheduler.comparison import Programme, compare
from scheduler.comparison.stakes import stakes_sheet
from scheduler.comparison.summary import sentences
from scheduler.reporting import page_of
from scheduler.reporting.front_page import proposals_of
from tests.comparison.pairs import programme, small
from tests.conference import room
from tests.reporting.test_front_page import front

NOBODY = "Nobody: the figures that are asked for first are the same."


def expecting(label: str, people: int) -> Programme:
    """Return the programme of a conference in which so many people are expected at the talk."""
    facts = small()
    sessions = tuple(
        each.model_copy(update={"attendance": people}) if each.id == "talk" else each
        for each in facts.sessions
    )
    return programme(label, facts.model_copy(update={"sessions": sessions}))


def with_rooms(label: str, hall: int, *features: str) -> Programme:
    """Return a programme whose Hall A has so many seats, and offers something."""
    hall_a = room("A", title="Hall A", capacity=hall, features=[*features])
    return programme(label, small(rooms=[hall_a, room("B", booths=2, features=["remote"])]))


def test_people_who_may_no_longer_come_are_told_as_a_loss() -> None:
    """To turn them away frees seats; nothing is said where as many come, or more."""
    base, fewer = expecting("a", 50), expecting("b", 20)
    comparison = compare([base, fewer])
    (lost,) = proposals_of(comparison)[1].breaks
    assert (lost.whom, lost.text, lost.is_sure) == ("No longer to come", "30 people in Talk", True)
    assert "No longer to come: 30 people in Talk" in front(page_of(comparison))
    assert "b: no longer to come: 30 people in Talk." in [*sentences(comparison)]
    assert proposals_of(compare([fewer, base]))[1].breaks == ()
    assert not [each for each in sentences(compare([fewer, base])) if "no longer" in each]


def test_it_is_not_said_that_nobody_loses_where_people_are_turned_away() -> None:
    """No figure has them, so that all figures may be the same."""
    base = expecting("a", 50)
    assert stakes_sheet(compare([base, expecting("b", 20)])).empty != NOBODY
    assert stakes_sheet(compare([base, expecting("b", 60)])).empty == NOBODY


def test_rooms_that_grow_are_told_among_what_a_programme_takes() -> None:
    """And what they offer that they do not have now; of what they no longer offer nothing is taken."""
    now, more = with_rooms("a", 100), with_rooms("b", 160, "stage", "banquet")
    assert proposals_of(compare([now, more]))[1].takes[-2:] == (
        "+60 seats in Hall A",
        "Hall A with banquet, stage",
    )
    assert proposals_of(compare([more, now]))[1].takes[-1] == "−60 seats in Hall A"
    assert proposals_of(compare([now, with_rooms("c", 101)]))[1].takes[-1] == "+1 seat in Hall A"
    assert "seat" not in "".join(proposals_of(compare([now, with_rooms("d", 100)]))[1].takes)
