"""An instance with other pins: the same as one that is validated anew, or none where a pin does not fit."""

from typing import Any

import pytest

from scheduler.instance import Pin, remade, with_pins
from tests.conference import at, conference, session


@pytest.mark.parametrize(
    ("pin", "fits"),
    [
        ({"start": "Mon 09:00"}, True),
        ({"start": "Tue 11:00"}, True),  # until the end of its window
        ({"start": "Tue 11:15"}, False),
        ({"start": "Tue 11:01"}, False),  # off the grid
        ({"room": "B"}, True),
        ({"room": "Z"}, False),
        ({"start": "Mon 09:00", "room": "Z"}, False),
        (None, True),
    ],
)
def test_pins_are_looked_at_as_by_a_validation(pin: dict[str, Any] | None, fits: bool) -> None:
    """Nothing else is, since all else is as it was; what is looked up is looked up anew."""
    windows = [{"days": ["2021-11-08", "2021-11-09"], "to": "12:00"}]
    before = conference(session("s", windows=windows, pin={"room": "A"}), session("t"))
    assert before.session_by_id["s"].pin == Pin(room="A")
    given = dict(pin or {})
    if "start" in given:
        given["start"] = at(before, given["start"])
    made = Pin(**given) if pin is not None else None
    sessions = tuple(remade(each, pin=made) if each.id == "s" else each for each in before.sessions)
    found = with_pins(before, {"s": made})
    if not fits:
        assert found is None
        with pytest.raises(ValueError, match="pin"):
            remade(before, sessions=sessions)
        return
    assert found == remade(before, sessions=sessions)
    assert found.model_dump() == remade(before, sessions=sessions).model_dump()
    assert found.session_by_id["s"].pin == made
