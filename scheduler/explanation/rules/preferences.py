"""Voices of preferences, and of what is better not in one half-day."""

from collections.abc import Iterator

from scheduler.evaluation.wanted import preferred
from scheduler.explanation.prohibitions import Case
from scheduler.explanation.remedies import Remedy, Violation
from scheduler.explanation.rules.voice import Voice, row
from scheduler.instance import Instance, Preference, remade
from scheduler.phrases import say


def _preference(instance: Instance, id_: str) -> Preference:
    return next(each for each in instance.preferences if each.id == id_)


def _asks(instance: Instance, id_: str) -> str:
    """Say who is wanted where, or not wanted."""
    return preferred(instance, _preference(instance, id_))


def _without(violation: Violation) -> Iterator[Remedy]:
    """Give the preference up."""
    wanted = _asks(violation.instance, violation.item)
    left = tuple(e for e in violation.instance.preferences if e.id != violation.item)
    yield from _changed(
        violation, "preferences", left, say("give up the preference that {}", wanted)
    )


def _together(violation: Violation) -> Iterator[Remedy]:
    """Give the separation up."""
    left = tuple(e for e in violation.instance.not_beside if e.id != violation.item)
    yield from _changed(
        violation, "not_beside", left, say("give up the separation {}", violation.item)
    )


def _changed(violation: Violation, table: str, rows: object, words: str) -> Iterator[Remedy]:
    try:
        changed = remade(violation.instance, **{table: rows})
    except ValueError:  # a level that names it
        return
    yield Remedy(words, (table, violation.item), changed, violation.schedule)


def _cause(_: Case, item: str) -> str:
    return f"the preference {item} is hard"


preference_missed = Voice(
    asks=_asks,
    where=row("preferences"),
    cure=_without,
    cause=_cause,
    helps="another preference, or a level for it that is not hard",
    counts=lambda instance: (each.id for each in instance.preferences),
)
half_day_shared = Voice(
    asks=lambda _, separation: say(
        "what the separation {} keeps apart is not in different rooms in one half-day", separation
    ),
    where=row("not_beside"),
    cure=_together,
    counts=lambda instance: (each.id for each in instance.not_beside if each.by == "half_day"),
)
