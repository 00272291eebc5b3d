"""A forum that deals with items, and programmes of it with agendas."""

from itertools import count
from typing import Any

from scheduler.instance import Instance
from scheduler.publishing.records import Release
from scheduler.publishing.release_drafts import draft_release
from tests.agendas import dealing
from tests.conference import placed, session
from tests.publishing.programmes import DAY, FIRST, forum

PAUSED: dict[str, Any] = {
    "day_profiles": [
        {
            "id": "day",
            "weekdays": ["monday", "tuesday"],
            "bands": [
                {
                    "id": "morning",
                    "from": "09:00",
                    "to": "12:30",
                    "breaks": [{"from": "10:00", "to": "10:30", "title": "Coffee"}],
                }
            ],
        }
    ],
    "kinds": [{"id": "meeting", "bands": ["morning"], "span_breaks": True}],
}
"""Mornings with half an hour of coffee inside, which meetings span."""


def itemised(*items: dict[str, Any], **tables: Any) -> Instance:
    """Make a forum of two talks of two hours, on mornings with coffee, that deal with items."""
    talks = [session("talk", duration=120), session("lecture", duration=120)]
    return forum(*tables.pop("sessions", talks), items=[*items], **(PAUSED | tables))


PLACES = {"talk": "Mon 09:00 A", "lecture": "Tue 09:00 B"}


def released(instance: Instance, before: Release | None = None, /, **agendas: str) -> Release:
    """Publish the talk on Monday and the lecture on Tuesday, with agendas; a day after the one before."""
    number = 0 if before is None else before.number
    numbers = count(1 if before is None else len(before.entries) + 1)
    return draft_release(
        instance,
        dealing(placed(instance, **PLACES), **agendas),
        before,
        published=FIRST + number * DAY,
        uids=lambda: f"00000000-0000-4000-8000-{next(numbers):012}",
    )
