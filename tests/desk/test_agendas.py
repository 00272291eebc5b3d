"""What sessions deal with, through all that is done on a desk."""

from pathlib import Path

import pytest

from scheduler.desk import (
    DeskFile,
    DeskState,
    apply,
    begun,
    cancel,
    drop,
    history,
    hold,
    make_room,
    move,
    open_desk,
    redo,
    swap,
    undo,
)
from scheduler.schedule import AgendaEntry
from scheduler.sources.solutions import write_schedule
from tests.agendas import dealing, item, meeting
from tests.cli.conftest import write
from tests.conference import placed
from tests.desk.desks import to, where


def _dealing(**agendas: str) -> DeskState:
    """Return a desk on which the first committee deals with an item and the second has time for it."""
    instance = meeting(item("a"), item("b", optional=True))
    places = placed(instance, one="Mon 09:00 A", two="Mon 10:00 A", plenary="Tue 09:00 A")
    return begun(instance, "tiny-desk", dealing(places, **agendas), "Begin.")


def _agendas(desk: DeskState) -> dict[str, list[str]]:
    return {
        session: [each.item for each in agenda]
        for session, agenda in desk.schedule.agenda_by_session.items()
    }


def test_a_desk_begins_with_the_agendas_of_its_programme() -> None:
    """In their order, with their minutes."""
    desk = _dealing(one="b 20, a")
    assert desk.schedule.agendas == (AgendaEntry("one", "b", 20), AgendaEntry("one", "a", 30))


def test_what_a_session_deals_with_goes_with_it() -> None:
    """Wherever it goes, and that of others stays."""
    desk = _dealing(one="a", two="b")
    moved = apply(desk, move(desk, "one", to("Tue 11:00")))
    assert where(moved, "one") == "Tue 11:00 A"
    swapped = apply(moved, swap(moved, "one", "two"))
    assert where(swapped, "two") == "Tue 11:00 A"
    assert _agendas(moved) == _agendas(swapped) == {"one": ["a"], "two": ["b"]}


@pytest.mark.parametrize("change", [drop, cancel])
def test_the_agenda_of_what_is_not_held_is_gone_until_that_is_undone(change: object) -> None:
    """It is not dealt with at another place by itself; what `hold` brings back has no agenda."""
    desk = _dealing(one="a", two="b")
    gone = apply(desk, change(desk, "one"))  # type: ignore[operator]  # one of the changes
    assert _agendas(gone) == {"two": ["b"]}
    assert _agendas(undo(gone)) == {"one": ["a"], "two": ["b"]}
    assert undo(gone).schedule == desk.schedule
    assert redo(undo(gone)).schedule == gone.schedule
    held = apply(gone, hold(gone, "one"))
    assert _agendas(held) == {"two": ["b"]}


def test_the_search_for_room_gives_an_item_another_agenda() -> None:
    """It has to be dealt with, and the other committee has the time; no session moves for it."""
    desk = _dealing(one="a")
    plain = drop(desk, "one")
    assert "value_lost" in {each.rule for each in plain.consequences.broken}
    roomy = make_room(plain, time_limit=5)
    assert not roomy.consequences.broken
    assert not roomy.others
    after = apply(desk, roomy)
    assert [each.session for each in after.schedule.entries_by_item["a"]] in (["two"], ["plenary"])
    assert _agendas(undo(after)) == {"one": ["a"]}


def test_other_agendas_that_a_command_has_found_become_a_step(tmp_path: Path) -> None:
    """A desk that is opened again has those that it was left with, and takes over others."""
    desk = _dealing(one="a", two="b")
    write(desk.base, tmp_path / "tiny.yaml")
    stored = tmp_path / f"{desk.base.name}.json"
    write_schedule(stored, desk.base, desk.schedule)

    def opened() -> DeskFile:
        return open_desk(tmp_path / "tiny.yaml", solutions=tmp_path)

    file = opened()
    file = file.save(apply(file.desk, move(file.desk, "one", to("Tue 11:00"))))
    assert opened().desk == file.desk
    other = dealing(file.desk.schedule, two="b, a")
    write_schedule(file.programme, file.desk.instance, other)
    after = opened().desk
    assert after.schedule == other
    assert history(after)[-1] == f"Take over {file.programme}: other agendas."
    assert undo(after).schedule == file.desk.schedule
