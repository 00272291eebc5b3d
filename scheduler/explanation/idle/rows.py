"""Rows that nothing refers to, and fields of rows that have nothing to be about."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from scheduler.explanation.presolve import Presolve
from scheduler.explanation.trouble import Idle
from scheduler.instance import Instance
from scheduler.instance.meetings import Session

_Referred = Callable[[Instance], Iterable[str | None]]


def _in_sessions(ids: Callable[[Session], Iterable[str | None]]) -> _Referred:
    return lambda instance: chain.from_iterable(map(ids, instance.sessions))


_USES: Mapping[str, tuple[_Referred, str]] = {
    "resources": (_in_sessions(lambda each: each.uses), "no session uses it"),
    "interpretation": (_in_sessions(lambda each: (each.interpretation,)), "it serves no session"),
    "sites": (_in_sessions(lambda each: each.remote), "nobody takes part from there"),
    "themes": (_in_sessions(lambda each: each.themes), "no session carries it"),
    "person_classes": (
        lambda instance: (person.person_class for person in instance.people),
        "nobody is of this class",
    ),
}
"""What refers to the rows of a table, and what is missing if nothing does."""


def nothing_refers_to(presolve: Presolve) -> Iterator[Idle]:
    """Yield the rows that nothing refers to."""
    for table, (referred, why) in _USES.items():
        ids = set(referred(presolve.instance))
        for row in getattr(presolve.instance, table):
            if row.id not in ids:
                yield Idle((table, row.id), why)


def late_is_fine(presolve: Presolve) -> Iterator[Idle]:
    """Yield the kinds that may be late, but use no band that lasts so long."""
    instance = presolve.instance
    late = {
        band.id
        for profile in instance.day_profiles
        for band in profile.bands
        if band.end > instance.late_after
    }
    for kind in instance.kinds:
        if kind.late_is_fine and not late.intersection(kind.bands):
            why = "no band of this kind goes beyond `late_after`"
            yield Idle(("kinds", kind.id, "late_is_fine"), why)


def gap(presolve: Presolve) -> Iterator[Idle]:
    """Yield the gaps between meetings of bodies that meet in any order, or once."""
    for body in presolve.instance.bodies:
        meetings = presolve.instance.sessions_by_body.get(body.id, ())
        if body.gap and meetings and not body.in_order:
            yield Idle(("bodies", body.id, "gap"), "its meetings need no order (`in_order: false`)")
        elif body.gap and len(meetings) == 1:
            yield Idle(("bodies", body.id, "gap"), "it meets only once")


def weight(presolve: Presolve) -> Iterator[Idle]:
    """Yield the weights of regions from which nobody takes part remotely."""
    instance = presolve.instance
    used = {site for session in instance.sessions for site in session.remote}
    regions = {site.region for site in instance.sites if site.id in used}
    for region in instance.regions:
        if region.weight != 1 and region.id not in regions:
            yield Idle(("regions", region.id, "weight"), "nobody takes part remotely from there")
