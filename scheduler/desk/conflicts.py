"""Conflicts of hard rules at a desk, ways out of them, and the programme that breaks least."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from scheduler.catalogue import name_of
from scheduler.desk.changes import Lines, PlannedChange, fields_set
from scheduler.desk.outcomes import Outcome, adopted, measure_of, weigh
from scheduler.desk.room import changed, demanded
from scheduler.desk.standing import closures_besides_locks
from scheduler.desk.steps import Change, DeskState, taken
from scheduler.errors import InputError, InstanceError
from scheduler.explanation.conflicts import (
    Collision,
    FieldPath,
    Way,
    broken_in,
    collide,
    given_by,
)
from scheduler.instance import Instance
from scheduler.phrases import Capital, say
from scheduler.processes import Call, here
from scheduler.schedule import Schedule
from scheduler.sources import changes_between
from scheduler.wording import chained, counted, item_name, listed

LONGEST = 10.0
"""Time limit in seconds."""


def conflicts_of(
    desk: DeskState,
    stop: threading.Event | None = None,
    call: Call = here,
    *,
    time_limit: float = LONGEST,
) -> tuple[Collision, Outcome | None]:
    """Find the hard rules that cannot all be satisfied at a desk, and ways out.

    Parameters
    ----------
    desk
        The desk.
    stop
        Ignored until the search ends by itself: it cannot be interrupted.
    call
        Carries it out: in this thread, or in a process.
    time_limit
        Time limit in seconds, positive.

    Returns
    -------
    tuple
        The conflicts; and the programme that was found with them, which breaks no hard rule if there are
        none, as a change: None if it breaks no less than what is there, graver rules counting first,
        or more findings.
    """
    found = call(
        _collide,
        stop=stop or threading.Event(),
        given=given_at(desk),
        instance=desk.instance,
        known=desk.schedule,
        time_limit=time_limit,
    )
    if found.schedule is None:
        return found, None
    programme = with_agendas(desk, found.schedule)
    outcome = adopted(desk, say("Apply the programme that breaks least"), programme)
    is_better = measure_of(outcome.evaluation) < measure_of(desk.evaluation)
    is_better &= len(outcome.evaluation.forbidden) <= len(desk.evaluation.forbidden)
    return found, outcome if is_better else None


def conflicts_with(
    outcome: Outcome,
    stop: threading.Event | None = None,
    call: Call = here,
    *,
    time_limit: float = LONGEST,
) -> Collision:
    """Find the hard rules that a change makes impossible to satisfy together, and ways out.

    Parameters
    ----------
    outcome
        The outcome of the change if all others stay; what it asks for is taken as given.
    stop, call, time_limit
        As for `conflicts_of`.
    """
    desk, change, instance = outcome.desk, outcome.change, demanded(outcome)
    asked = changed(desk.instance, outcome.sought)
    asked |= {("sessions", each, field) for each in change.about for field in ("pin", "windows")}
    found = call(
        _collide,
        stop=stop or threading.Event(),
        given=given_at(desk) | given_by(desk.instance, outcome.sought) | asked,
        instance=instance,
        known=outcome.schedule,
        time_limit=time_limit,
    )
    undoes = any(each.path in asked for each in found.together)
    return replace(
        found,
        conflicts=tuple(
            replace(each, ways=tuple(way for way in each.ways if way.path not in asked))
            for each in found.conflicts
        ),
        together=() if undoes else found.together,
    )


def given_at(desk: DeskState) -> frozenset[FieldPath]:
    """Return the paths of the facts that were changed at the desk and are fixed; locks are not."""
    before = desk.base.room_by_id
    locked = {
        ("rooms", each.id, "closures")
        for each in desk.instance.rooms
        if each.id in before and closures_besides_locks(desk, each) == [*before[each.id].closures]
    }
    return given_by(desk.base, desk.instance) - locked


def _collide(
    *,
    stop: threading.Event,
    given: frozenset[FieldPath],
    instance: Instance,
    known: Schedule,
    time_limit: float,
) -> Collision:
    del stop
    return collide(instance, time_limit=time_limit, known=known, given=given)


def way_out(
    desk: DeskState, ways: Sequence[Way], *, found: bool = False, granting: Outcome | None = None
) -> Outcome:
    """Preview a way out of a conflict, or several that suffice together.

    Parameters
    ----------
    desk
        The desk for which they were found; it stays as it is.
    ways
        The last one has the instance after all of them.
    found
        Whether sessions go where the programme has them with which it was tried; else all stay.
    granting
        The change that the conflict is about; it is applied with the ways.

    Raises
    ------
    InputError
        When no line of a variant says what changes.
    """
    last = ways[-1]
    change = PlannedChange("", {}) if granting is None else granting.change
    if found:
        change = change.placed(last.schedule)
    asked = Capital(chained(map(words_of, ways), "; "))
    said = chained([change.said, *map(words_of, ways)], "; ") if granting else asked
    try:
        lines = {**change.lines, **_lines(desk, granting, ways, asked)}
    except InstanceError as error:
        raise InputError(say("{}: {}", said, error)) from error
    outcome = weigh(desk, PlannedChange(said, lines, change.places))
    if broken_in(outcome.instance, last.schedule) != broken_in(last.instance, last.schedule):
        raise InputError(
            say("{}: the desk cannot make this change. Write it into the variant file.", said)
        )
    if not found:
        return outcome
    tried = adopted(desk, said, with_agendas(desk, last.schedule), lines=lines)
    if not tried.moves:
        return tried
    whole = say("{}; {} moved", said, counted(len(tried.moves), "session"))
    return replace(tried, change=replace(tried.change, said=whole))


def words_of(way: Way) -> str:
    """Return a way out in words, a level by its rule and item."""
    if not way.by_level:
        return way.words
    return say(
        "let “{}” be broken for {}, at a penalty",
        say(name_of(way.rule)),
        item_name(way.instance, way.rule, way.item),
    )


def with_agendas(desk: DeskState, programme: Schedule) -> Schedule:
    """Return a programme with the agendas that there are, if it was found without any."""
    if programme.agendas:
        return programme
    return programme.with_agendas(desk.schedule.agendas)


def _lines(desk: DeskState, granting: Outcome | None, ways: Sequence[Way], said: str) -> Lines:
    before, after = desk.instance, ways[-1].instance
    if granting is not None:
        before = demanded(granting)
        desk = taken(desk, granting.step)
    sentences: dict[object, str] = {way.path[:2]: Capital(words_of(way)) for way in ways}
    lines: dict[str, tuple[str, Change] | None] = {}
    for change in changes_between(before, after):
        (kind, fields), *_ = change.items()
        table = next(iter(fields))
        row = next(iter(fields[table]), None) if kind == "change" else None
        sentence = say("{}.", sentences.get((table, row), said))
        if kind == "change" and row is not None:
            ((field, value),) = fields[table][row].items()
            lines |= _given(desk, (table, row, field), value, sentence)
        elif kind == "set_level":
            key = " ".join(("level", fields["rule"], *fields.get("items", ())))
            lines[key] = (sentence, change)
        else:
            lines |= _rows(desk, kind, table, fields[table], sentence)
    return lines


def _given(desk: DeskState, place: tuple[str, str, str], value: Any, sentence: str) -> Lines:
    """Return the lines that set a field of a row, replacing others about it."""
    table, row, field = place
    others = dict.fromkeys(_about(desk, table, row, field))
    added = f"add {table} {row}"
    if table == "sessions" and (row in desk.base.session_by_id or f"add {row}" in desk.lines):
        return {**others, **fields_set(desk, row, sentence, **{field: value})}
    if added in desk.lines:
        (before,) = desk.lines[added].change["add"][table]
        return {added: (desk.lines[added].said, {"add": {table: [{**before, field: value}]}})}
    return {
        **others,
        f"{field} {table} {row}": (sentence, {"change": {table: {row: {field: value}}}}),
    }


def _about(desk: DeskState, table: str, row: str, field: str) -> Iterator[str]:
    """Yield the keys of lines that are about one field of a row alone."""
    for key, line in desk.lines.items():
        ((kind, fields), *_) = line.change.items()
        if kind == "close_room":
            if (table, row, field) == ("rooms", fields["room"], "closures"):
                yield key
        elif kind in ("pin", "unpin"):
            if (table, row, field) == ("sessions", fields["session"], "pin"):
                yield key
        elif kind == "change" and [*fields] == [table] and [*fields[table]] == [row]:
            yield from [key] if [*fields[table][row]] == [field] else ()


def _rows(
    desk: DeskState, kind: str, table: str, rows: Sequence[Mapping[str, Any]] | Any, sentence: str
) -> Lines:
    """Return the lines by which rows come or go, or a setting has another value."""
    if kind == "set":
        return {f"set {table}": (sentence, {"set": {table: rows}})}
    (row,) = rows
    name = row["id"] if isinstance(row, Mapping) and "id" in row else row
    own = f"add {table} {name}"
    if kind == "remove" and own in desk.lines:
        return {own: None}
    word = name if isinstance(name, str) else listed([f"{key} {name[key]}" for key in name])
    return {f"{kind} {table} {word}": (sentence, {kind: {table: [row]}})}
