"""How much there is in each half-day, or on each day."""

from collections.abc import Iterator

from scheduler.explanation.remedies import Remedy, Violation, cured
from scheduler.explanation.rules.voice import Tally, Voice, row
from scheduler.instance import Instance, minutes_of
from scheduler.wording import listed

_SHARES = (0.75, 0.5, 0.25)
"""Parts of a minimum that are tried instead of it."""


def _enough(instance: Instance, id_: str) -> str:
    load = next(each for each in instance.minimum_loads if each.id == id_)
    where = f"the bands {listed(load.bands)} of each day" if load.bands else "each day"
    return (
        f"{where} should have {minutes_of(load.at_least)} min of sessions at least (minimum {id_})"
    )


def _less(violation: Violation) -> Iterator[Remedy]:
    """Be content with less."""
    instance, id_ = violation.instance, violation.item
    load = next(each for each in instance.minimum_loads if each.id == id_)
    path = ("minimum_loads", id_, "at_least")
    for share in _SHARES:
        least = int(minutes_of(load.at_least) * share)
        if least:
            words = f"be content with {least} min for the minimum {id_}"
            yield cured(violation, words, path, least)


load_missing = Voice(
    asks=_enough,
    where=row("minimum_loads", "at_least"),
    cure=_less,
    tally=Tally(unit="min", helps="a lower minimum, or wider windows"),
)
