"""Answers to the page: the state of a desk, prices of slots, effects of changes, and reasons."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from scheduler.catalogue import RULES
from scheduler.desk import (
    Collision,
    DeskState,
    HereReason,
    Outcome,
    PlaceReason,
    Prices,
    Way,
    hours_closed,
    locks_met,
    preferences_of,
    unassigned_in_words,
    weight_broken,
    windows_locked,
    words_of,
)
from scheduler.findings import Judgement, ordered
from scheduler.instance import DAY, DayWindow, Instance, end_of
from scheduler.phrases import say
from scheduler.schedule import Assignment
from scheduler.web.desk.facts import Row, day_row, epoch_minutes
from scheduler.wording import brief_points, chained, moment, name, shortened, worth_of_a_point

MOST_SENT = 400
"""Most findings of a state that are sent; totals count all."""


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
        "worth": worth_of_a_point(evaluation),
        "broken": len(evaluation.forbidden),
        "rules": [
            [rule, total.penalty, total.forbidden]
            for rule, total in sorted(
                evaluation.totals.items(), key=lambda each: (-each[1].forbidden, -each[1].penalty)
            )
        ],
        "findings": [_with_set(desk, each) for each in found[:MOST_SENT]],
        "more": max(0, len(found) - MOST_SENT),
        "steps": [step.said for step in desk.steps],
        "done": desk.done,
        "closed": closed_hours(desk),
        "locked": locked_days(desk),
        "preferences": preferences_of(desk),
        "beyond": [day_row(instance, day) for day in dates_without_hours(desk)],
        "agendas": {
            session: [
                [instance.item_by_id[each.item].title, each.minutes, each.item] for each in entries
            ]
            for session, entries in desk.schedule.agenda_by_session.items()
        },
        "roster": [
            [each.pool, each.team, epoch_minutes(each.start), list(each.sessions)]
            for each in desk.schedule.roster
        ],
    }


def place_of(instance: Instance, place: Assignment) -> list[Any]:
    """Return a slot as start, end and room, in minutes since 1970."""
    session = instance.session_by_id[place.session]
    end = end_of(instance, session, place.start)
    return [epoch_minutes(place.start), epoch_minutes(end), place.room]


def finding_row(judged: Judgement) -> list[Any]:
    """Return a finding as rule, sentence, sessions, and penalty (null: forbidden)."""
    return [judged.rule, judged.finding.message, list(judged.finding.sessions), judged.cost]


def _with_set(desk: DeskState, judged: Judgement) -> list[Any]:
    """Return a finding as a row; of a quota with all its sessions besides, held or not (null: any may be)."""
    instance, row = desk.instance, finding_row(judged)
    if RULES[judged.rule].item != "quota":
        return row
    (quota,) = (each for each in instance.quotas if each.id == judged.finding.item)
    chosen = quota.sessions
    return [*row, None if chosen is None else [each.id for each in instance.selected(chosen)]]


def closed_hours(desk: DeskState) -> Mapping[str, list[tuple[int, ...]]]:
    """Return when rooms are closed with those of their parts and without locks, in minutes since 1970."""
    spans = {each.id: hours_closed(desk, each.id) for each in desk.instance.rooms}
    return {
        room: [tuple(map(epoch_minutes, span)) for span in found]
        for room, found in spans.items()
        if found
    }


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
    last = max((band.end for band in instance.bands_of(day)), default=DAY)
    return any(day in each.days and each.end >= last for each in windows)


KeyOf = Callable[[tuple[Way, ...]], str]
"""Returns the key of ways out."""
SAID = 2
"""Most findings of hard rules in a sentence."""
MOST = 100
"""Most findings in a full list."""
BEST = 5
"""Most slots in the list of best ones."""


def prices_answer(desk: DeskState, number: str, prices: Prices) -> Row:
    """Return the prices of all slots relative to now, by start and then room."""
    forbidden, penalty = prices.barred, prices.penalty
    return {
        "number": number,
        "session": prices.session,
        "starts": [epoch_minutes(each) for each in prices.starts],
        "forbidden": forbidden.ravel().tolist(),
        "penalty": penalty.ravel().tolist(),
        "best": [*_best(desk, prices)],
    }


def _best(desk: DeskState, prices: Prices) -> Iterator[Row]:
    """Yield the best slots at different times, without the present one.

    Slots that break hard rules are listed only if there are no others.
    """
    here = desk.schedule.by_session.get(prices.session)
    rank, barred = prices.rank, prices.barred
    row, column = prices.table.row_of, prices.table.column_of
    found = [(start, room, (row[start], column[room])) for start, room in prices.best(BEST, here)]
    allowed = [each for each in found if not rank[each[2]]]
    for start, room, at in allowed or found:
        yield {
            "start": epoch_minutes(start),
            "room": room,
            "forbidden": int(barred[at]),
            "penalty": int(prices.penalty[at]),
            "where": _where(desk.instance, start, room),
        }


def why_answer(outcome: Outcome) -> Row:
    """Return the effect of a slot, with one sentence that sums it up.

    A slot is forbidden where the session breaks hard rules.
    """
    found = outcome.consequences
    moved = {each.session for each in outcome.moves}.intersection(outcome.change.about)
    breaks = any(moved.intersection(each.finding.sessions) for each in _left(outcome))
    return {
        "sentence": sentence_of(outcome),
        "forbidden": max(1, outcome.worse) if breaks else outcome.worse,
        "penalty": found.difference,
        "broken": [finding_row(each) for each in found.broken[:BEST]],
        "dearer": [finding_row(each) for each in found.dearer[:BEST]],
        "relieved": [finding_row(each) for each in found.relieved[:BEST]],
        "way": list(outcome.displaced),
        "all": _all(outcome),
    }


def here_answer(reason: HereReason) -> Row:
    """Return why a session has its time and room."""
    return {"time": _reason(reason.time), "room": _reason(reason.room)}


def _reason(reason: PlaceReason) -> Row:
    best = reason.best
    return {
        "best": None if best is None else [epoch_minutes(best.start), best.room],
        "penalty": reason.difference,
        "broken": list(reason.broken),
        "decides": reason.decides,
        "relieved": list(reason.relieved),
    }


def _all(outcome: Outcome) -> list[str]:
    """Return all findings, if the sentence has only the first ones."""
    found = outcome.consequences
    if found.broken:
        told = sorted(found.broken, key=lambda each: -weight_broken((each,)))
        return [each.finding.message for each in told[:MOST]] if len(told) > SAID + 1 else []
    some = found.dearer if found.difference > 0 else found.relieved
    return [each.finding.message for each in some[:MOST]] if len(some) > SAID else []


def _left(outcome: Outcome) -> list[Judgement]:
    about = {*outcome.change.about}
    return [
        each for each in outcome.evaluation.forbidden if about.intersection(each.finding.sessions)
    ]


def weighed_answer(outcome: Outcome) -> Row:
    """Return the preview of a change: the effect of its slot, and penalties by rule."""
    gone = {*outcome.change.about}.difference(outcome.instance.session_by_id)
    told = [each.name for each in outcome.told] if gone else []
    return why_answer(outcome) | {
        "said": outcome.step.said,
        "rules": [[rule, *penalties] for rule, penalties in outcome.by_rule.items()],
        "same": outcome.step.is_nothing,
        "left": len(outcome.evaluation.forbidden),
        "told": told,
        "unassigned": [*unassigned_in_words(outcome)],
    }


def sentence_of(outcome: Outcome) -> str:
    """Return one sentence on the effect of a slot."""
    found = outcome.consequences
    new = {(each.rule, each.finding) for each in found.broken}
    left = [each for each in _left(outcome) if (each.rule, each.finding) not in new]
    still = [say("Still broken: {}.", _gravest(left))] if left else []
    if found.broken:
        words = (each.words(outcome.desk.instance) for each in locks_met(outcome))
        locks = (say("{} is locked", each) for each in dict.fromkeys(words))
        return chained([_gravest(found.broken), *locks, *still], ". ")
    before = [*_repairs(outcome), *still]
    if found.difference > 0:
        said = _first(found.dearer)
        costs = say("Costs {} more", brief_points(found.difference))
        return chained([*before, say("{}: {}", costs, said) if said else costs], " ")
    if found.difference < 0:
        said = _first(each for each in found.relieved if each.price is not None)
        saves = say("Saves {}", brief_points(-found.difference))
        saves = say("{}; resolves: {}", saves, said) if said else saves
        return chained([*before, saves], " ")
    return chained(before, " ") or say("Same penalty, and no hard rule is newly broken.")


def _gravest(judgements: Iterable[Judgement]) -> str:
    return _first(sorted(judgements, key=lambda each: -weight_broken((each,))), SAID)


def _first(judgements: Iterable[Judgement], most: int = 1) -> str:
    return chained(shortened([each.finding.message for each in judgements], most), "; ")


def _repairs(outcome: Outcome) -> Iterator[str]:
    """Yield sentences about hard rules that are satisfied again or less broken."""
    left = {(each.rule, each.finding.item) for each in outcome.evaluation.forbidden}
    gone = [each for each in outcome.consequences.relieved if each.price is None]
    for said, is_left in ((say("No longer broken"), False), (say("Less broken"), True)):
        some = [each for each in gone if ((each.rule, each.finding.item) in left) is is_left]
        if some:
            yield say("{}: {}.", said, _first(some))


def chain_row(instance: Instance, outcome: Outcome) -> Row:
    """Return a way of making room: moves, penalty, and who must be notified."""
    known, people = instance.session_by_id, instance.person_by_id
    return {
        "moves": [
            [
                each.session,
                known[each.session].title,
                None if each.before is None else place_of(instance, each.before),
                None if each.after is None else place_of(instance, each.after),
                "" if each.after is None else _where(instance, each.after.start, each.after.room),
            ]
            for each in outcome.moves
        ],
        "panels": [
            [panel.session, known[panel.session].title]
            + [
                [name(people[each]) if each in people else each for each in some]
                for some in (panel.joined, panel.left)
            ]
            for panel in outcome.panels
        ],
        "others": len(outcome.others),
        "penalty": outcome.difference,
        "broken": [finding_row(each) for each in outcome.consequences.broken[:BEST]],
        "told": [[each.group, each.name] for each in outcome.told],
        "rules": [[rule, new - old] for rule, (old, new) in outcome.by_rule.items()],
    }


def conflicts_row(instance: Instance, found: Collision, key_of: KeyOf) -> Row:
    """Return a conflict of hard rules: culprits, sessions, and ways out with keys.

    Ways that suffice together have one key for all of them.
    """
    titles = instance.session_by_id
    return {
        "status": found.status.value,
        "proofs": [each.message for each in found.proofs],
        "together": way_row(found.together, key_of),
        "fewest": found.fewest,
        "least": found.least,
        "given": list(found.given),
        "conflicts": [
            {
                "culprits": [[each.rule, each.words] for each in conflict.culprits],
                "sessions": [[each, titles[each].title] for each in conflict.sessions],
                "ways": [way_row((each,), key_of) for each in conflict.ways[:BEST]],
            }
            for conflict in found.conflicts
        ],
    }


def way_row(ways: tuple[Way, ...], key_of: KeyOf) -> Row:
    """Return the changes of ways out in words, and their key."""
    return {"words": [words_of(each) for each in ways], "key": key_of(ways) if ways else None}


def _where(instance: Instance, start: datetime, room: str) -> str:
    return say("{}, {}", moment(start, instance.zone), name(instance.room_by_id[room]))
