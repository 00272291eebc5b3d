"""Desks of tiny conferences."""

from datetime import datetime
from typing import Any

from scheduler.desk import DeskState, begun
from tests.conference import at, conference, placed, session


def desk(*sessions: dict[str, Any], places: dict[str, str], **tables: Any) -> DeskState:
    """Return the desk of a tiny conference with a programme, on which nothing has been done."""
    instance = conference(*sessions, **tables)
    return begun(instance, "tiny-desk", placed(instance, **places), "Begin.")


def three(**tables: Any) -> DeskState:
    """Return a desk with three sessions, of which one chair has two."""
    return desk(
        session("talk", people={"chair": ["ada"]}),
        session("lecture", people={"chair": ["ada"]}),
        session("plenary", body="plenary"),
        people=[{"id": "ada", "title": "Ada"}],
        bodies=[{"id": "plenary"}],
        places={"talk": "Mon 09:00 A", "lecture": "Mon 10:00 A", "plenary": "Tue 09:00 B"},
        **tables,
    )


def instant(when: str) -> datetime:
    """Return an instant of tiny conferences: ``Mon 09:00``."""
    return at(conference(session("talk")), when)


def to(when: str) -> datetime:
    """Return a start as a goal: ``Mon 09:00``."""
    return instant(when)


def where(of: DeskState, name: str) -> str:
    """Return where a session is: ``Mon 09:00 A``."""
    place = of.schedule.by_session[name]
    return f"{place.start.astimezone(of.instance.zone):%a %H:%M} {place.room}"
