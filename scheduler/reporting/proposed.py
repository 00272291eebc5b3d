"""What a variant proposes that has no words of its own for it: its wishes, and what goes where."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from scheduler.comparison import Comparison, Programme
from scheduler.comparison.changes import Change, SessionChange, reseated_in_words, room_of
from scheduler.phrases import say
from scheduler.wording import moment

MOST = 10
"""Wishes and sessions that are told of a variant, at most."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a variant proposes, in sentences without a full stop."""

    told: tuple[str, ...] = ()
    left: int = 0
    """How many more there are."""


def proposed_of(
    comparison: Comparison, position: int, wishes: Sequence[str], *, hide_rooms: bool
) -> Proposed:
    """Return what a programme proposes: what was wished, and each session that is not as in the base.

    Sessions at another time come before those in another room, and those of many people before others.
    """
    base, other = comparison.base, comparison.programmes[position]
    hidden = {Change.ROOM} if hide_rooms else set()
    changed = comparison.differences[position - 1].changed
    some = sorted((each for each in changed if each.change not in hidden), key=_importance)
    return shortest(
        [*wishes, *(_with_panel(each, base, other, hide_rooms=hide_rooms) for each in some)]
    )


def shortest(said: Sequence[str]) -> Proposed:
    """Return some of these sentences, if they are many."""
    told = said if len(said) == MOST + 1 else said[:MOST]  # the last one is as short as "1 more"
    return Proposed(tuple(told), len(said) - len(told))


_LATER = (Change.ROOM, Change.PANEL)


def _importance(change: SessionChange) -> tuple[bool, int, str]:
    return change.change in _LATER, -(change.runs[-1].session.attendance or 0), change.session


def _with_panel(
    change: SessionChange, base: Programme, other: Programme, *, hide_rooms: bool
) -> str:
    """Return where a session goes, and who comes onto its panel for whom."""
    panel = "" if None in (change.before, change.after) else reseated_in_words(change, base, other)
    if change.change is Change.PANEL:
        return say("{}: {}", change.title, panel)
    said = _sentence(change, base, other, hide_rooms=hide_rooms)
    return say("{}; {}", said, panel) if panel else said


def _sentence(change: SessionChange, base: Programme, other: Programme, *, hide_rooms: bool) -> str:
    """Return where a session goes: ``Budget: Mon 8 Nov 14:00 → Tue 9 Nov 09:00, Annex``."""
    before, after = change.before, change.after
    if after is None or before is None:
        (run,), programme = change.runs, base if after is None else other
        place = _place(programme, run.start, room_of(programme, run), hide_rooms=hide_rooms)
        return say(
            "{}: {} ({})", change.title, say("left out") if after is None else say("new"), place
        )
    rooms = room_of(base, before), room_of(other, after)
    if change.change is Change.ROOM:
        return say("{}: {} → {}", change.title, rooms[0], rooms[1])
    if before.start == after.start:
        return say("{}: {} min, not {}", change.title, after.minutes, before.minutes)
    start = moment(before.start, base.instance.zone)
    is_same = rooms[0] == rooms[1]
    place = _place(other, after.start, rooms[1], hide_rooms=hide_rooms or is_same)
    return say("{}: {} → {}", change.title, start, place)


def _place(programme: Programme, start: datetime, room: str, *, hide_rooms: bool) -> str:
    when = moment(start, programme.instance.zone)
    return when if hide_rooms else say("{}, {}", when, room)
