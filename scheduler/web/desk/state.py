"""A programme as the page of a desk shows it: places, pins, what is wrong, and what has been done."""

from collections.abc import Mapping
from typing import Any

from scheduler.catalogue import RULES
from scheduler.desk import DeskState, wished
from scheduler.findings import Judgement, ordered
from scheduler.instance import Instance, end_of
from scheduler.schedule import Assignment
from scheduler.web.desk.facts import Row, day_row, epoch_minutes
from scheduler.web.desk.hours import closed_hours, dates_without_hours, locked_days
from scheduler.wording import name

MOST = 400
"""Findings that are shown at most; the totals count all of them."""


def state_of(desk: DeskState, number: str) -> Row:
    """Return all of a programme that may change from step to step."""
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
        "wished": wished(desk),
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
    """Return a place as start, end and room, in minutes since 1970."""
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
