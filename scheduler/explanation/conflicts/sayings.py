"""What each rule asks for of one of its items, in words."""

from collections.abc import Callable, Collection, Mapping

from scheduler.evaluation.wording import counted, name, when
from scheduler.explanation.wording import listed, spans_text
from scheduler.instance import Instance
from scheduler.instance.frozen import minutes_of
from scheduler.instance.moments import clock_text, spans_of
from scheduler.instance.participants import Panel, PanelRole
from scheduler.instance.resources import REMOTE, Room

FEW = 4
"""Rooms named one by one."""


def _hours(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    bands = listed(instance.kind_by_id[fact.kind].bands) or "no band"
    lasts = minutes_of(fact.duration)
    return f"{name(fact)} lasts {lasts} min, and its kind, {fact.kind}, may use {bands}"


def _window(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    return f"{name(fact)} may be {spans_text(instance, spans_of(fact.windows, instance.zone))}"


def _preferred(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    spans = spans_text(instance, spans_of(fact.preferred, instance.zone))
    return f"{name(fact)} has its preferred times {spans}"


def _pin(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    pin = fact.pin
    start, room = (pin.start, pin.room) if pin is not None else (None, None)
    at = f" to {when(start, start + fact.duration, instance.zone)}" if start else ""
    where = f" {'in' if at else 'to'} {name(instance.room_by_id[room])}" if room else ""
    return f"{name(fact)} is pinned{at}{where}"


def _frozen(instance: Instance, session: str) -> str:
    fact, published = (
        instance.session_by_id[session],
        instance.published_by_session.get(session),
    )
    if published is None:
        return f"{name(fact)} was not published, and is to stay out of the frozen time"
    end = published.start + fact.duration
    where = f" in {name(instance.room_by_id[published.room])}" if published.room else ""
    panel = ""
    if published.seated is not None and session in instance.pools:
        seated = [name(instance.person_by_id[person]) for person in published.seated]
        panel = f", with {listed(seated) or 'nobody'} seated on its panel"
    return f"{name(fact)} is frozen: {when(published.start, end, instance.zone)}{where}{panel}"


def _first_days(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    days = instance.kind_by_id[fact.kind].first_days or 0
    return f"{name(fact)} is of the kind {fact.kind}, bound to the first {counted(days, 'day')}"


def _official(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    return f"{name(fact)} is of the kind {fact.kind}, bound to the official hours"


def _overlap(instance: Instance, room: str) -> str:
    fact = instance.room_by_id[room]
    after = minutes_of(fact.turnaround)
    held = f", and is held for {after} min after it" if after else ""
    return f"{name(fact)} holds one session at a time{held}"


def _overflow(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    large = [room for room in instance.rooms if room.seats(fact.layout) >= fact.attendance]
    return f"{name(fact)} expects {fact.attendance:,} people, for whom {_which(large)}"


def _which(rooms: Collection[Room]) -> str:
    """Return which rooms are fit, if they are few."""
    if not rooms:
        return "no room has seats"
    if len(rooms) > FEW:
        return f"{len(rooms)} rooms have seats"
    return f"{listed([name(room) for room in rooms])} {'has' if len(rooms) == 1 else 'have'} seats"


def _lacks(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    needs = list(dict.fromkeys((*fact.needs, *([REMOTE] if fact.remote else []))))
    if fact.interpretation is not None:
        languages = len(set(instance.pool_by_id[fact.interpretation].languages))
        needs.append(counted(languages, "booth"))
    if fact.layout is not None:
        needs.append(f"the layout {fact.layout}")
    return f"{name(fact)} needs a room with {listed(needs)}"


def _closed(instance: Instance, room: str) -> str:
    fact = instance.room_by_id[room]
    rooms = [fact, *(instance.room_by_id[part] for part in instance.parts_of(room) if fact.parts)]
    said = [
        f"{name(each)} is closed {spans_text(instance, spans_of(each.closures, instance.zone))}"
        for each in rooms
        if each.closures
    ]
    return ", ".join(said) or f"a part of {name(fact)} is closed"


def _one_at_a_time(instance: Instance, person: str) -> str:
    fact = instance.person_by_id[person]
    before, after = (minutes_of(each) for each in instance.buffers_of(fact))
    sides = ((before, "before"), (after, "after"))
    held = [f"{minutes} min {side}" for minutes, side in sides if minutes]
    more = f", and is held {' and '.join(held)} each" if held else ""
    return f"{name(fact)} attends one session at a time{more}"


def _available(instance: Instance, person: str) -> str:
    fact = instance.person_by_id[person]
    spans = spans_of(fact.available, fact.zone or instance.zone)
    return f"{name(fact)} is available {spans_text(instance, spans)}"


def _night(instance: Instance, person: str) -> str:
    fact, hours = instance.person_by_id[person], instance.local_hours.acceptable
    zone = (fact.zone or instance.zone).key
    awake = f"{clock_text(hours.start)}-{clock_text(hours.end)}"
    return f"{name(fact)} takes part from {zone}, where {awake} is acceptable"


def _limit(instance: Instance, limit: str) -> str:
    fact = next(each for each in instance.parallel_limits if each.id == limit)
    return f"of the limit {limit}, at most {counted(fact.at_most, 'session')} may run at once"


def _teams(instance: Instance, pool: str) -> str:
    fact = instance.pool_by_id[pool]
    gap, longest = minutes_of(fact.gap), minutes_of(fact.longest_meeting)
    return (
        f"{name(fact)} has {counted(fact.teams, 'team')}, each for {fact.meetings_a_day} meetings a "
        f"day and {fact.meetings_a_week} a week of {longest} min at most, with {gap} min between them"
    )


def _support(instance: Instance, resource: str) -> str:
    fact = next(each for each in instance.resources if each.id == resource)
    return f"there {'is' if fact.count == 1 else 'are'} {fact.count} of {name(fact)}"


def _stretched(instance: Instance, delegation: str) -> str:
    fact = next(each for each in instance.delegations if each.id == delegation)
    return f"{name(fact)} has {counted(fact.size, 'member')} for the meetings that it must attend"


def _unheard(instance: Instance, region: str) -> str:
    fact = instance.region_by_id[region]
    needed = counted(fact.coordination_a_week, "coordination meeting")
    return f"{name(fact)} needs {needed} in each week"


def _allowed(instance: Instance, quota: str) -> str:
    fact = next(each for each in instance.quotas if each.id == quota)
    return f"the quota {quota} allows {counted(fact.at_most or 0, 'session')}"


def _needed(instance: Instance, quota: str) -> str:
    fact = next(each for each in instance.quotas if each.id == quota)
    return f"the quota {quota} asks for {counted(fact.at_least, 'session')}"


def _kept(instance: Instance, session: str) -> str:
    return f"{name(instance.session_by_id[session])} is not to be left out, though it is optional"


def _showcases(instance: Instance, region: str) -> str:
    fact = instance.region_by_id[region]
    return f"{name(fact)} needs {counted(fact.showcases, 'session')} that show its success stories"


def _roles(instance: Instance, session: str, *, least: bool) -> str:
    fact = instance.session_by_id[session]
    panel = fact.panel
    asks = list[tuple[str, Panel | PanelRole]]()
    if panel is not None:
        asks = [("in all", panel), *((f"as {name(role)}", role) for role in panel.roles)]
    word = "at least" if least else "at most"
    said = [
        f"{word} {counted(number, 'person', 'people')} {who}"
        for who, each in asks
        if (number := (each.at_least or None) if least else each.at_most) is not None
    ]
    return f"the panel of {name(fact)} has {listed(said)}"


def _seated(instance: Instance, person: str) -> str:
    fact = instance.person_by_id[person]
    chosen = instance.selected(instance.class_of(fact).seated_in)
    return f"{name(fact)} is to be in one of {counted(len(chosen), 'session')}"


def _body(instance: Instance, body: str) -> str:
    return f"{name(instance.body_by_id[body])} holds one meeting at a time"


def _parent(instance: Instance, body: str) -> str:
    return f"no body below {name(instance.body_by_id[body])} meets beside it"


def _exclusive(instance: Instance, session: str) -> str:
    return f"nothing may run beside {name(instance.session_by_id[session])}"


SAID: Mapping[str, Callable[[Instance, str], str]] = {
    "outside_hours": _hours,
    "outside_window": _window,
    "off_preferred_time": _preferred,
    "pin_broken": _pin,
    "frozen_moved": _frozen,
    "dialogue_after_first_days": _first_days,
    "thematic_outside_official_hours": _official,
    "room_overlap": _overlap,
    "room_overflow": _overflow,
    "room_lacks_feature": _lacks,
    "room_closed": _closed,
    "person_conflict": _one_at_a_time,
    "person_unavailable": _available,
    "local_night": _night,
    "body_conflict": _body,
    "parent_conflict": _parent,
    "exclusive_broken": _exclusive,
    "parallel_limit_exceeded": _limit,
    "topic_conflict": lambda _, topic: f"sessions on the topic {topic} are never in parallel",
    "teams_exceeded": _teams,
    "support_exceeded": _support,
    "delegation_overstretched": _stretched,
    "region_unheard": _unheard,
    "too_many_sessions": _allowed,
    "too_few_sessions": _needed,
    "session_dropped": _kept,
    "host_showcase_missing": _showcases,
    "role_missing": lambda instance, session: _roles(instance, session, least=True),
    "panel_too_large": lambda instance, session: _roles(instance, session, least=False),
    "unseated": _seated,
}
"""Words for what a rule asks of one of its items."""
