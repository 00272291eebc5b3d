"""Previews, kept beside a desk, so that ``--apply`` does exactly what was shown.

A search for room may find another of several equally good results the next time.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from scheduler.desk.files import PREVIEWS, DeskFile, row_of_step, step_of_row
from scheduler.desk.outcomes import Outcome, measure_of, with_room
from scheduler.desk.steps import DeskState, Step
from scheduler.errors import InputError
from scheduler.replanning import Move, Replan, reseatings_of
from scheduler.schedule import Assignment, Schedule
from scheduler.solution import Engine, Search, Solution, Status, Stop
from scheduler.sources import fingerprint
from scheduler.storage import MissingError, UnreadableError, content_of, held, write_atomically

T = TypeVar("T")

FORMAT = 1
"""Version of the format of previews."""
MOST = 20
"""Most previews that are kept."""
LARGEST = 20 * 2**20
"""Most bytes of the file."""

Effort = tuple[float, int, int]
"""How room was searched for: seconds, seed and workers."""


@dataclass(frozen=True, slots=True)
class MadeRoom:
    """Room that a preview has shown."""

    step: Step
    """Changed slots and agendas."""
    at_least: int
    gentlest: bool
    best: bool
    holds: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """A change as it was shown."""

    change: tuple[str, ...]
    """Its command: name and arguments after the instance."""
    state: str
    """Identifies the state of the desk."""
    plain: str
    """Identifies the outcome if no other session moves."""
    effort: Effort | None = None
    """How room was searched for; None if that was stopped early, or there was no need."""
    room: MadeRoom | None = None
    """How room is made; None if that was not found."""

    def is_like(self, other: "Preview") -> bool:
        """Return True if it is the same change on the same desk, however worded."""
        return (self.state, self.plain) == (other.state, other.plain)

    def with_room(self, roomy: Outcome | None, effort: Effort) -> "Preview":
        """Return the preview with the room that a search has found, if any."""
        made = None if roomy is None else roomy.made
        if roomy is None or made is None or made.solution.schedule is None:
            return self
        step = replace(roomy.step, said="", lines={})
        proved = (made.at_least, made.gentlest, made.best, roomy.holds)
        is_whole = made.solution.search.stop is not Stop.INTERRUPTED
        room = MadeRoom(step, *proved)
        return replace(self, effort=effort if is_whole else None, room=room)


def preview_of(change: Sequence[str], plain: Outcome) -> Preview:
    """Return the preview of a change if no other session moves."""
    return Preview(tuple(change), state_of(plain.desk), sign_of(plain))


def shown_of(file: DeskFile, asked: Preview) -> Preview | None:
    """Return the last preview of a change, also of an earlier state of the desk."""
    kept = _read(file.variant.with_suffix(PREVIEWS))
    return next((each for each in kept if each.change == asked.change or each.is_like(asked)), None)


def room_shown(shown: Preview, asked: Preview, plain: Outcome) -> Outcome | None:
    """Return the room that was shown for a change on the same desk, if any."""
    room, desk = shown.room, plain.desk
    if room is None or not shown.is_like(asked):
        return None
    places = _after(desk.places, room.step.places)
    agendas = _after(desk.agendas, room.step.agendas)
    entries = (entry for agenda in agendas.values() for entry in agenda)
    programme = Schedule.of(places.values(), agendas=entries)
    return replace(with_room(plain, _made(plain, room, programme)), holds=room.holds)


def is_as_shown(shown: Preview, asked: Preview, *, make_room: bool) -> bool:
    """Return True if the outcome is still as shown."""
    is_same = shown.room is None or not make_room or shown.state == asked.state
    return is_same and shown.plain == asked.plain


def keep_preview(file: DeskFile, preview: Preview) -> Preview:
    """Store a preview and return it, or an equal one that was stored meanwhile.

    A folder that cannot be written is no error.
    """
    path = file.variant.with_suffix(PREVIEWS)
    with suppress(InputError), held(path):
        kept = _read(path)
        known = next((each for each in kept if each.is_like(preview)), None)
        if known is not None and known.effort is not None and known.effort == preview.effort:
            return known
        _write(path, [preview, *_others(kept, preview)])
    return preview


def state_of(desk: DeskState) -> str:
    """Return an identifier of instance and programme, equal again after undo."""
    whole = Step("", {}, {key: (None, each) for key, each in desk.places.items()}, {})
    agendas = {key: (None, each) for key, each in desk.agendas.items()}
    row = row_of_step(replace(whole, agendas=agendas))
    return _digest([fingerprint(desk.instance), sorted(row["places"].items()), row.get("agendas")])


def sign_of(outcome: Outcome) -> str:
    """Return an identifier of an outcome."""
    step = outcome.step
    row = row_of_step(replace(step, lines={}))
    lines = {
        key: [each and each.change for each in pair] for key, pair in sorted(step.lines.items())
    }
    before, after = measure_of(outcome.desk.evaluation), measure_of(outcome.evaluation)
    costs = [then - now for now, then in zip(before, after, strict=True)]
    broken = [[each.rule, each.finding.message] for each in outcome.consequences.broken]
    is_open = outcome.change.sought is not None
    told = [row["said"], lines, sorted(row["places"].items()), row.get("agendas")]
    return _digest([*told, costs, broken, is_open])


def _digest(told: object) -> str:
    text = json.dumps(told, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _others(kept: Sequence[Preview], preview: Preview) -> list[Preview]:
    return [each for each in kept if each.change != preview.change and not each.is_like(preview)]


def _after(before: Mapping[str, T], pairs: Mapping[str, tuple[T | None, T | None]]) -> dict[str, T]:
    pairs_after = {**before, **{key: after for key, (_, after) in pairs.items()}}
    return {key: each for key, each in pairs_after.items() if each is not None}


def _made(plain: Outcome, room: MadeRoom, programme: Schedule) -> Replan:
    """Return the search for room as it was shown."""
    instance, desk = plain.instance, plain.desk
    begin = desk.schedule if plain.change.sought is not None else plain.schedule
    search = Search(Engine.CP_SAT, 0, 1, 0.0, Stop.LIMIT)
    facts = (instance, fingerprint(instance), Status.FEASIBLE, programme)
    solution = Solution(*facts, None, None, search, {})
    return Replan(
        solution=solution,
        promised=instance,
        moves=tuple(_moves(begin, programme, plain.change.about)),
        panels=tuple(reseatings_of(instance, begin, programme)),
        new=(),
        gone=(),
        told=(),
        unchanged=None,
        at_least=room.at_least,
        gentlest=room.gentlest,
        best=room.best,
    )


def _moves(begin: Schedule, programme: Schedule, about: Collection[str]) -> Iterator[Move]:
    """Yield the moves that a search for room counts, without new sessions of the change."""
    before, after = begin.by_session, programme.by_session
    for session in {**before, **after}:
        here, there = before.get(session), after.get(session)
        is_new = here is None and session in about
        if not is_new and _spot(here) != _spot(there):
            yield Move(session, here, there, ())


def _spot(place: Assignment | None) -> tuple[object, ...] | None:
    return None if place is None else (place.start, place.room)


# The file: a line of JSON for each


def _read(path: Path) -> list[Preview]:
    with suppress(MissingError, UnreadableError, ValueError, KeyError, TypeError, AttributeError):
        rows = map(json.loads, content_of(path, LARGEST).decode().split("\n"))
        return [_preview(row) for row in rows if row["format"] == FORMAT]
    return []


def _write(path: Path, previews: Sequence[Preview]) -> None:
    rows = [json.dumps(_row(each), ensure_ascii=False) for each in previews[:MOST]]
    if rows:
        write_atomically(path, "\n".join(rows).encode())
    else:
        path.unlink(missing_ok=True)


def _row(preview: Preview) -> dict[str, Any]:
    room = preview.room
    return {
        "format": FORMAT,
        "change": preview.change,
        "state": preview.state,
        "plain": preview.plain,
        "effort": preview.effort,
        "room": None if room is None else _room_row(room),
    }


def _room_row(room: MadeRoom) -> dict[str, Any]:
    given = {each.name: getattr(room, each.name) for each in fields(room)}
    return given | {"step": row_of_step(room.step)}


def _preview(row: Mapping[str, Any]) -> Preview:
    room, effort = row["room"], row["effort"]
    return Preview(
        change=tuple(map(str, row["change"])),
        state=str(row["state"]),
        plain=str(row["plain"]),
        effort=None if effort is None else (float(effort[0]), int(effort[1]), int(effort[2])),
        room=None if room is None else MadeRoom(**room | {"step": step_of_row(room["step"])}),
    )
