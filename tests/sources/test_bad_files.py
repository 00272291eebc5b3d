"""Each fault of an instance file, with its line and its words; and what is just allowed."""

from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError
from syrupy.assertion import SnapshotAssertion

from scheduler.sources import read_instance_text
from tests.conference import conference, session
from tests.sources.files import VALID, changed, troubles

FAULTS = yaml.safe_load(Path(__file__).with_name("faults.yaml").read_text(encoding="utf-8"))
ITEM = "items:\n  - {id: report, title: Report, minutes: 30, %s}\n"
TWO = (
    "items:\n  - {id: report, title: Report, minutes: 30, sessions: {sessions: [com1-1]}}\n"
    "  - {id: draft, title: Draft, minutes: 30}\nitem_orders:\n"
)


def test_a_fault_is_told_with_its_line(snapshot: SnapshotAssertion) -> None:
    """Each complaint says line, place, what was found, what was expected, and what may help."""
    told = {
        case: [*troubles(changed(each["old"], each["new"], each.get("of", "tiny")))]
        for case, each in FAULTS.items()
    }
    assert told == snapshot


def test_values_and_what_they_refer_to_are_told_at_once(snapshot: SnapshotAssertion) -> None:
    """In the order of the file; what rows that do not fit are called is known."""
    text = (
        VALID.replace("class: minister", "class: ministre")
        .replace("parts: [north, south]", "parts: [north, sooth]")
        .replace("late_hours: 0.1", "late_hour: 0.1")
    )
    places = [line.partition(": found")[0] for line in troubles(text)]
    assert places == snapshot
    text = text.replace("capacity: 50", "capacity: many")
    text = text.replace("title: Opening", "title: Opening\n    title: Again")
    assert [line.partition(": found")[0] for line in troubles(text)] == snapshot


@pytest.mark.parametrize(
    ("day", "own", "said"),
    [
        (8, "", ""),
        (9, "", 'the `windows` of its kind "meeting"'),
        (9, "    windows: []\n", ""),
        (8, "    windows: [{days: [2021-11-09]}]\n", "its `windows`"),
    ],
)
def test_whose_windows_a_pin_does_not_fit_is_said(day: int, own: str, said: str) -> None:
    """Those of its kind, where it has none of its own; its own replace them."""
    windows = f"windows: [{{days: [2021-11-0{day}]}}]"
    text = changed("    windows: [{days: [2021-11-08]}]\n", own)
    text = text.replace("bands: [morning]}", f"bands: [morning], {windows}}}")
    if not said:
        assert read_instance_text(text.encode(), "x.yaml")
        return
    (line,) = troubles(text)
    assert line == (
        "x.yaml:49: sessions[opening].pin.start: found Monday 2021-11-08 09:00 at the venue, "
        f"expected a start at which its 60 minutes fit into {said}."
    )


def test_what_is_just_allowed_is_no_fault() -> None:
    """On the other side of each edge: a lag of one length, 60 days, a pin at the end of its windows."""
    changed_text = (
        changed("at_least: 30", "at_least: 30, at_most: 30")
        .replace("last_day: 2021-11-09", "last_day: 2022-01-06")  # 23 + 31 + 6 days
        .replace("days: [2021-11-08]", 'days: [2021-11-08], from: "09:00", to: "10:00"')
        .replace("levels:", 'local_hours: {acceptable: {from: "08:00", to: "20:00"}}\nlevels:')
    )
    assert len(read_instance_text(changed_text.encode(), "x.yaml").dates) == 60


def test_an_instance_made_without_a_file_names_the_same_faults(snapshot: SnapshotAssertion) -> None:
    """Rows are named by their id, or counted from 1, as in a file."""
    with pytest.raises(ValidationError) as caught:
        conference(session("a", body="x"), orders=[{"first": ["a"], "then": ["b"]}])
    (error,) = caught.value.errors()
    assert error["msg"].removeprefix("Value error, ").splitlines() == snapshot


def test_a_settled_item_asks_for_nothing() -> None:
    """Neither for a session, nor for an order."""
    settled = TWO.replace("minutes: 30}", "minutes: 30, settled: 100}")
    circle = "  - {items_first: [%s], items_then: [%s]}\n"
    circle = circle % ("report", "draft") + circle % ("draft", "report")
    text = changed("parallel_limits:\n", f"{settled}{circle}parallel_limits:\n")
    read_instance_text(text.encode(), "x.yaml")
    too_long = ITEM.replace("30", "500") % "settled: 100, sessions: {sessions: [opening]}"
    text = changed("parallel_limits:\n", f"{too_long}parallel_limits:\n")
    read_instance_text(text.encode(), "x.yaml")


@pytest.mark.parametrize("minutes", [30, 999])
def test_an_item_that_no_session_may_take_is_read(minutes: int) -> None:
    """All were called off, or it is too long: `check` and `evaluate` say so, and the file is in order."""
    rows = ITEM.replace("30", str(minutes)) % "sessions: {sessions: []}"
    text = changed("parallel_limits:\n", f"{rows}parallel_limits:\n")
    assert read_instance_text(text.encode(), "x.yaml").items
