"""Too many minutes at once: persons, bodies, teams, support, limits and whatever else is shared."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from scheduler.engines.domains import Domain
from scheduler.engines.timeline import minutes
from scheduler.evaluation.wording import counted
from scheduler.explanation.energy import Row
from scheduler.explanation.ground import Ground
from scheduler.explanation.packing import Fullness, Hold, Overload
from scheduler.explanation.trouble import Trouble
from scheduler.explanation.wording import asked, between, item_name, listed, nearly, session_names
from scheduler.restrictions import Capacity, Priced, Use


@dataclass(frozen=True)
class Shared:
    """Equal capacities, and whose they are."""

    capacity: Capacity
    owners: tuple[tuple[str, str], ...]
    """Rules and their items, in the order of the catalogue."""


_WHAT: Mapping[str, str] = {
    "person_conflict": "{name} cannot attend everything",
    "body_conflict": "{name} cannot hold all its meetings one after the other",
    "parent_conflict": "The bodies below {name} cannot stay clear of its meetings",
    "exclusive_broken": "Nothing may run beside {name}, yet something has to",
    "parallel_limit_exceeded": "The limit {name} is too low ({most} at once)",
    "topic_conflict": "The sessions of the topic {name} cannot be kept apart",
    "teams_exceeded": "{name}: too few teams ({most}) for all its meetings",
    "support_exceeded": "{name}: too few ({most}) for all that use it",
    "delegation_overstretched": "{name} has {most} in its delegation, and cannot attend all it must",
    "wish_missed": "{name} has {most} in its delegation, and cannot attend all it wishes",
    "audience_overlap": "The audience {name} cannot see everything",
    "theme_conflict": "The sessions of the theme {name} cannot be kept apart",
    "optional_missed": "{name} cannot see everything",
}
_HELP: Mapping[str, str] = {
    "person_conflict": "a longer availability, shorter buffers, or somebody else in one of them",
    "teams_exceeded": "another team, a shorter gap, or a meeting without interpretation",
    "support_exceeded": "more of it, or a session without it",
    "parallel_limit_exceeded": "a higher limit, or more hours",
    "delegation_overstretched": "another member, or fewer sessions that it must attend",
}
_NONE: Mapping[str, tuple[str, str]] = {
    "teams_exceeded": ("there is no team", "a team, or meetings without interpretation"),
    "support_exceeded": ("there is none", "more of it, or a session without it"),
}
"""What is told where there is nothing to share, and what helps where there is too little for one."""
_BESIDE = frozenset({"parent_conflict", "exclusive_broken"})
"""Rules whose loads are a device: only the minutes too many mean something."""
_WISHES = frozenset(
    {"delegation_overstretched", "wish_missed", "audience_overlap", "optional_missed"}
)
"""Rules that say what people wish to see, if they have a price."""
FULL = 0.9
"""From this share on, what is shared is nearly used up."""
_COUNTED = frozenset(
    {"person_conflict", "teams_exceeded", "support_exceeded", "delegation_overstretched"}
)
"""Rules whose fullness is worth a warning."""


def overloads(ground: Ground) -> Iterator[Trouble]:
    """Yield the hard capacities that are asked for too much, each at its worst; or nearly so."""
    for shared in _shared(ground.hard):
        never = _never(ground, shared)
        row = _row(shared.capacity, ground.left)
        if never is not None:
            yield never
        if row is None or never is not None:
            continue
        found = row.overload()
        if found is not None:
            yield _trouble(ground, shared, found, certain=True)
        elif shared.owners[0][0] in _COUNTED and (share := row.fullness()).share > FULL:
            yield _nearly_full(ground, shared, share)


def unmet_wishes(ground: Ground) -> Iterator[Trouble]:
    """Yield whose wishes cannot all be met, whatever the programme."""
    priced = (p for p in ground.problem.priced if p.price is not None and p.rule in _WISHES)
    for shared in _shared(priced):
        row = _row(shared.capacity, ground.left)
        found = None if row is None else row.overload(packing=False)
        if found is not None:
            yield _trouble(ground, shared, found, certain=False)


def _shared(priced: Iterable[Priced]) -> Iterator[Shared]:
    """Yield the capacities that hold in any room, equal ones once."""
    equal: dict[object, list[tuple[Priced, Capacity]]] = {}
    for each in priced:
        capacity = each.restriction
        if isinstance(capacity, Capacity) and capacity.rooms is None:
            uses = frozenset((u.session, u.load, u.before, u.after, u.rooms) for u in capacity.uses)
            equal.setdefault((uses, capacity.at_most), []).append((each, capacity))
    for group in equal.values():
        owners = tuple((each.rule, capacity.item) for each, capacity in group)
        yield Shared(group[0][1], owners)


def _row(capacity: Capacity, domains: Mapping[str, Domain]) -> Row | None:
    """Return what a capacity's sessions hold, those left out that have no place, or count in some rooms."""
    uses = [use for use in capacity.uses if use.session in domains and use.rooms is None]
    holds = [_hold(use, domains[use.session]) for use in uses]
    return Row(holds, capacity.at_most) if holds else None


