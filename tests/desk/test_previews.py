"""What a preview has shown is what is done: the same moves, seats and agendas, at the same cost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from scheduler.desk import (
    DeskFile,
    DeskState,
    Goal,
    Outcome,
    Preview,
    add,
    apply,
    change_fact,
    close,
    is_as_shown,
    keep_preview,
    make_room,
    move,
    open_desk,
    preview_of,
    room_shown,
    set_level,
    shown_of,
    swap,
)
from scheduler.solution import Stop
from scheduler.sources.solutions import write_schedule
from tests.agendas import dealing, item, meeting
from tests.cli.conftest import write
from tests.conference import conference, placed, room, seated, session
from tests.desk.desks import to

EFFORT = (4.0, 0, 1)
MOVE = ("move", "talk", "mon 10:00")
MONDAY = date(2021, 11, 8)
PEOPLE = [{"id": "ada", "available": [{"days": ["2021-11-08"]}]}, {"id": "ben"}]
PANEL = {"at_most": 1, "roles": [{"id": "all", "people": ["ada", "ben"], "at_least": 1}]}


def _kept(folder: Path) -> DeskFile:
    """Return the desk of three sessions, the first of which has a panel and the last may be left out."""
    instance = conference(
        session("talk", panel=PANEL),
        session("lecture"),
        session("report", optional=True, value=5),
        people=PEOPLE,
        rooms=[room("A")],
        name="forum",
    )
    path = write(instance, folder / "forum.yaml")
    places = placed(instance, talk="Mon 09:00 A", lecture="Mon 10:00 A", report="Tue 10:00 A")
    write_schedule(folder / "forum.json", instance, seated(places, talk="ada"))
    return open_desk(path, solutions=folder)


def _dealing(folder: Path) -> DeskFile:
    """Return the desk of two committees, of which the first deals with an item."""
    instance = meeting(item("a"), item("b", optional=True), name="forum")
    path = write(instance, folder / "forum.yaml")
    places = placed(instance, one="Mon 09:00 A", two="Mon 10:00 A", plenary="Tue 09:00 A")
    write_schedule(folder / "forum.json", instance, dealing(places, one="a", two="b"))
    return open_desk(path, solutions=folder)


def _shown(file: DeskFile, plain: Outcome) -> tuple[Preview, Outcome]:
    """Return what a preview of a change keeps, once it is read again, and what it shows."""
    roomy = make_room(plain, time_limit=4)
    keep_preview(file, preview_of(MOVE, plain).with_room(roomy, EFFORT))
    kept = shown_of(file, preview_of(MOVE, plain))
    assert kept is not None
    return kept, roomy


CHANGES: dict[str, Callable[[DeskState], Outcome]] = {
    "to a time": lambda desk: move(desk, "talk", to("Mon 10:00")),
    "with another on the panel": lambda desk: move(desk, "talk", to("Tue 10:00")),
    "to a day": lambda desk: move(desk, "report", Goal(day=MONDAY)),
    "swapped": lambda desk: swap(desk, "talk", "report"),
    "a room closed": lambda desk: close(desk, "A", MONDAY),
    "longer": lambda desk: change_fact(desk, "sessions", "talk", {"duration": 120}),
    "new": lambda desk: add(
        desk,
        {"id": "new", "title": "New", "kind": "meeting", "duration": 60, "attendance": 0},
        to("Mon 10:00"),
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_the_room_that_was_shown_is_the_room_that_is_made(name: str, tmp_path: Path) -> None:
    """With all that is told of it, whatever has been read from the file."""
    file = _kept(tmp_path)
    plain = CHANGES[name](file.desk)
    if not plain.consequences.broken:
        return
    kept, roomy = _shown(file, plain)
    again = room_shown(kept, preview_of(MOVE, plain), plain)
    assert again is not None
    assert roomy.made is not None
    assert again.made is not None
    assert apply(file.desk, again) == apply(file.desk, roomy)
    assert again.evaluation == roomy.evaluation
    assert (again.holds, again.others, again.panels) == (roomy.holds, roomy.others, roomy.panels)
    for of in ("at_least", "fewest", "gentlest", "best"):
        assert getattr(again.made, of) == getattr(roomy.made, of), of


def test_sessions_keep_what_they_deal_with(tmp_path: Path) -> None:
    """The agendas are those that were shown."""
    file = _dealing(tmp_path)
    plain = move(file.desk, "one", to("Mon 10:00"), "A")
    kept, roomy = _shown(file, plain)
    again = room_shown(kept, preview_of(MOVE, plain), plain)
    assert again is not None
    assert again.schedule.agendas == roomy.schedule.agendas
    assert apply(file.desk, again) == apply(file.desk, roomy)


def test_a_search_that_was_stopped_is_done_as_shown_and_not_shown_again(tmp_path: Path) -> None:
    """Who asks once more has it searched once more."""
    file = _kept(tmp_path)
    plain = move(file.desk, "talk", to("Mon 10:00"))
    roomy = make_room(plain, time_limit=4)
    assert roomy.made is not None
    search = replace(roomy.made.solution.search, stop=Stop.INTERRUPTED)
    made = replace(roomy.made, solution=replace(roomy.made.solution, search=search))
    asked = preview_of(MOVE, plain)
    stopped = asked.with_room(replace(roomy, made=made), EFFORT)
    assert stopped.room is not None
    assert stopped.effort is None
    keep_preview(file, stopped)
    assert shown_of(file, asked) == stopped
    whole = asked.with_room(roomy, EFFORT)
    assert keep_preview(file, whole) == whole


def test_what_was_shown_on_another_desk_is_shown_anew(tmp_path: Path) -> None:
    """Unless no room was made for it; the same change in other words was shown as well."""
    file = _kept(tmp_path)
    kept, _ = _shown(file, move(file.desk, "talk", to("Mon 10:00")))
    again = move(file.desk, "talk", to("Mon 10:00"))
    assert shown_of(file, preview_of(("move", "Talk", "8 Nov 10am"), again)) == kept
    later = apply(file.desk, set_level(file.desk, "late_hours", 2))
    plain = move(later, "talk", to("Mon 10:00"))
    asked = preview_of(MOVE, plain)
    assert shown_of(file, asked) == kept
    assert room_shown(kept, asked, plain) is None
    assert not is_as_shown(kept, asked, make_room=True)
    assert is_as_shown(kept, asked, make_room=False)


def test_a_file_of_previews_that_is_damaged_says_nothing(tmp_path: Path) -> None:
    """And is written anew; the last twenty are kept."""
    file = _kept(tmp_path)
    asked = [
        preview_of(("drop", str(n)), set_level(file.desk, "late_hours", n + 2)) for n in range(22)
    ]
    for each in asked:
        keep_preview(file, each)
    assert [shown_of(file, each) is not None for each in asked] == [False] * 2 + [True] * 20
    for text in ("", "{}", "[1]", '{"format": 1}', '{"format": 2}', "\udc80"):
        (tmp_path / "forum.desk.previews").write_bytes(text.encode(errors="surrogateescape"))
        assert shown_of(file, asked[-1]) is None
    keep_preview(file, asked[-1])
    assert shown_of(file, asked[-1]) == asked[-1]
