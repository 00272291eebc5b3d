"""For each rule that is hard by default, a conference that cannot keep it, and can keep all others."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from scheduler.instance import Instance
from scheduler.schedule import AgendaEntry, Schedule
from tests.conference import BANDS, band, conference, hours, placed, pool, room, session
from tests.voices import rule_of

Table = dict[str, Any]

ONE_HOUR: Table = hours(band("morning", "09:00", "10:00"), weekdays=["monday"])
"""There is one hour in all, on Monday from 09:00 to 10:00, and there are two rooms."""


@dataclass(frozen=True)
class Broken:
    """A conference that breaks one rule, whatever its schedule."""

    sessions: tuple[Table, ...]
    places: Mapping[str, str]
    """A schedule that breaks that rule and no other hard one."""
    words: tuple[str, ...]
    """What a planner must be told of it: who or what is concerned, and how much it is."""
    tables: Table
    agendas: Mapping[str, str] = field(default_factory=dict)
    """Its agendas: items and their minutes, by session."""

    def schedule(self, instance: Instance) -> Schedule:
        """Return the schedule that breaks the rule."""
        return placed(instance, **self.places).with_agendas(
            AgendaEntry(session, *_item(entry))
            for session, agenda in self.agendas.items()
            for entry in agenda.split(", ")
        )

    def instance(self, **levels: str) -> Instance:
        """Return the conference, with all rules at their defaults but for these levels."""
        levels = {rule_of(name): level for name, level in levels.items()}
        return conference(*self.sessions, levels=levels, **self.tables)


def _item(entry: str) -> tuple[str, int]:
    item, _, minutes = entry.partition(" ")
    return item, int(minutes)


def _alone(place: str, *words: str, tables: Table | None = None, **fields: Any) -> Broken:
    """Return a conference of one session, the opening."""
    one = session("opening", title="Opening ceremony", **fields)
    return Broken((one,), {"opening": place}, ("Opening ceremony", *words), tables or {})


def _at_once(*words: str, tables: Table | None = None, **fields: Any) -> Broken:
    """Return a conference of two alike sessions that there is only one hour for."""
    two = (
        session("budget", title="Budget talks", **fields),
        session("forum", title="Youth forum", **fields),
    )
    places = {"budget": "Mon 09:00 A", "forum": "Mon 09:00 B"}
    return Broken(two, places, ("Budget talks", "Youth forum", *words), ONE_HOUR | (tables or {}))


def _pinned(start: str) -> Table:
    return {"start": f"2021-11-08T{start}[Africa/Addis_Ababa]", "room": "A"}


def _kind(**fields: Any) -> list[Table]:
    return [{"id": "meeting", **fields}]


_HOURS = {
    "outside_hours": _alone("Mon 09:00 A", "60 min", duration=240),  # a morning has 180
    "outside_window": _alone(
        "Mon 09:00 A",
        "30 min",  # 60 - 30
        windows=[{"days": ["2021-11-08"], "from": "09:00", "to": "09:30"}],
    ),
    "outside_bound_hours first_days": _alone(
        "Tue 14:00 A",
        "60 min",
        tables={
            "day_profiles": [
                {"id": "first", "dates": ["2021-11-08"], "bands": BANDS[:1]},
                {"id": "second", "dates": ["2021-11-09"], "bands": BANDS[1:2]},
            ],
            "kinds": _kind(bands=["afternoon"], first_days=1),
        },
    ),
    "outside_bound_hours official": _alone(
        "Mon 18:00 A",
        "60 min",
        tables={"kinds": _kind(bands=["evening"], official_hours_only=True)},
    ),
    "pin_broken": Broken(
        (
            session("opening", title="Opening ceremony", pin=_pinned("09:00")),
            session("budget", title="Budget talks", pin=_pinned("09:30")),
        ),
        {"opening": "Mon 09:00 A", "budget": "Mon 10:00 A"},
        ("Budget talks", "30 min"),  # 10:30 to 11:00
        {},
    ),
}

_ROOMS = {
    "room_overlap": Broken(
        (session("budget", title="Budget talks"), session("forum", title="Youth forum")),
        {"budget": "Mon 09:00 A", "forum": "Mon 09:00 A"},
        ("Budget talks", "Youth forum", "Africa Hall", "60 min"),
        {**ONE_HOUR, "rooms": [room("A", title="Africa Hall")]},
    ),
    "room_overflow": _alone(
        "Mon 09:00 A",
        "50",  # 150 - 100
        "Africa Hall",
        tables={"rooms": [room("A", title="Africa Hall")]},
        attendance=150,
    ),
    "room_lacks_feature": _alone(
        "Mon 09:00 A",
        "webcast",
        "Africa Hall",
        tables={"rooms": [room("A", title="Africa Hall")]},
        needs=["webcast"],
    ),
    "room_closed": _alone(
        "Mon 09:00 A",
        "60 min",
        "Africa Hall",
        tables={
            "rooms": [
                room("A", title="Africa Hall", closures=[{"days": ["2021-11-08", "2021-11-09"]}])
            ]
        },
    ),
}

_ADA = {"id": "ada", "title": "Minister of Communications"}
_CHAIRED = {"people": {"chair": ["ada"]}}
_SPEAKING = {"people": {"speaker": ["ada"]}}

_PEOPLE = {
    "person_conflict": _at_once(
        "Minister of Communications", "60 min", tables={"people": [_ADA]}, **_CHAIRED
    ),
    "person_unavailable": _alone(
        "Mon 09:00 A",
        "Minister of Communications",
        "60 min",
        tables={
            "people": [
                _ADA | {"available": [{"days": ["2021-11-08"], "from": "18:00", "to": "20:00"}]}
            ]
        },
        **_CHAIRED,
    ),
    "local_night": _alone(
        "Mon 09:00 A",  # 00:00 in Mexico City
        "Minister of Communications",
        "60 min",
        tables={
            **ONE_HOUR,
            "people": [_ADA | {"remote": True, "zone": "America/Mexico_City"}],
        },
        **_SPEAKING,
    ),
}

_COMMITTEE = {"id": "com", "title": "Committee on Objectives"}

_BODIES = {
    "body_conflict": _at_once(
        "Committee on Objectives",
        "60 min",
        tables={"bodies": [_COMMITTEE | {"in_order": False}]},
        body="com",
    ),
    "body_conflict parent": Broken(
        (
            session("budget", title="Budget talks", body="com"),
            session("forum", title="Youth forum", body="adhoc"),
        ),
        {"budget": "Mon 09:00 A", "forum": "Mon 09:00 B"},
        ("Budget talks", "Youth forum", "Committee on Objectives", "60 min"),
        {**ONE_HOUR, "bodies": [_COMMITTEE, {"id": "adhoc", "parent": "com"}]},
    ),
    "order_broken": _at_once(
        "90 min",  # 10:30 - 09:00
        tables={"orders": [{"first": ["budget"], "then": ["forum"], "at_least": 30}]},
    ),
    "run_beside exclusive": Broken(
        (
            session("budget", title="Budget talks"),
            session("forum", title="Youth forum", exclusive=True),
        ),
        {"budget": "Mon 09:00 A", "forum": "Mon 09:00 B"},
        ("Budget talks", "Youth forum", "60 min"),
        ONE_HOUR,
    ),
    "run_beside": _at_once(
        "talks-and-forum",
        "60 min",
        tables={
            "not_beside": [
                {
                    "id": "talks-and-forum",
                    "sessions": {"sessions": ["budget"]},
                    "others": {"sessions": ["forum"]},
                }
            ]
        },
    ),
    "parallel_limit_exceeded": _at_once(
        "one", "60 min", tables={"parallel_limits": [{"id": "one", "at_most": 1}]}
    ),
    "topic_conflict": _at_once("spectrum", "60 min", topics=["spectrum"]),
}

_BOOTHS = [room("A", booths=2), room("B", booths=2)]

_SERVICES = {
    "teams_exceeded": _at_once(
        "English and French",
        "150 min",  # 60, and the gap of 90 after it
        tables={
            "rooms": _BOOTHS,
            "interpretation": [pool("two", title="English and French", languages=["en", "fr"])],
        },
        interpretation="two",
    ),
    "parallel_limit_exceeded resource": _at_once(
        "Remote crews",
        "60 min",
        tables={"resources": [{"id": "crew", "title": "Remote crews", "count": 1}]},
        uses={"crew": 1},
    ),
    "region_unheard": Broken(
        (session("opening"),),
        {"opening": "Mon 09:00 A"},
        ("Africa", "coordination", "needs 1"),
        {"regions": [{"id": "afr", "title": "Africa", "coordination_a_week": 1}]},
    ),
}

_SELECTION = {
    "quota_missed at_most": Broken(
        (session("budget", title="Budget talks"), session("forum", title="Youth forum")),
        {"budget": "Mon 09:00 A", "forum": "Mon 09:00 B"},
        ("Quota talks", "2 sessions are held", "one allowed", "Budget talks, Youth forum"),
        {"quotas": [{"id": "talks", "at_most": 1}]},
    ),
    "quota_missed at_least": Broken(
        (session("opening"),),
        {"opening": "Mon 09:00 A"},
        ("Quota talks", "1 session is held", "two needed"),
        {"quotas": [{"id": "talks", "at_least": 2}]},
    ),
    "region_unheard showcases": Broken(
        (session("opening"),),
        {"opening": "Mon 09:00 A"},
        ("Africa", "needs 1 session with its success stories"),
        {"regions": [{"id": "afr", "title": "Africa", "showcases": 1}]},
    ),
}

_DECIDERS = {"id": "deciders", "title": "Decision-makers", "people": ["ada"]}
_SEATED = [{"id": "minister", "seated_in": {"kinds": ["meeting"]}}]

_PANELS = {
    "panel_size_wrong too_small": _alone(
        "Mon 09:00 A",
        "Decision-makers",
        "needs 2 people, has none",
        tables={"people": [_ADA]},
        panel={"roles": [_DECIDERS | {"at_least": 2}]},
    ),
    "panel_size_wrong too_large": _alone(
        "Mon 09:00 A",
        "Decision-makers",
        "at most 0 allowed",
        tables={"people": [_ADA]},
        panel={"roles": [_DECIDERS | {"at_most": 0}]},
        people={"chair": ["ada"]},
    ),
    "unseated": Broken(
        (session("opening", title="Opening ceremony"),),
        {"opening": "Mon 09:00 A"},
        ("Minister of Communications", "must attend one of 1 session"),
        {"person_classes": _SEATED, "people": [_ADA | {"class": "minister"}]},
    ),
}


def _was(start: str, where: str) -> Table:
    return {"was": {"start": f"2021-11-08T{start}[Africa/Addis_Ababa]", "room": where}}


_STABILITY = {
    "day_not_kept": _alone(
        "Tue 09:00 A",
        "60 min outside its day, Mon 8 Nov",
        windows=[{"days": ["2021-11-09"]}],
        **_was("09:00", "A"),
    ),
    "room_not_kept": _alone(
        "Mon 09:00 A",
        "60 min in A",
        tables={"rooms": [room("A", features=["stage"]), room("B")]},
        needs=["stage"],
        **_was("09:00", "B"),
    ),
    "time_not_kept": Broken(
        (
            session(
                "opening",
                title="Opening ceremony",
                windows=[{"days": ["2021-11-08"], "from": "10:00", "to": "11:00"}],
                **_was("09:00", "A"),
            ),
            session("budget", **_was("10:00", "A")),
            session("forum", **_was("10:00", "B")),
        ),
        {"opening": "Mon 10:00 A", "budget": "Mon 11:00 A", "forum": "Mon 10:00 B"},
        ("Opening ceremony", "60 min outside its own time", "09:00-10:00"),
        {},
    ),
    "frozen_moved": _alone(
        "Tue 09:00 A",
        "60 min",
        "Mon 8 Nov 09:00-10:00",
        tables={
            "published": [
                {"session": "opening", "start": "2021-11-08T09:00[Africa/Addis_Ababa]", "room": "A"}
            ],
            "frozen": [{"days": ["2021-11-08"]}],
        },
        windows=[{"days": ["2021-11-09"]}],
    ),
}


def _items(
    words: tuple[str, ...],
    *items: Table,
    agendas: Mapping[str, str],
    tables: Table | None = None,
    **fields: Any,
) -> Broken:
    """Return a conference of two sessions at once, and what they are to deal with."""
    rows = [{"minutes": 40} | item for item in items]
    two = _at_once(tables={"items": rows, **(tables or {})}, **fields)
    return Broken(two.sessions, two.places, words, two.tables, agendas)


_BUDGET: Table = {"id": "debt", "title": "Debt", "sessions": {"sessions": ["budget"]}}
_FORUM: Table = {"id": "jobs", "title": "Jobs", "sessions": {"sessions": ["forum"]}}
_EACH = {"budget": "debt 40", "forum": "jobs 40"}

_ITEMS = {
    "item_misplaced": _items(
        ("Loans", "Youth forum"),
        _BUDGET,
        _BUDGET | {"id": "loans", "title": "Loans"},  # 40 + 40 > 60
        agendas={"budget": "debt 40", "forum": "loans 40"},
    ),
    "session_overfull": _items(
        ("Budget talks", "80 min, 20 min more"),  # 40 + 40 - 60
        _BUDGET,
        _BUDGET | {"id": "loans", "title": "Loans"},
        agendas={"budget": "debt 40, loans 40"},
    ),
    "too_many_items": _items(
        ("Budget talks", "2 items", "at most 1 allowed"),
        _BUDGET | {"minutes": 10},
        _BUDGET | {"id": "loans", "title": "Loans", "minutes": 10},
        agendas={"budget": "debt 10, loans 10"},
        agenda={"at_most": 1},
    ),
    "order_broken items": _items(
        ("Debt", "Jobs", "60 min too early"),  # 10:00 - 09:00
        _BUDGET,
        _FORUM,
        agendas=_EACH,
        tables={"item_orders": [{"items_first": ["debt"], "items_then": ["jobs"]}]},
    ),
    "item_people_missing person": _items(
        ("Ada", "60 min at once"),
        _BUDGET | {"people": {"expert": ["ada"]}},
        _FORUM | {"people": {"rapporteur": ["ada"]}},
        agendas=_EACH,
        tables={"people": [{"id": "ada", "title": "Ada"}]},
    ),
    "item_people_missing delegation": _items(
        ("Fiji", "(60 min)"),
        _BUDGET | {"proposers": ["fiji"]},
        _FORUM | {"proposers": ["fiji"]},
        agendas=_EACH,
        tables={"delegations": [{"id": "fiji", "title": "Fiji", "size": 1}]},
    ),
    "topic_conflict items": _items(
        ("Topic work", "60 min at once"),
        _BUDGET | {"topics": ["work"]},
        _FORUM | {"topics": ["work"]},
        agendas=_EACH,
    ),
}

_PREPARATION = {
    "room_closed place": _alone(
        "Mon 09:00 A",
        "Addis Ababa is closed on Mon 8 Nov 2021",
        "60 min",
        tables={
            **ONE_HOUR,
            "rooms": [room("A", place="addis"), room("B", place="addis")],
            "places": [{"id": "addis", "title": "Addis Ababa", "closed": ["2021-11-08"]}],
        },
    ),
    "person_conflict travel": Broken(
        (
            session("budget", title="Budget talks", people={"chair": ["ada"]}, pin={"room": "A"}),
            session("forum", title="Youth forum", people={"chair": ["ada"]}, pin={"room": "B"}),
        ),
        {"budget": "Mon 09:00 A", "forum": "Tue 16:00 B"},
        ("Minister of Communications", "Budget talks", "Youth forum", "2 days", "1,800 min"),
        {
            "rooms": [room("A", place="addis"), room("B", place="kigali")],
            "places": [{"id": "addis"}, {"id": "kigali"}],
            "travel_days": 2,
            "people": [{"id": "ada", "title": "Minister of Communications"}],
        },
    ),
    "too_many_items tasks": _alone(
        "Mon 09:00 A",
        "2 tasks",
        "one allowed",
        "Rules of procedure and Funding",
        tables={
            "kinds": _kind(bands=["morning"], tasks_at_most=1),
            "tasks": [
                {"id": "rules", "title": "Rules of procedure", "sessions": ["opening"]},
                {"id": "funding", "title": "Funding", "sessions": ["opening"]},
            ],
        },
    ),
}

BROKEN: Mapping[str, Broken] = {
    **_HOURS,
    **_ROOMS,
    **_PEOPLE,
    **_BODIES,
    **_SERVICES,
    **_SELECTION,
    **_PANELS,
    **_STABILITY,
    **_ITEMS,
    **_PREPARATION,
}
"""By rule."""
