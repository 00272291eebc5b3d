"""The screening of an instance: what cannot work, and what may not, found without a search."""

from collections.abc import Sequence

from scheduler.explanation.chains import broken_chains
from scheduler.explanation.doubts import bodiless, crowded, idle_orders, switched_off
from scheduler.explanation.ground import ground_of
from scheduler.explanation.idle import without_effect
from scheduler.explanation.loads import overloads, unmet_wishes
from scheduler.explanation.placements import with_few_places, without_place
from scheduler.explanation.quotas import missed_quotas
from scheduler.explanation.room_sets import overfull_rooms
from scheduler.explanation.rules.hours.pins import clashing_pins
from scheduler.explanation.rules.panels.roles import empty_chairs, without_seat
from scheduler.explanation.strays import lone_tags, nobody_asks_for, outside_the_dates
from scheduler.explanation.trouble import Trouble
from scheduler.instance import Instance


def screen(instance: Instance) -> tuple[Trouble, ...]:
    """Return what cannot work, the certain first, then what is worth a look.

    What is certain proves that no programme keeps every hard rule. That nothing is certain proves
    nothing.
    """
    ground = ground_of(instance)
    pins = tuple(clashing_pins(ground))
    pinned = {session for trouble in pins for session in trouble.sessions}
    chains = tuple(broken_chains(ground))
    found = (
        *without_place(ground),
        *chains,
        *(each for each in overloads(ground) if not _is_told(each, chains)),
        *pins,
        *(each for each in overfull_rooms(ground) if not pinned.issuperset(each.sessions)),
        *missed_quotas(ground),
        *empty_chairs(ground),
        *without_seat(ground),
        *with_few_places(ground),
        *crowded(ground),
        *unmet_wishes(ground),
        *outside_the_dates(ground),
        *lone_tags(ground),
        *without_effect(ground),
        *nobody_asks_for(ground),
        *bodiless(ground),
        *idle_orders(ground),
        *switched_off(ground),
    )
    return tuple(sorted(found, key=lambda trouble: not trouble.certain))


def _is_told(overload: Trouble, chains: Sequence[Trouble]) -> bool:
    """Tell whether it is only that meetings of a body overlap which, in order, do not fit either."""
    sessions = set(overload.sessions)
    by_body = overload.rules == ("body_conflict",)
    return by_body and any(sessions.issubset(chain.sessions) for chain in chains)
