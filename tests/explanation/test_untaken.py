"""A screening names the items that no session may take, or for which none has the time."""

from typing import Any

import pytest

from scheduler.explanation import Trouble, screen
from tests.agendas import item, meeting


def told(*items: dict[str, Any], **tables: Any) -> list[Trouble]:
    """Return what is told of items that no session takes."""
    return [each for each in screen(meeting(*items, **tables)) if "value_lost" in each.rules]


def test_an_item_whose_sessions_are_gone_cannot_be_dealt_with() -> None:
    """That is certain if it has to be."""
    (trouble,) = told(item("aims", sessions={"sessions": []}), item("rest"))
    assert trouble.certain
    assert trouble.place == ("items", "aims", "sessions")
    assert trouble.message == (
        "Aims must be dealt with, and no session that `sessions` names has time for items. "
        "What may help: other `sessions`, or `optional: true`."
    )
    (doubt,) = told(item("aims", sessions={"sessions": []}, optional=True))
    assert not doubt.certain
    levels = {"item_misplaced": 5}
    (soft,) = told(item("aims", sessions={"sessions": []}), levels=levels)
    assert not soft.certain


@pytest.mark.parametrize(
    ("fields", "end"),
    [
        ({"minutes": 61}, "needs 61 minutes, and the longest session that may take it has 60."),
        (
            {"minutes": 200, "shortest": 121, "parts": 2},
            "needs 121 minutes, and the 2 longest sessions that may take it have 120.",
        ),
    ],
)
def test_an_item_that_is_too_long_for_its_sessions(fields: dict[str, Any], end: str) -> None:
    """One minute less fits."""
    (trouble,) = told(item("aims", **fields))
    assert trouble.certain
    assert trouble.message.startswith(f"Aims {end}")
    field = "shortest" if "shortest" in fields else "minutes"
    assert trouble.place == ("items", "aims", field)
    assert told(item("aims", **(fields | {field: fields[field] - 1}))) == []


def test_a_settled_item_needs_no_session() -> None:
    """Nothing of it is left."""
    assert told(item("aims", sessions={"sessions": []}, settled=100)) == []
