"""Where a session is to go, and a new one from a line of text.

``Pledges, thematic, 30 min, 60 people, tue 15:00 in Hall`` is such a line.
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from scheduler.errors import InputError
from scheduler.grammar.names import length_of, one_named
from scheduler.grammar.times import (
    CLOCK,
    day_named,
    exact_time,
    moment_named,
    plain,
    speaks_of_time,
    with_clocks,
)
from scheduler.instance import Instance, Role
from scheduler.sources import Identifiers
from scheduler.wording import Named, joined, listed, one_line

_PEOPLE = re.compile(r"(\d+) ?(?:people|personnes|participants)", re.ASCII)
_ROLE = re.compile(rf"({'|'.join(role.value for role in Role)}) (.+)", re.IGNORECASE)
_OWN = frozenset(
    {"id", "title", "pin", "code", "description", "output", "stream", "join", "optional", "value"}
)
"""Fields that a session does not copy from another."""


@dataclass(slots=True)
class SessionDraft:
    """A session that is being read."""

    row: dict[str, Any]
    goal: datetime | date | None = None
    """Its start, or its day."""
    room: str | None = None


def session_draft(instance: Instance, line: str, like: str | None) -> SessionDraft:
    """Return the session that a line describes: its title and other facts, separated by commas.

    Parameters
    ----------
    instance
        The conference.
    line
        The title; then, in any order, kind, length, people, themes, body, persons in roles, time and room.
        Parts that contain commas are in double quotes.
    like
        Id of a session from which it copies what the line leaves out.

    Raises
    ------
    InputError
        When a part is not understood, or kind or length are missing.
    """
    cells = next(csv.reader([one_line(line)], skipinitialspace=True), [])
    title, *parts = [each.strip() for each in cells if each.strip()] or [""]
    if not title:
        raise InputError("LINE: give the title of the session first.")
    ids = Identifiers("session", (each.id for each in (*instance.sessions, *instance.untimed)))
    found = SessionDraft({"id": ids.of(title), "title": title} | _template(instance, like))
    for part in parts:
        _take(instance, found, part)
    if len(instance.kinds) == 1:
        found.row.setdefault("kind", instance.kinds[0].id)
    ways = {"kind": f"its kind ({_titles(instance.kinds)})", "duration": "its length (60 min)"}
    missing = [way for field, way in ways.items() if field not in found.row]
    if missing:
        copied = "it" if len(missing) == 1 else "them"
        raise InputError(
            f"LINE {line}: give {listed(missing)}, or a session to copy {copied} from."
        )
    return found


def _template(instance: Instance, like: str | None) -> dict[str, Any]:
    if like is None:
        return {}
    session = instance.session_by_id[one_named("--like", like, instance.sessions)]
    row: dict[str, Any] = session.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return {key: value for key, value in row.items() if key not in _OWN}


def _take(instance: Instance, found: SessionDraft, part: str) -> None:
    """Read a part of the line, recognised by its form or as an id or title."""
    if (minutes := length_of(plain(part))) is not None:
        found.row["duration"] = minutes
    elif match := _PEOPLE.fullmatch(plain(part)):
        found.row["attendance"] = int(match[1])
    elif match := _ROLE.fullmatch(part):
        role = match[1].lower()
        person = one_named(role, match[2], instance.people)
        found.row.setdefault("people", {}).setdefault(role, []).append(person)
    elif not _named(instance, found, part):
        when, _, where = part.partition(" in ")
        try:
            found.goal = goal_named(instance, when, "LINE")
        except InputError as error:
            if speaks_of_time(when):
                raise
            field, sign, _ = part.partition("=")
            hint = f" Leave out '{field}='." if sign else ""
            raise InputError(
                f"LINE {part}: expected a kind ({_titles(instance.kinds)}), a length (60 min, 2h), people "
                "(80 people), a theme, a body, a person in a role (chair NAME), a room or a time."
                f"{hint}"
            ) from error
        found.room = one_named("LINE", where, instance.rooms) if where else found.room


def _named(instance: Instance, found: SessionDraft, part: str) -> bool:
    """Read a kind, a body, a theme or a room by its id or title; return True if it is one."""
    free = {each for session in instance.sessions for each in session.themes}
    kind, body = _known(instance.kinds, part), _known(instance.bodies, part)
    theme = _known(instance.themes, part) or (part if part in free else None)
    room = _known(instance.rooms, part)
    if kind or body:
        found.row["kind" if kind else "body"] = kind or body
    elif theme:
        found.row["themes"] = [*dict.fromkeys((*found.row.get("themes", ()), theme))]
    elif room:
        found.room = room
    return bool(kind or body or theme or room)


def _known(known: Sequence[Named], text: str) -> str | None:
    wanted = plain(text)
    return next(
        (row.id for row in known if wanted in (plain(row.id), plain(one_line(row.title or "")))),
        None,
    )


def _titles(rows: Sequence[Named]) -> str:
    return joined([one_line(each.title or each.id) for each in rows])


def goal_named(
    instance: Instance, text: str, option: str = "TO", here: datetime | None = None
) -> datetime | date:
    """Return the start or the day that a text names; a time alone is on the present day of the session.

    Raises
    ------
    InputError
        When it is neither, or several days.
    """
    bare = with_clocks(text)
    if here is not None and re.fullmatch(f"(at )?{CLOCK}", bare, re.ASCII):
        bare = f"{here.astimezone(instance.zone).date()} {bare}"
    if exact_time(text) is not None or re.search(r"\d:", bare):
        exact = text if exact_time(text) is not None else bare
        return moment_named(instance, exact, option, inside=True)
    return day_named(instance, bare, option)
