"""The screening of an instance: what cannot work, and what may not, found without a search."""

from collections.abc import Iterator, Sequence

from scheduler.explanation.chains import broken_chains
from scheduler.explanation.doubts import bodiless, switched_off
from scheduler.explanation.ground import Ground, ground_of
from scheduler.explanation.idle import without_effect
from scheduler.explanation.loads import overloads, unmet_wishes
from scheduler.explanation.placements import with_few_places, without_place
from scheduler.explanation.quotas import missed_quotas
from scheduler.explanation.room_sets import overfull_rooms
from scheduler.explanation.rules import VOICES, Stage
from scheduler.explanation.strays import lone_tags, nobody_asks_for, outside_the_dates
from scheduler.explanation.trouble import Trouble
from scheduler.instance import Instance


def screen(instance: Instance) -> tuple[Trouble, ...]:
    """Return what cannot work, the certain first, then what is worth a look.

    What is certain proves that no programme keeps every hard rule. That nothing is certain proves
    nothing.
    """
    ground = ground_of(instance)
    clashes = tuple(_by_rules(ground, Stage.CLASHES))
    fixed = {session for trouble in clashes for session in trouble.sessions}
    chains = tuple(broken_chains(ground))
    found = (
        *without_place(ground),
        *chains,
        *(each for each in overloads(ground) if not _is_told(each, chains)),
        *clashes,
        *(each for each in overfull_rooms(ground) if not fixed.issuperset(each.sessions)),
        *missed_quotas(ground),
        *_by_rules(ground, Stage.SHORTAGES),
        *with_few_places(ground),
        *_by_rules(ground, Stage.DOUBTS),
        *unmet_wishes(ground),
        *outside_the_dates(ground),
        *lone_tags(ground),
        *without_effect(ground),
        *nobody_asks_for(ground),
        *bodiless(ground),
        *_by_rules(ground, Stage.SETTINGS),
        *switched_off(ground),
    )
    return tuple(sorted(found, key=lambda trouble: not trouble.certain))


def _by_rules(ground: Ground, stage: Stage) -> Iterator[Trouble]:
    """Yield what the rules have found out by themselves that is told at a stage."""
    for voice in VOICES.values():
        if voice.screen is not None and voice.screen[0] is stage:
            yield from voice.screen[1](ground)


def _is_told(overload: Trouble, chains: Sequence[Trouble]) -> bool:
    """Tell whether it is only that sessions overlap which, in order, do not fit either."""
    words = [VOICES[rule].sharing for rule in overload.rules]
    sessions = set(overload.sessions)
    in_order = all(each is not None and each.in_order for each in words)
    return in_order and any(sessions.issubset(chain.sessions) for chain in chains)
