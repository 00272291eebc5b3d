"""Programmes of variants that the base could have as well: what is better in them is no gain."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from scheduler.catalogue import RULES
from scheduler.comparison.concessions import concessions, without_foreign_sessions
from scheduler.comparison.likeness import levels_differ
from scheduler.comparison.programmes import Better, Programme, Value
from scheduler.instance import Instance
from scheduler.phrases import say
from scheduler.wording import points

ALLOWANCE = 0.01
"""Share of the least penalty by which another programme may cost more and count; what searches of the
instance itself have found counts in any case."""
_ABOUT_IT = frozenset({"name", "title", "summary", "agreed_by", "translations"})
"""Fields that say what a conference is called, and what is proposed."""


def alternative_of(base: Programme, other: Programme) -> Programme | None:
    """Return a programme of a variant as one of the base; None if the base would not have it.

    It keeps all hard rules of the base, by the facts of the base, in the sessions that the base knows. If
    levels differ, the variant proposes to weigh rules otherwise: then it counts only at nearly the penalty
    that the base has found. Two programmes of one conference, which differ in pins at most, are a choice
    between these two.
    """
    if _is_one_conference(base.facts, other.facts):
        return None
    held = held_in(base, other)
    if held is None or held.evaluation.forbidden:
        return None
    most = round((1 + ALLOWANCE) * base.evaluation.penalty)
    return held if _weigh_alike(base, other) or held.evaluation.penalty <= most else None


def possible_in_words(base: Programme, other: Programme, alternative: Programme | None) -> str:
    """Say that the base could have the programme of a variant as well, and how; else nothing."""
    held = held_in(base, other)
    if (
        held is None
        or _is_one_conference(base.facts, other.facts)
        or _places(held) == _places(base)
    ):
        return ""
    if alternative is not None:
        adds = len(held.runs) < len(other.runs)
        but = say(
            "Possible in {} as well, but for what it adds: else no gain of the variant.", base.label
        )
        return but if adds else say("Possible in {} as well: no gain of the variant.", base.label)
    if not held.evaluation.forbidden:
        return say("Possible in {} as well: gains come from other priorities.", base.label)
    given_up = concessions(base, other)
    if all(any(each.covers(judged) for each in given_up) for judged in held.evaluation.forbidden):
        return say("Possible in {} as well, if the same rules are given up.", base.label)
    return ""


def notes_on_cheaper(
    programmes: Sequence[Programme], alternatives: Sequence[Programme | None]
) -> Iterator[str]:
    """Yield which programmes of variants would be better for the base than the one it has."""
    base = programmes[0]
    for programme, there in zip(programmes, alternatives, strict=True):
        if there is not None and there.evaluation.penalty < base.evaluation.penalty:
            costs, now = points(there.evaluation.penalty), points(base.evaluation.penalty)
            yield say(
                "{} could have the programme of {} at a penalty of {}, not {}: take it.",
                *(base.label, programme.label, costs, now),
            )


def held_in(base: Programme, other: Programme) -> Programme | None:
    """Return what the base makes of a programme of another conference; None if it fits nothing of it."""
    known = without_foreign_sessions(base.instance, other.schedule)
    return replace(base, schedule=known, others=()) if known.assignments else None


def _weigh_alike(base: Programme, other: Programme) -> bool:
    return not any(levels_differ(base.instance, other.instance, rule) for rule in RULES)


def _places(programme: Programme) -> set[tuple[str, datetime, str]]:
    return {(each.session, each.start, each.room) for each in programme.schedule.assignments}


def _is_one_conference(one: Instance, other: Instance) -> bool:
    """Tell whether two conferences are the same but for what they are called and what is pinned."""
    fields = (each for each in type(one).model_fields if each not in _ABOUT_IT)
    return all(_unpinned(one, each) == _unpinned(other, each) for each in fields)


def _unpinned(instance: Instance, field: str) -> object:
    if field != "sessions":
        return getattr(instance, field)
    return [each.model_copy(update={"pin": None}) for each in instance.sessions]


def has_it_too(
    alternative: Programme | None,
    count: Callable[[Programme], Value],
    better: Better,
    base: Value,
    value: Value,
) -> bool:
    """Tell whether a figure is better than in the base, which could have it as good."""
    if alternative is None or base is None or value is None:
        return False
    there = count(alternative)
    sign = {Better.HIGHER: 1, Better.LOWER: -1, Better.NEITHER: 0}[better]
    return there is not None and sign * (value - base) > 0 and sign * (there - value) >= 0
