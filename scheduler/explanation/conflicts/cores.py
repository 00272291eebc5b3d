"""The core of a conflict: groups and sessions none of which it could do without."""

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.explanation.conflicts.inquiry import Inquiry
from scheduler.explanation.conflicts.nests import nest_of
from scheduler.explanation.conflicts.quickxplain import irreducible
from scheduler.explanation.conflicts.walls import Key
from scheduler.instance import Instance

UBIQUITOUS = ("outside_hours", "thematic_outside_official_hours", "room_overlap")
"""Rules that everything has to do with; if others explain a conflict as well, they do it better."""

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
    instance: Instance, inquiry: Inquiry, keys: Sequence[Key], suspects: Sequence[Sequence[str]]
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
        Sessions that may well be in each other's way, the likeliest first.
    """
    nest = nest_of(instance, inquiry, keys, suspects)
    if nest is None:
        return None
    inquiry.doubtful = False
    order = [session for session in inquiry.walls.problem.durations if session in nest]
    few = irreducible(order, lambda some: inquiry.collides(keys, some))
    touching = [key for key in inquiry.walls.touching(few) if key in set(keys)]
    preferred = sorted(touching, key=lambda key: key[0] in UBIQUITOUS)
    found = [
        irreducible(ordered, lambda some: inquiry.collides(some, few))
        for ordered in (preferred, preferred[::-1])
    ]
    core = min(found, key=len)
    walls = inquiry.walls

    def collide_by_themselves(some: Sequence[Key]) -> bool:
        touched = walls.touched(some)
        return len(touched) <= SEVERAL and inquiry.collides(some, touched)

    # What collides over few sessions only with the help of others may do so without them over more.
    alone = irreducible(core, collide_by_themselves)
    if len(alone) < len(core):
        core, sessions = alone, walls.touched(alone)
    else:
        sessions = irreducible(few, lambda some: inquiry.collides(core, some))
    return Core(
        tuple(key for key in inquiry.walls.groups if key in set(core)),
        tuple(session for session in walls.problem.durations if session in set(sessions)),
        not inquiry.doubtful,
    )
