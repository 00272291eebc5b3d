"""Pins of an older instance, where a newer programme has the session elsewhere."""

from collections.abc import Sequence
from pathlib import Path

from scheduler.evaluation import evaluate
from scheduler.sources.programmes import Imported
from tests.sources.programmes.test_changes import OLD, imported

COFFEE = ["Coffee break", "Talk", "", "B", "2026-06-11 10:00", "30", "", ""]
LATER = ["Coffee break", "Talk", "", "B", "2026-06-11 11:00", "30", "", ""]


def updated(folder: Path, text: str, *rows: Sequence[str]) -> Imported:
    """Return a newer list over an older one with coffee, whose pin is written otherwise."""
    before = imported(folder, [*OLD, COFFEE])
    pin = 'pin: {start: "2026-06-11T10:00[Europe/Brussels]", room: b}'
    assert pin in before.text
    other = Imported(before.instance, before.schedule, before.text.replace(pin, text or pin), ())
    return imported(folder, rows, other)


def test_a_pin_follows_the_newer_programme(tmp_path: Path) -> None:
    """It was where the older one had the session; so it is no fault of the newer one."""
    found = updated(tmp_path, "", *OLD, LATER)
    (pin,) = [each.pin for each in found.instance.sessions if each.pin]
    assert found.schedule is not None
    assert pin.start == found.schedule.by_session["coffee-break"].start
    assert not evaluate(found.instance, found.schedule).forbidden
    assert (
        "Coffee break: the newer programme has it elsewhere; its `pin` moves with it."
        in found.notes
    )


def test_a_pin_to_another_place_is_a_wish_and_stays(tmp_path: Path) -> None:
    """The older programme did not keep it, either."""
    text = 'pin: {start: "2026-06-11T12:00[Europe/Brussels]"}'
    found = updated(tmp_path, text, *OLD, LATER)
    assert text in found.text
    assert not any("the newer programme has it elsewhere" in each for each in found.notes)


def test_a_pin_stays_where_the_newer_programme_has_it_there(tmp_path: Path) -> None:
    """Nothing is told."""
    found = updated(tmp_path, "", *OLD, COFFEE)
    assert not any("`pin`" in each for each in found.notes)
