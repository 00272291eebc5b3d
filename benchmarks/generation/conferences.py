"""The door of the generation: from what is asked for to an instance file and its planted programme."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from zoneinfo import ZoneInfo

from benchmarks.generation.availability import class_rows, free, person_rows
from benchmarks.generation.calendar import DAY, GRID, Calendar, Row
from benchmarks.generation.events import surround
from benchmarks.generation.meetings import Meeting
from benchmarks.generation.names import COUNTRIES, LARGE, REGIONS, SITES, VENUES, id_of
from benchmarks.generation.negotiations import Spine, negotiate
from benchmarks.generation.plan import HALF_DAY, Plan
from benchmarks.generation.process import body_rows, orders, share_topics
from benchmarks.generation.services import equip, parallel_limits, pools, resources
from benchmarks.generation.sizes import Draws, Sizes, Wanted, shared_out, sizes_of
from benchmarks.generation.venue import WALKS, Venue
from scheduler.schedule import Assignment, Schedule
from scheduler.sources.yaml_text import yaml_of


@dataclass(frozen=True, slots=True)
class Conference:
    """A generated conference."""

    text: str
    """Its instance file."""
    planted: Schedule
    """A programme that keeps every hard rule."""


def generate(wanted: Wanted) -> Conference:
    """Make up a conference: first a programme, then the facts that it keeps.

    Equal arguments give equal bytes, with every version of Python.
    """
    draws = Draws(wanted.seed)
    sizes = sizes_of(wanted.sessions, half_days=wanted.half_days)
    city, zone = draws.one(VENUES)
    calendar = Calendar(ZoneInfo(zone), sizes.weeks)
    venue = Venue(draws, 400 + wanted.sessions * 4 // 5 // 10 * 10)
    plan = Plan(draws, calendar, venue, half_days=wanted.half_days)
    spine = negotiate(plan, sizes)
    surround(plan, sizes, shared_out(wanted.sessions - len(plan.meetings)))
    equip(plan)
    tables = _tables(plan, spine, sizes, wanted, city)
    placed = (
        Assignment(each.id, calendar.moment(each.start).astimezone(UTC), each.place.id)
        for each in plan.meetings
    )
    return Conference(yaml_of(tables, _head(wanted, city)), Schedule.of(placed))


def _head(wanted: Wanted, city: str) -> tuple[str, ...]:
    arguments = (
        f"--sessions {wanted.sessions} --tightness {float(wanted.tightness)} --seed {wanted.seed}"
        + " --half-days" * wanted.half_days
        + " --tracks" * wanted.tracks
    )
    return (
        f"A conference in {city} that does not take place, made up by",
        f"python -m benchmarks.generate {wanted.name}.yaml {arguments}",
        "",
        "A programme was planted first, and the facts laid around it, so there is one that keeps every",
        "hard rule. Tightness 1 leaves no team, room or day more than it needs; 0 is generous.",
        "People are functions, delegations are countries; nothing here says anything about them.",
        "",
    )


def _tables(plan: Plan, spine: Spine, sizes: Sizes, wanted: Wanted, city: str) -> Row:
    """Return all tables, in the order of the format."""
    calendar = plan.calendar
    free(plan, wanted)
    delegations = delegation_rows(plan, sizes, wanted)
    return {
        "format": 1,
        "name": wanted.name,
        "title": f"Conference of {wanted.sessions} sessions, {city}",
        "zone": calendar.zone.key,
        "grid": GRID,
        "first_day": calendar.date(0),
        "last_day": calendar.date(calendar.last),
        "late_after": "18:00",
        "day_profiles": calendar.profiles(kind=HALF_DAY if plan.half_days else ""),
        "kinds": _kinds(plan),
        "prime_time": [{"days": calendar.dates(1, 3), "from": "09:30", "to": "12:30"}],
        "reserve": _reserve(calendar),
        "rooms": [place.row() for place in plan.venue.by_grade()],
        "walks": _walks(plan),
        "interpretation": pools(plan, wanted),
        "resources": resources(plan, wanted),
        "regions": _regions(plan, sizes),
        "sites": [{"id": site, "region": region, "zone": zone} for site, region, zone in SITES],
        "person_classes": class_rows(),
        "people": person_rows(plan, wanted),
        "bodies": body_rows(plan, wanted),
        "adjacent": share_topics(spine, sizes, wanted),
        "orders": orders(plan, spine, wanted),
        "parallel_limits": parallel_limits(plan, wanted),
        "sessions": [meeting.row() for meeting in plan.meetings],
        "delegations": delegations,
        "audiences": audience_rows(plan),
        **({"tracks": track_rows(plan)} if wanted.tracks else {}),
        "levels": _levels(plan, delegations),
        "profiles": _profiles(),
    }


def _kinds(plan: Plan) -> list[Row]:
    return [
        {"id": kind, "title": sort.title, "bands": list(sort.bands), **dict(sort.settings)}
        for kind, sort in plan.kinds.items()
    ]


def _walks(plan: Plan) -> list[Row]:
    buildings = {place.building for place in plan.venue.places}
    return [
        {"between": [one, two], "minutes": way}
        for one, two, way in WALKS
        if {one, two} <= buildings
    ]


def _reserve(calendar: Calendar) -> list[Row]:
    """Return Saturdays, and the last evening but one."""
    saturdays = [day for day in range(calendar.last) if day % 7 == 5]
    evening = (calendar.last - 1) * DAY + 18 * 60
    until = evening + 4 * 60
    last = {"from": calendar.instant(evening), "to": calendar.instant(until)}
    return [*({"days": calendar.dates(day, day)} for day in saturdays), last]


def _regions(plan: Plan, sizes: Sizes) -> list[Row]:
    rows: list[Row] = []
    for region, title, _ in REGIONS:
        meetings = plan.bodies[f"{region}-group"].meetings
        held = [sum(each.day // 7 == week for each in meetings) for week in range(sizes.weeks)]
        rows.append({"id": region, "title": title, "coordination_a_week": min(held)})
    return rows


def _levels(plan: Plan, delegations: list[Row]) -> Mapping[str, object]:
    """Return levels: small delegations can attend all they must, and who chairs can walk in time."""
    small = {row["id"]: "hard" for row in delegations if row["size"] <= SMALL}
    chairs = {body: f"chair-{body.removesuffix('-group')}" for body in plan.bodies}
    walkers = {chair: "hard" for chair in chairs.values() if chair in plan.people.persons}
    return {
        "late_hours": 0.1,
        "body_changes_room": 3,
        "room_waste": 0.005,
        "theme_scattered": 0.5,
        "delegation_overstretched": {"level": 0.5, "items": small},
        "walking_time_short": {"level": 1, "items": walkers},
    }


def _profiles() -> Mapping[str, object]:
    off = ("room_waste", "theme_scattered", "not_adjacent", "wish_missed", "audience_overlap")
    return {
        "draft": dict.fromkeys(off, "off"),
        "strict": dict.fromkeys(("walking_time_short", "daily_load_exceeded"), "hard"),
    }


SMALL = 2
"""Members of a delegation that must not be needed in more places than it has members."""


def delegation_rows(plan: Plan, sizes: Sizes, wanted: Wanted) -> list[Row]:
    """Return the rows of the delegations; small ones can attend all they must in the planted programme."""
    themes = plan.themes
    chosen = set(plan.draws.some(COUNTRIES, sizes.countries))
    return [
        _delegation(plan, wanted, themes, country, region)
        for country, region in COUNTRIES
        if (country, region) in chosen
    ]


def _delegation(plan: Plan, wanted: Wanted, themes: list[str], country: str, region: str) -> Row:
    draws = plan.draws
    size = draws.number(7, 15) if country in LARGE else _size(draws)
    must = {"bodies": ["plenary", f"{region}-group"], "sessions": []}
    busy: Counter[int] = Counter()
    for body in must["bodies"]:
        busy.update(_slots(plan.bodies[body].meetings))
    for field, name, meetings in _wanted_by(plan, size, wanted):
        slots = _slots(meetings)
        if size > SMALL or all(busy[slot] + more <= size for slot, more in slots.items()):
            busy.update(slots)
            must[field].append(name)
    wishes = {"themes": draws.some(themes, draws.number(1, 2))}
    if size > 6:
        wishes["kinds"] = ["dialogue"]
    row: Row = {"id": id_of(country), "title": country, "region": region, "size": size}
    return row | {"must": {field: each for field, each in must.items() if each}, "wishes": wishes}


def _size(draws: Draws) -> int:
    return draws.number(1, SMALL) if draws.happens(0.55) else draws.number(3, 6)


def _slots(meetings: Iterable[Meeting]) -> Mapping[int, int]:
    return Counter(number for meeting in meetings for number in meeting.slot.numbers)


def _wanted_by(plan: Plan, size: int, wanted: Wanted) -> Iterator[tuple[str, str, list[Meeting]]]:
    """Yield the bodies and sessions that a delegation of a size would attend, the first ones first."""
    number = min(size, 6) + int(2 * wanted.tightness + 0.5)
    bodies = [body for body in plan.bodies.values() if body.meetings and body.parent]
    committees = [body for body in bodies if body.meetings[0].kind == "committee"]
    groups = [body for body in bodies if body.meetings[0].kind == "ad_hoc"]
    asked = plan.draws.some(committees, number)
    asked += plan.draws.some(groups, number if size > SMALL else 1)
    for body in asked:
        yield "bodies", body.id, body.meetings
    events = [each for each in plan.meetings if each.kind in ("dialogue", "thematic")]
    for meeting in plan.draws.some(events, number):
        yield "sessions", meeting.id, [meeting]


def track_rows(plan: Plan) -> list[Row]:
    """Return a track for each theme that is the first one of a session: all of these sessions."""
    tracks: dict[str, list[str]] = {}
    for meeting in plan.meetings:
        for theme in meeting.fields.get("themes", ())[:1]:
            tracks.setdefault(theme, []).append(meeting.id)
    return [{"id": theme, "sessions": {"sessions": own}} for theme, own in sorted(tracks.items())]


def audience_rows(plan: Plan) -> list[Row]:
    """Return the rows of the audiences: the press, and those with an interest in a theme."""
    press = {"kinds": ["ceremony", "dialogue", "showcase"]}
    rows: list[Row] = [{"id": "press", "title": "Press", "people": 60, "sessions": press}]
    for theme in plan.themes[::2]:
        row: Row = {"id": f"friends-of-{theme}", "title": f"Friends of {theme}"}
        rows.append(row | {"people": plan.draws.number(2, 20) * 5, "sessions": {"themes": [theme]}})
    return rows
