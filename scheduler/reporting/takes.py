"""What a programme takes: hours, days, interpretation and rooms."""

from collections.abc import Iterator, Sequence

from scheduler.comparison import Comparison
from scheduler.comparison.sheets import number_text
from scheduler.instance import Instance
from scheduler.phrases import say
from scheduler.wording import counted, joined, name

_COSTS = (
    ("session_hours", "{} h of sessions"),
    ("days_used", "{} day|{} days"),
    ("interpreted_sessions", "{} interpreted meeting|{} interpreted meetings"),
    ("rooms_used", "{} room|{} rooms"),
)
"""What a programme takes: figures, and how one and several are said."""


def totals(comparison: Comparison) -> Iterator[str]:
    """Yield the hours, days, interpretation and rooms of the base."""
    for values, said in _figures(comparison):
        yield say(said, number_text(values[0]))
    pools = comparison.base.instance.interpretation
    if pools:
        yield counted(sum(each.teams for each in pools), "interpretation team")


def differing(comparison: Comparison, position: int) -> Iterator[str]:
    """Yield of what a programme takes more or less than the base."""
    for values, said in _figures(comparison):
        value, base = values[position], values[0]
        change = 0.0 if value is None or base is None else round(value - base, 2)
        if change:
            yield say(said, number_text(change, signed=True))
    base_facts, facts = comparison.base.instance, comparison.programmes[position].instance
    yield from teams(base_facts, facts)
    yield from rooms(base_facts, facts)


def _figures(comparison: Comparison) -> Iterator[tuple[Sequence[float | None], str]]:
    by_id = {each.indicator.id: each.values for each in comparison.indicators}
    for id_, said in _COSTS:
        if any(by_id.get(id_, ())):
            yield by_id[id_], said
    rosters = [len(each.schedule.roster) for each in comparison.programmes]
    if all(rosters):
        yield rosters, "{} interpreter half-day|{} interpreter half-days"


def teams(base: Instance, other: Instance) -> Iterator[str]:
    """Yield how many interpretation teams there are more or less."""
    before, after = (sum(each.teams for each in which.interpretation) for which in (base, other))
    if before != after:
        said = number_text(after - before, signed=True)
        yield say("{} interpretation team|{} interpretation teams", said)


def rooms(base: Instance, other: Instance) -> Iterator[str]:
    """Yield which rooms have seats more or less, and what else they offer than now."""
    for room in other.rooms:
        before = base.room_by_id.get(room.id)
        if before is None:
            continue
        more = (room.capacity or 0) - (before.capacity or 0)
        if more and None not in (room.capacity, before.capacity):
            yield say("{} seat in {}|{} seats in {}", number_text(more, signed=True), name(room))
        new = sorted({*room.features, *room.layouts} - {*before.features, *before.layouts})
        if new:
            yield say("{} with {}", name(room), joined(new))