def _hold(use: Use, domain: Domain) -> Hold:
    before, after = minutes(use.before), minutes(use.after)
    length = before + domain.duration + after
    return Hold(use.session, use.load, domain.starts - before, length)


def _trouble(ground: Ground, shared: Shared, found: Overload, *, certain: bool) -> Trouble:
    rules = tuple(dict.fromkeys(rule for rule, _ in shared.owners))
    return Trouble(_message(ground, shared, found), certain, found.sessions, rules)


def _never(ground: Ground, shared: Shared) -> Trouble | None:
    """Return the trouble of sessions that need more than there ever is, or something of nothing."""
    (rule, item), most = shared.owners[0], shared.capacity.at_most
    uses = [u for u in shared.capacity.uses if u.load > most and u.session in ground.left]
    if rule not in _NONE or not uses:
        return None
    what, help_ = _NONE[rule]
    who, sessions = item_name(ground.instance, rule, item), tuple(use.session for use in uses)
    if most:
        needs = [f"{session_names(ground.instance, [u.session])} needs {u.load:,}" for u in uses]
        said = f"{listed(needs)}; there {'are' if most > 1 else 'is'} {most:,} in all"
    else:
        asks = counted(len(uses), "session needs one", "sessions need one")
        said = f"{what}, and {asks}: {session_names(ground.instance, sessions)}"
    rules = tuple(dict.fromkeys(rule for rule, _ in shared.owners))
    message = f"{who}: {said}. What may help: {help_}."
    return Trouble(message, certain=True, sessions=sessions, rules=rules)


def _message(ground: Ground, shared: Shared, found: Overload) -> str:
    instance = ground.instance
    rule, item = shared.owners[0]
    words = _WHAT.get(rule, f"{rule}, {{name}}").format(
        name=item_name(instance, rule, item), most=f"{shared.capacity.at_most:,}"
    )
    when = between(instance, ground.timeline, found.since, found.until)
    names = session_names(instance, found.sessions)
    if rule in _BESIDE and not found.whole:
        need = f"at least {found.excess:,} min run at the same time"
    else:
        need = asked(found) + _measure(shared.capacity)
    text = f"{words}: from {when}, {need}. Sessions: {names}."
    return f"{text} What may help: {_HELP[rule]}." if rule in _HELP else text


def _measure(capacity: Capacity) -> str:
    """Say that buffers, gaps or changeovers count, where there are any."""
    around = any(use.before or use.after for use in capacity.uses)
    return " (time before and after included)" if around else ""


def _nearly_full(ground: Ground, shared: Shared, full: Fullness) -> Trouble:
    rule, item = shared.owners[0]
    who = item_name(ground.instance, rule, item)
    message = f"{who}: {nearly(ground.instance, ground.timeline, full)}"
    return Trouble(message, certain=False, sessions=full.sessions, rules=(rule,))
