"""How much the facts leave open around the planted programme: seats, windows, stays, closures."""

from collections.abc import Iterable

from benchmarks.generation.calendar import DAY, Row, clock
from benchmarks.generation.meetings import Meeting
from benchmarks.generation.people import PARTS, Person
from benchmarks.generation.plan import Plan
from benchmarks.generation.sizes import Draws, Wanted
from benchmarks.generation.venue import GRADES, Place

NOON = 13 * 60
"""Minute of the day at which windows are cut."""
SPARE_ROOMS = 0.4
"""Rooms that nothing needs, of those needed, if all is generous."""
DAYS = 5
"""Days that a window is open before and after, if all is generous."""
PORTION = 60
"""Minutes by which somebody comes earlier, and leaves later, than needed."""


def free(plan: Plan, wanted: Wanted) -> None:
    """Say how many people come to each meeting, and when it may take place; close and add rooms."""
    shares = {body: _share(plan.draws, wanted) for body in plan.bodies}
    for meeting in plan.meetings:
        share = shares[meeting.body.id] if meeting.body else _share(plan.draws, wanted)
        meeting.fields["attendance"] = _attendance(meeting, share)
        if "pin" not in meeting.fields:
            _open(plan, meeting, wanted)
    for place in plan.venue.places[1:]:
        if place is plan.venue.places[-1] or plan.draws.happens(0.05 + 0.3 * wanted.tightness):
            _close(plan, place)
    for grade in GRADES:
        rooms = sum(place.grade == grade and not place.parts for place in plan.venue.places)
        for _ in range(wanted.spare(SPARE_ROOMS * rooms) if grade != "hall" else 0):
            plan.venue.build(grade)


def _share(draws: Draws, wanted: Wanted) -> float:
    least, most = 0.35 + 0.4 * wanted.tightness, 0.55 + 0.45 * wanted.tightness
    return least + (most - least) * draws.share()


def _attendance(meeting: Meeting, share: float) -> int:
    seats = meeting.place.seats_in(meeting.fields.get("layout"))
    usual = meeting.body.home.seats if meeting.body and meeting.body.home else seats
    return min(seats, max(2, int(usual * share)))


def _open(plan: Plan, meeting: Meeting, wanted: Wanted) -> None:
    """Give a meeting windows or preferences, or none."""
    if plan.draws.happens(0.1 + 0.6 * wanted.tightness):
        margin = wanted.spare(DAYS)
        days = plan.calendar.dates(meeting.day - margin, meeting.day + margin)
        hours = _half(meeting) if plan.draws.happens(wanted.tightness - 0.2) else {}
        meeting.fields["windows"] = [{"days": days} | hours]
    elif plan.draws.happens(0.15):
        day = plan.draws.one(plan.calendar.weekdays)
        meeting.fields["preferred"] = [{"days": plan.calendar.dates(day, day + 1)}]


def _half(meeting: Meeting) -> Row:
    """Return the half of the day in which a meeting lies, if it lies in one."""
    if meeting.end % DAY <= NOON:
        return {"to": clock(NOON)}
    return {"from": clock(NOON)} if meeting.start % DAY >= NOON else {}


def _close(plan: Plan, place: Place) -> None:
    """Close a room on a day, or half of one, on which nothing holds it; not if there is none."""
    parts = place.parts or (place,)
    held = [hold for part in parts for hold in part.held]
    idle: list[Row] = []
    for day in plan.calendar.weekdays:
        noon = day * DAY + NOON
        halves = (
            (day * DAY, noon, {"to": clock(NOON)}),
            (noon, (day + 1) * DAY, {"from": clock(NOON)}),
        )
        free_halves = [hours for since, until, hours in halves if _is_idle(held, since, until)]
        days = {"days": plan.calendar.dates(day, day)}
        idle += [days] if len(free_halves) == 2 else [days | hours for hours in free_halves]
    if idle:
        place.closures.append(plan.draws.one(idle))


def _is_idle(held: Iterable[tuple[int, int]], since: int, until: int) -> bool:
    return not any(start < until and since < end for start, end in held)


def person_rows(plan: Plan, wanted: Wanted) -> list[Row]:
    """Return the rows of the persons."""
    return [_person(plan, person, wanted) for person in plan.people.persons.values()]


def _person(plan: Plan, person: Person, wanted: Wanted) -> Row:
    part = PARTS[person.part]
    row: Row = {"id": person.id, "title": person.title}
    if part.rank:
        row["class"] = person.part
    if person.exempt:
        row |= {"buffer_before": 0, "buffer_after": 0, "compact": False}
    if person.load:
        row["daily_load"] = person.load
    if person.zone:
        return row | {"remote": True, "zone": person.zone}
    margin = wanted.spare(2)
    if part.days:
        days = plan.calendar.dates(person.first - margin, person.last + margin)
        row["available"] = [{"days": days}]
    elif person.part == "officer" and person.holds and plan.draws.happens(0.4):
        around = PORTION + wanted.spare(2) * DAY
        begins = max(0, min(start for start, _, _ in person.holds) - around)
        ends = max(end for _, end, _ in person.holds) + around
        moments = {"from": plan.calendar.instant(begins), "to": plan.calendar.instant(ends)}
        row["available"] = [moments]
    return row


def class_rows() -> list[Row]:
    """Return the rows of the classes of persons."""
    rows: list[Row] = []
    for part, each in PARTS.items():
        row: Row = {"id": part, "title": each.people, "rank": each.rank}
        others = {"buffer_before": each.before, "buffer_after": each.after, "compact": each.compact}
        if each.rank:
            rows.append(row | {"daily_load": each.load} | {k: v for k, v in others.items() if v})
    return rows
