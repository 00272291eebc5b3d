"""The state of a desk for its page: slots, pins, findings and steps."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from scheduler.catalogue import RULES
from scheduler.desk import DeskState, closures_besides_locks, preferences_of, windows_locked
from scheduler.findings import Judgement, ordered
from scheduler.instance import DAY, DayWindow, Instance, end_of, spans_of
from scheduler.schedule import Assignment
from scheduler.web.desk.facts import Row, day_row, epoch_minutes
from scheduler.wording import name

MOST = 400
"""Most findings that are sent; totals count all."""


def begun_of(desk: DeskState) -> DeskState:
    """Return a desk as it was before the first change."""
    return replace(desk, done=1)


def state_of(desk: DeskState, number: str) -> Row:
    """Return everything that can change from step to step."""
    instance, evaluation = desk.instance, desk.evaluation
    found = ordered(evaluation.judgements)
    return {
        "number": number,
        "places": {each.session: place_of(instance, each) for each in desk.schedule.assignments},
        "pins": {
            each.id: [each.pin.start is not None, each.pin.room is not None]
            for each in instance.sessions
            if each.pin is not None
        },
        "panels": {
            each.session: [[person, name(instance.person_by_id[person])] for person in each.seated]
            for each in desk.schedule.assignments
            if each.seated
        },
        "total": evaluation.penalty,
        "broken": len(evaluation.forbidden),
        "rules": [
            [rule, total.penalty, total.forbidden]
            for rule, total in sorted(
                evaluation.totals.items(), key=lambda each: (-each[1].forbidden, -each[1].penalty)
            )
        ],
        "findings": [_with_set(desk, each) for each in found[:MOST]],
        "more": max(0, len(found) - MOST),
        "steps": [step.said for step in desk.steps],
        "done": desk.done,
        "closed": closed_hours(desk),
        "locked": locked_days(desk),
        "preferences": preferences_of(desk),
        "beyond": [day_row(instance, day) for day in dates_without_hours(desk)],
        "agendas": _agendas(desk),
        "roster": [
            [each.pool, each.team, epoch_minutes(each.start), list(each.sessions)]
            for each in desk.schedule.roster
        ],
    }


def _agendas(desk: DeskState) -> Mapping[str, list[Any]]:
    items = desk.instance.item_by_id
    return {
        session: [[items[each.item].title, each.minutes, each.item] for each in entries]
        for session, entries in desk.schedule.agenda_by_session.items()
    }


def place_of(instance: Instance, place: Assignment) -> list[Any]:
    """Return a slot as start, end and room, in minutes since 1970."""
    session = instance.session_by_id[place.session]
    end = end_of(instance, session, place.start)
    return [epoch_minutes(place.start), epoch_minutes(end), place.room]


def finding_row(judged: Judgement) -> list[Any]:
    """Return a finding as rule, sentence, sessions, and penalty (null: forbidden)."""
    price = None if judged.price is None else judged.penalty
    return [judged.rule, judged.finding.message, list(judged.finding.sessions), price]


def _with_set(desk: DeskState, judged: Judgement) -> list[Any]:
    """Return a finding as a row; of a quota with all its sessions besides, held or not (null: any may be)."""
    instance, row = desk.instance, finding_row(judged)
    if RULES[judged.rule].item != "quota":
        return row
    (quota,) = (each for each in instance.quotas if each.id == judged.finding.item)
    chosen = quota.sessions
    return [*row, None if chosen is None else [each.id for each in instance.selected(chosen)]]


Stretches = list[tuple[int, int]]
"""Spans in minutes since 1970, sorted and disjoint."""


def closed_hours(desk: DeskState) -> Mapping[str, Stretches]:
    """Return the closures of rooms, with those of their parts and without locks."""
    found = {each.id: _joined([*_closures(desk, each.id)]) for each in desk.instance.rooms}
    return {room: stretches for room, stretches in found.items() if stretches}


def _closures(desk: DeskState, room: str) -> Iterator[tuple[int, int]]:
    fact = desk.instance.room_by_id[room]
    closures = closures_besides_locks(desk, fact)
    for start, end in spans_of(closures, desk.instance.zone):
        yield epoch_minutes(start), epoch_minutes(end)
    for part in fact.parts:
        yield from _closures(desk, part)


def dates_without_hours(desk: DeskState) -> list[date]:
    """Return the dates of sessions on which no kind has hours."""
    zone, places = desk.instance.zone, desk.schedule.assignments
    begun = {each.start.astimezone(zone).date() for each in places}
    return sorted(begun.difference(desk.instance.working_dates))


def locked_days(desk: DeskState) -> Mapping[str, list[str]]:
    """Return the dates on which each room is locked to the end of the day's hours."""
    found: dict[str, list[str]] = {}
    locked = {room.id: windows_locked(desk, room.id) for room in desk.instance.rooms}
    for day in (*desk.instance.working_dates, *dates_without_hours(desk)):
        for room, windows in locked.items():
            if _holds(desk.instance, windows, day):
                found.setdefault(room, []).append(day.isoformat())
    return found


def _holds(instance: Instance, windows: Iterable[DayWindow], day: date) -> bool:
    profile = instance.profile_of(day)
    last = max((band.end for band in profile.bands), default=DAY) if profile else DAY
    return any(day in each.days and each.end >= last for each in windows)


def _joined(stretches: Stretches) -> Stretches:
    found: Stretches = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
