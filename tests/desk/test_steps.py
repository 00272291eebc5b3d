"""Steps taken back and taken again, without end."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scheduler.desk import (
    DeskState,
    Outcome,
    apply,
    begun,
    cancel,
    drop,
    history,
    move,
    pin,
    redo,
    undo,
)
from scheduler.desk.files import HistoryRecord, bytes_of, record_of, variant_text
from scheduler.desk.steps import with_changes
from scheduler.errors import InputError
from scheduler.sources import fingerprint, read_changes, read_instance
from tests.conference import SEPARATORS, seated, session
from tests.desk.desks import desk, three, to

INSTANCES = Path(__file__).parents[2] / "instances"


def _busy() -> list[DeskState]:
    """Return the states of a desk on which six things were done."""
    states = [three()]
    changes: list[Callable[[DeskState], Outcome]] = [
        lambda now: move(now, "talk", to("Mon 11:00")),
        lambda now: pin(now, "lecture"),
        lambda now: move(now, "talk", to("Tue 14:00"), "B"),
        lambda now: drop(now, "lecture"),
        lambda now: cancel(now, "plenary"),
        lambda now: move(now, "talk", to("Mon 09:00")),
    ]
    for change in changes:
        states.append(apply(states[-1], change(states[-1])))
    return states


def test_every_step_is_taken_back_to_the_letter_and_taken_again() -> None:
    """Programme and variant are those of before, in both directions."""
    states = _busy()
    now = states[-1]
    for before in reversed(states[:-1]):
        now = undo(now)
        assert now.schedule == before.schedule
        assert variant_text(now, "tiny.yaml") == variant_text(before, "tiny.yaml")
    with pytest.raises(InputError, match="no change to undo"):
        undo(now)
    for after in states[1:]:
        now = redo(now)
        assert now.schedule == after.schedule
        assert variant_text(now, "tiny.yaml") == variant_text(after, "tiny.yaml")
    with pytest.raises(InputError, match="no change to redo"):
        redo(now)


def test_a_new_step_forgets_what_was_taken_back() -> None:
    """The history has it no more."""
    now = undo(_busy()[-1])
    after = apply(now, drop(now, "talk"))
    with pytest.raises(InputError, match="no change to redo"):
        redo(after)
    assert history(after)[-2:] == ("Cancel Plenary.", "Leave out Talk.")
    assert history(after)[0] == "Begin."


def test_a_history_is_read_as_it_was_written() -> None:
    """With seats, lines and what was taken back."""
    role = {"id": "all", "title": "All", "people": ["ada"], "at_least": 1}
    with_panel = desk(
        session("talk", panel={"at_most": 1, "roles": [role]}),
        people=[{"id": "ada"}],
        places={"talk": "Mon 09:00 A"},
    )
    taken = seated(with_panel.schedule, talk="ada")
    with_panel = begun(with_panel.base, "tiny-desk", taken, "Begin.")
    for state in (*_busy(), undo(_busy()[-1]), with_panel):
        record = HistoryRecord(
            "tiny.yaml", state.name, state.done, state.steps, "# Mine\n", {"variant": None}
        )
        assert record_of(bytes_of(record).decode(), "tiny.history") == record


@pytest.mark.parametrize("sign", [*SEPARATORS])
def test_a_sign_that_separates_lines_elsewhere_ends_none_in_a_history(sign: str) -> None:
    """A title or a name may have it; a line of a history ends in a line feed alone."""
    record = HistoryRecord(
        "tiny.yaml", "tiny", 1, _busy()[-1].steps, f"# Mine{sign}\n", {}, f"A{sign}B"
    )
    assert record_of(bytes_of(record).decode(), "tiny.history") == record


def test_a_history_that_no_file_can_hold_is_refused_before_it_is_written() -> None:
    """Such as of an instance whose file has a name that is not UTF-8."""
    state = three()
    record = HistoryRecord(
        "\udcff.yaml", state.name, state.done, state.steps, "", {"variant": None}
    )
    with pytest.raises(InputError, match="expected names and texts in UTF-8; nothing was written"):
        bytes_of(record)


@pytest.mark.parametrize("text", ["", "{}", "[]", "{", '{"format": 1}', "null", "1\n2"])
def test_what_is_no_history_is_refused(text: str) -> None:
    """In a sentence."""
    with pytest.raises(InputError, match=r"tiny\.history: is not the history of a desk"):
        record_of(text, "tiny.history")


@pytest.mark.parametrize("name", ["tiny", "agenda", "ministerial-day", "wtdc21-addis"])
def test_a_desk_without_lines_is_the_instance_under_its_name(name: str) -> None:
    """It need not be read anew: what a variant without changes says is the same."""
    base = read_instance(INSTANCES / f"{name}.yaml")
    found = with_changes(base, f"{name}-desk", {})
    assert found == read_changes(base, [], f"{name}-desk")
    assert fingerprint(found) == fingerprint(read_changes(base, [], f"{name}-desk"))
