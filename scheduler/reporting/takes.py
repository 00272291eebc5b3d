"""What a programme takes: hours, days, interpretation and rooms."""

from collections.abc import Iterator, Sequence
from datetime import date

from scheduler.comparison import Comparison, Programme
from scheduler.comparison.sheets import number_text
from scheduler.instance import Instance, InterpretationPool, Room, dates_of, spans_of
from scheduler.phrases import say
from scheduler.wording import counted, day_text, joined, listed, name

DAYS = 2
"""Days that are named, at most."""
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
        yield counted(_teams(comparison.base.instance), "interpretation team")


def differing(comparison: Comparison, position: int) -> Iterator[str]:
    """Yield of what a programme takes more or less than the base."""
    for values, said in _figures(comparison, position):
        value, base = values[position], values[0]
        change = 0.0 if value is None or base is None else round(value - base, 2)
        if change:
            yield say(said, number_text(change, signed=True))
    base_facts, facts = comparison.base.facts, comparison.programmes[position].facts
    yield from teams(base_facts, facts)
    yield from rooms(base_facts, facts)


def _figures(
    comparison: Comparison, position: int = 0
) -> Iterator[tuple[Sequence[float | None], str]]:
    """Yield what programmes take; of one that is not the base nothing in which it differs by chance."""
    by_id = {each.indicator.id: each for each in comparison.indicators}
    for id_, said in _COSTS:
        row = by_id.get(id_)
        is_chance = position and row is not None and row.ranges[position].differs is False
        if row is not None and any(row.values) and not is_chance:
            yield row.values, said
    rosters = [_half_days(each) for each in comparison.programmes]
    if all(map(all, rosters)) and not (position and _overlap(rosters[0], rosters[position])):
        yield [own[0] for own in rosters], "{} interpreter half-day|{} interpreter half-days"


def _half_days(programme: Programme) -> list[int]:
    """Return the half-days of interpretation teams, in a programme and in what other searches found."""
    return [len(each.roster) for each in (programme.schedule, *programme.others)]


def _overlap(one: Sequence[int], other: Sequence[int]) -> bool:
    """Tell whether numbers of several searches each say nothing, as those of one are between the other's."""
    is_known = len(one) > 1 and len(other) > 1
    return is_known and min(one) <= max(other) and min(other) <= max(one)


def teams(base: Instance, other: Instance) -> Iterator[str]:
    """Yield how many interpretation teams there are more or less."""
    more = _teams(other) - _teams(base)
    if more:
        said = number_text(more, signed=True)
        yield say("{} interpretation team|{} interpretation teams", said)
    days = _days_of_teams(other) - _days_of_teams(base)
    if days - more * len(
        other.working_dates
    ):  # of teams that are there every day nothing more is said
        said = number_text(days, signed=True)
        yield say("{} day of an interpretation team|{} days of an interpretation team", said)


def _teams(instance: Instance) -> int:
    """Return how many teams there are, of each pool on the day on which most are."""
    return sum(most_teams(instance, each) for each in instance.interpretation)


def most_teams(instance: Instance, pool: InterpretationPool) -> int:
    """Return how many teams of a pool are there on the day on which most are."""
    return max((pool.teams_on(day) for day in instance.working_dates), default=pool.teams)


def _days_of_teams(instance: Instance) -> int:
    """Return on how many days teams are there, each team counted by itself."""
    pools = instance.interpretation
    return sum(each.teams_on(day) for each in pools for day in instance.working_dates)


def _closed(instance: Instance, room: Room) -> set[date]:
    """Return the days on which a room is closed, for some hours or all day."""
    return dates_of(spans_of(room.closures, instance.zone), instance.zone)


def rooms(base: Instance, other: Instance) -> Iterator[str]:
    """Yield which rooms have seats more or less, and what else they offer than now."""
    for room in other.rooms:
        before = base.room_by_id.get(room.id)
        if before is None:
            continue
        more = (room.capacity or 0) - (before.capacity or 0)
        if more and None not in (room.capacity, before.capacity):
            yield say("{} seat in {}|{} seats in {}", number_text(more, signed=True), name(room))
        shut = _closed(other, room) - _closed(base, before)
        if shut:
            yield say(
                "{} closed {}",
                name(room),
                listed([say("on {}", day_text(each)) for each in sorted(shut)])
                if len(shut) <= DAYS
                else say("on {} days", len(shut)),
            )
        new = sorted({*room.features, *room.layouts} - {*before.features, *before.layouts})
        if new:
            yield say("{} with {}", name(room), joined(new))
