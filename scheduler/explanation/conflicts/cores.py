"""The core of a conflict: groups and sessions none of which it could do without."""

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.explanation.conflicts.inquiry import Inquiry
from scheduler.explanation.conflicts.nests import nest_of
from scheduler.explanation.conflicts.quickxplain import irreducible
from scheduler.explanation.conflicts.walls import Key
from scheduler.explanation.rules import VOICES
from scheduler.explanation.trouble import Trouble
from scheduler.instance import Instance

FEW = 12
"""Sessions over which every group can be asked about one by one."""
FOR_SESSIONS = 0.3
"""Share of the time that is left in which sessions are left out, or rules of many sessions."""
SEVERAL = 40
"""Sessions over which it is soon found out whether groups collide."""


@dataclass(frozen=True, slots=True)
class Core:
    """Groups that cannot all be kept."""

    keys: tuple[Key, ...]
    """In the order of the problem."""
    sessions: tuple[str, ...]
    """Sessions for which alone they cannot all be kept, in the order of the problem."""
    irreducible: bool
    """Whether it is proved that all but any one of the groups can be kept for these sessions."""


def core_of(
    instance: Instance, inquiry: Inquiry, keys: Sequence[Key], suspects: Sequence[Trouble]
) -> Core | None:
    """Return a core among some groups; None if no proof was found that they collide.

    Parameters
    ----------
    instance
        The conference.
    inquiry
        Answers for its problem.
    keys
        Groups that must be kept.
    suspects
        What is known to be in each other's way, or was; the likeliest first.
    """
    nest = nest_of(instance, inquiry, keys, suspects)
    if nest is None:
        return None
    order = [session for session in inquiry.walls.order if session in nest.sessions]
    blamed = nest.keys if len(order) <= FEW else _by_rules(inquiry, nest.keys, order)
    with inquiry.within(FOR_SESSIONS):
        few = irreducible(order, lambda some: inquiry.collides(blamed, some))
    inquiry.doubtful = False
    core = _smallest(
        inquiry, [key for key in inquiry.walls.touching(few) if key in set(blamed)], few
    )
    alone = irreducible(core, lambda some: _collide_by_themselves(inquiry, some))
    if len(alone) < len(core):
        core, sessions = alone, inquiry.walls.touched(alone)
    else:
        with inquiry.within(FOR_SESSIONS):
            sessions = irreducible(few, lambda some: inquiry.collides(core, some))
    return Core(
        tuple(key for key in inquiry.walls.groups if key in set(core)),
        tuple(each for each in inquiry.walls.order if each in set(sessions)),
        not inquiry.doubtful,
    )


def _by_rules(inquiry: Inquiry, keys: Sequence[Key], sessions: Sequence[str]) -> Sequence[Key]:
    """Return the groups of few rules that collide by themselves over many sessions."""
    rules = sorted(dict.fromkeys(key[0] for key in keys), key=lambda rule: VOICES[rule].ubiquitous)

    def collide(some: Sequence[str]) -> bool:
        return inquiry.collides([key for key in keys if key[0] in some], sessions)

    with inquiry.within(FOR_SESSIONS):
        needed = irreducible(rules, collide)
    return [key for key in keys if key[0] in needed]


def _smallest(inquiry: Inquiry, keys: Sequence[Key], sessions: Sequence[str]) -> list[Key]:
    """Return groups that collide and need each other: the fewer of two such sets."""
    preferred = sorted(keys, key=lambda key: VOICES[key[0]].ubiquitous)
    found = [
        irreducible(ordered, lambda some: inquiry.collides(some, sessions))
        for ordered in (preferred, preferred[::-1])
    ]
    return min(found, key=len)


def _collide_by_themselves(inquiry: Inquiry, keys: Sequence[Key]) -> bool:
    """Tell whether groups collide over all the sessions that they are about, if these are not too many.

    What collides over few sessions only with the help of others may do so without them over more.
    """
    touched = inquiry.walls.touched(keys)
    return len(touched) <= SEVERAL and inquiry.collides(keys, touched)
