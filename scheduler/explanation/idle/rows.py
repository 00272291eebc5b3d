"""Rows that nothing refers to, and fields of rows that have nothing to be about."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from scheduler.explanation.presolve import Presolve
from scheduler.explanation.trouble import Idle
from scheduler.instance import Instance, Session, languages_of, remote_of, selection_of, uses_of

_Referred = Callable[[Instance], Iterable[str | None]]


def _in_sessions(ids: Callable[[Session], Iterable[str | None]]) -> _Referred:
    return lambda instance: chain.from_iterable(map(ids, instance.sessions))


def _in_each(ids: Callable[[Instance, Session], Iterable[str]]) -> _Referred:
    return lambda instance: (id_ for each in instance.sessions for id_ in ids(instance, each))


_USES: Mapping[str, tuple[_Referred, str]] = {
    "resources": (_in_each(uses_of), "no session uses it"),
    "interpretation": (_in_sessions(lambda each: (each.interpretation,)), "it serves no session"),
    "sites": (_in_each(remote_of), "nobody takes part from there"),
    "places": (
        lambda instance: chain(
            (room.place for room in instance.rooms),
            (event.place for event in instance.external_events),
        ),
        "no room is there",
    ),
    "themes": (
        lambda instance: chain.from_iterable(
            each.themes
            for table in (instance.sessions, instance.untimed, instance.items)
            for each in table
        ),
        "no session carries it",
    ),
    "person_classes": (
        lambda instance: chain(
            (person.person_class for person in instance.people),
            *(session.invited.classes for session in instance.sessions),
        ),
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


def languages(presolve: Presolve) -> Iterator[Idle]:
    """Yield the languages of interpretation pools that none of the sessions they serve needs."""
    instance = presolve.instance
    needed: dict[str, set[str]] = {}
    for session in instance.sessions:
        spoken = languages_of(instance, session)
        needed.setdefault(session.interpretation or "", set()).update(spoken)
    for pool in instance.interpretation:
        for position, language in enumerate(pool.languages if pool.id in needed else ()):
            if language not in needed[pool.id]:
                place = ("interpretation", pool.id, "languages", position)
                yield Idle(place, "no session needs it", language)


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


def span_breaks(presolve: Presolve) -> Iterator[Idle]:
    """Yield the kinds, and the sessions, that may run across breaks, and whose bands have none."""
    instance = presolve.instance
    bands = {band.id for profile in instance.day_profiles for band in profile.bands if band.breaks}
    lack = {kind.id for kind in instance.kinds if bands.isdisjoint(kind.bands)}
    why = "no band of this kind has a break"
    for kind in instance.kinds:
        if kind.span_breaks and kind.id in lack:
            yield Idle(("kinds", kind.id, "span_breaks"), why)
    for each in instance.sessions:
        if each.span_breaks and each.kind in lack:
            yield Idle(("sessions", each.id, "span_breaks"), why, "", (each.id,))


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
    used = {site for session in instance.sessions for site in remote_of(instance, session)}
    regions = {site.region for site in instance.sites if site.id in used}
    for region in instance.regions:
        if region.weight != 1 and region.id not in regions:
            yield Idle(("regions", region.id, "weight"), "nobody takes part remotely from there")


_FIELDS = (
    ("delegations", "must"),
    ("delegations", "wishes"),
    ("not_beside", "sessions"),
    ("not_beside", "others"),
    ("preferences", "sessions"),
    ("series", "sessions"),
    ("common_starts", "sessions"),
    ("minimum_loads", "sessions"),
    ("tracks", "sessions"),
    ("feature_wishes", "sessions"),
    ("parallel_limits", "sessions"),
    ("quotas", "sessions"),
    ("contacts", "sessions"),
    ("external_events", "avoided_by"),
    ("external_events", "used_by"),
    ("preparations", "before"),
    ("tasks", "sessions"),
    ("deadlines", "sessions"),
)
"""Fields that select sessions. Of orders and of audiences, more is said elsewhere."""


def empty(presolve: Presolve) -> Iterator[Idle]:
    """Yield the selections that find no session, but for those that say so where none is the default."""
    for table, field in _FIELDS:
        for row in getattr(presolve.instance, table):
            chosen, usual = getattr(row, field), type(row).model_fields[field].default
            is_said = chosen is not None and chosen != usual
            if is_said and not presolve.instance.selected(selection_of(chosen)):
                yield Idle((table, row.id, field), "it selects no session")


def external_events(presolve: Presolve) -> Iterator[Idle]:
    """Yield the events that sessions avoid, and on whose dates there is no day of the conference."""
    first, last = presolve.instance.first_day, presolve.instance.last_day
    for event in presolve.instance.external_events:
        is_avoided = any(names for _, names in event.avoided_by)
        if is_avoided and (event.last < first or event.first > last):
            place = ("external_events", event.id, "avoided_by")
            yield Idle(place, f"it is not between {first} and {last}")


def travel_days(presolve: Presolve) -> Iterator[Idle]:
    """Yield days of travel where nobody goes from one place to another."""
    instance = presolve.instance
    towns = {room.place for room in instance.rooms} - {None}
    if instance.travel_days and len(towns) < 2:
        yield Idle(("travel_days",), "rooms are not in two `places`")


def audiences(presolve: Presolve) -> Iterator[Idle]:
    """Yield the audiences that cannot miss anything."""
    for audience in presolve.instance.audiences:
        if len(presolve.instance.selected(audience.sessions)) < 2:
            yield Idle(("audiences", audience.id), "fewer than two sessions are for this audience")


def quotas(presolve: Presolve) -> Iterator[Idle]:
    """Yield the quotas without a number."""
    for quota in presolve.instance.quotas:
        if not quota.at_least and quota.at_most is None:
            yield Idle(("quotas", quota.id), "it has neither `at_least` nor `at_most`")


def working_days(presolve: Presolve) -> Iterator[Idle]:
    """Yield the orders that count working days, and no days."""
    for position, order in enumerate(presolve.instance.orders):
        if order.working_days and order.days_at_least is None and order.days_at_most is None:
            why = "neither `days_at_least` nor `days_at_most` is given"
            yield Idle(("orders", position, "working_days"), why)
