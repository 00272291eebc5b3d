"""How much there is in each half-day, or on each day."""

from collections.abc import Iterator

from scheduler.explanation.remedies import Remedy, Violation, cured
from scheduler.explanation.rules.voice import Tally, Voice, row
from scheduler.instance import Instance, minutes_of
from scheduler.phrases import say
from scheduler.wording import listed

_SHARES = (0.75, 0.5, 0.25)
"""Parts of a minimum that are tried instead of it."""


def _enough(instance: Instance, id_: str) -> str:
    load = next(each for each in instance.minimum_loads if each.id == id_)
    where = say("the bands {} of each day", listed(load.bands)) if load.bands else say("each day")
    return say(
        "{} should have {} min of sessions at least (minimum {})",
        where,
        minutes_of(load.at_least),
        id_,
    )


def _less(violation: Violation) -> Iterator[Remedy]:
    """Be content with less."""
    instance, id_ = violation.instance, violation.item
    load = next(each for each in instance.minimum_loads if each.id == id_)
    path = ("minimum_loads", id_, "at_least")
    for share in _SHARES:
        least = int(minutes_of(load.at_least) * share)
        if least:
            words = say("be content with {} min for the minimum {}", least, id_)
            yield cured(violation, words, path, least)


load_missing = Voice(
    asks=_enough,
    where=row("minimum_loads", "at_least"),
    cure=_less,
    tally=Tally(unit="min", helps="a lower minimum, or wider windows"),
)
