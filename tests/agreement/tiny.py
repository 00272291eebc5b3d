"""A tiny conference for each rule: so few sessions, starts and rooms that every schedule can be tried.

A rule that counts several things has one for each: `rule part` stands for the rule.

With the rules named by `keep` hard no schedule is without trouble, so that the best one costs something;
without them, some schedule of most conferences is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scheduler.instance import Instance, Level
from tests.conference import WEEK, conference, room, session
from tests.rules.months import lasting
from tests.voices import rule_of

Table = dict[str, Any]

FIRST, SECOND = "2021-11-08", "2021-11-09"
ONE_DAY: Table = {"last_day": FIRST, "grid": 180}
"""Starts at 00:00, 03:00 … 21:00; those at 09:00 and 15:00 are in a band for an hour or two."""
ONE_ROOM: Table = {**ONE_DAY, "rooms": [room("A")]}
"""The same, where rooms do not matter."""
TWO_DAYS: Table = {"grid": 360}
"""Starts at 00:00, 06:00, 12:00 and 18:00 of two days."""
AT_NINE = {"windows": [{"days": [FIRST], "from": "09:00", "to": "11:00"}]}
"""Fields of a session that has one start on ONE_DAY."""


def at(clock: str, *, day: str = FIRST, to: str) -> Table:
    """Describe a session's one window."""
    return {"windows": [{"days": [day], "from": clock, "to": to}]}


@dataclass(frozen=True)
class Tiny:
    """A conference on which a rule can be tried out."""

    sessions: tuple[Table, ...]
    tables: Table
    keep: tuple[str, ...] = ()
    """Rules that are hard beside the one that is tried."""

    def instance(self, rule: str, level: Level, *, kept: bool = True) -> Instance:
        """Return the conference with a level for the rule; with what is hard beside it, or without."""
        rule = rule_of(rule)
        hard = dict.fromkeys(self.keep if kept else (), "hard")
        return conference(*self.sessions, only=rule, levels={rule: level, **hard}, **self.tables)


def _three(*lengths: int, **fields: Any) -> tuple[Table, ...]:
    """Return sessions s1, s2 … of these lengths with the same fields."""
    return tuple(session(f"s{n}", duration=d, **fields) for n, d in enumerate(lengths, 1))


def _chaired(role: str = "chair") -> Table:
    return {"people": {role: ["ada"]}}


_HOURS: Mapping[str, Tiny] = {
    "outside_hours": Tiny(_three(240, 60), ONE_DAY),
    "outside_window": Tiny(
        (
            session("a", duration=120, **at("09:30", to="11:30")),
            session(
                "b",
                windows=[
                    {"days": [FIRST, SECOND], "from": "14:30", "to": "15:30"},
                    *AT_NINE["windows"],
                ],
            ),
        ),
        ONE_DAY,
    ),
    "off_preferred_time": Tiny(
        _three(120, 90, preferred=[{"days": [FIRST], "from": "14:00", "to": "16:00"}]),
        ONE_DAY,
        ("outside_hours",),
    ),
    "off_standard_start": Tiny(
        (session("a", duration=120, **at("09:00", to="17:00")), session("b", **AT_NINE)),
        {
            **ONE_DAY,
            "grid": 90,
            "kinds": [
                {"id": "meeting", "bands": ["morning"], "standard_starts": ["09:30", "14:30"]}
            ],
        },
        ("outside_window",),
    ),
    "late_hours": Tiny(
        _three(120, 180),
        {
            **ONE_DAY,
            "late_after": "19:00",
            "late_steps": [{"from": "20:00", "rate": 3}],
            "kinds": [{"id": "meeting", "bands": ["evening"]}],
        },
        ("outside_hours",),
    ),
    "series_changes_hour": Tiny(
        (
            session("a", **AT_NINE),
            session("b", **at("14:00", to="17:00")),
            session("c", **at("09:00", day=SECOND, to="17:00")),
        ),
        {
            "grid": 180,
            "rooms": [room("A")],
            "series": [
                {"id": "all", "sessions": {"kinds": ["meeting"]}},
                {"id": "two", "sessions": {"sessions": ["a", "b", "c"]}, "waves": 2},
                {"id": "pair", "sessions": {"sessions": ["b", "c"]}},
            ],
        },
        ("outside_window",),
    ),
    "starts_scattered": Tiny(
        (
            session("a", **AT_NINE),
            session("b", **at("10:30", to="12:00")),
            session("c", **at("14:00", to="17:00")),
        ),
        {
            **ONE_ROOM,
            "grid": 90,
            "common_starts": [
                {"id": "all", "sessions": {"kinds": ["meeting"]}},
                {"id": "late", "sessions": {"sessions": ["b", "c"]}, "bands": ["afternoon"]},
                {"id": "two", "sessions": {"kinds": ["meeting"]}, "at_most": 2},
            ],
        },
        ("outside_window",),
    ),
    "load_missing": Tiny(
        _three(60, 120),
        {
            "grid": 300,
            "rooms": [room("A")],
            "minimum_loads": [
                {"id": "half-days", "bands": ["morning", "afternoon"], "at_least": 90},
                {"id": "days", "at_least": 100, "sessions": {"sessions": ["s2"]}, "from": SECOND},
            ],
        },
        ("outside_window",),
    ),
    "outside_bound_hours first_days": Tiny(
        (
            session("a", duration=200),
            session("b", duration=60, **at("00:00", day=SECOND, to="24:00")),
        ),
        {"grid": 360, "kinds": [{"id": "meeting", "bands": ["morning"], "first_days": 1}]},
        ("outside_window",),
    ),
    "outside_bound_hours official": Tiny(
        _three(120, 60),
        {
            **ONE_DAY,
            "kinds": [{"id": "meeting", "bands": ["evening"], "official_hours_only": True}],
        },
        ("outside_hours",),
    ),
    "not_prime_time": Tiny(
        (session("a", duration=90, prime=True), session("b", prime=True)),
        {
            **ONE_DAY,
            "rooms": [room("A", prime=True), room("B")],
            "prime_time": [{"days": [FIRST], "from": "09:00", "to": "10:00"}],
        },
        ("room_overlap",),
    ),
    "pin_broken": Tiny(
        (
            session(
                "a", duration=90, pin={"start": f"{FIRST}T09:00[Africa/Addis_Ababa]", "room": "A"}
            ),
            session("b", duration=200, pin={"start": f"{FIRST}T06:00[Africa/Addis_Ababa]"}),
            session("c", pin={"room": "A"}, **AT_NINE),
        ),
        ONE_DAY,
        ("room_overlap", "outside_window", "person_conflict"),
    ),
    "no_slack": Tiny(
        (session("a", duration=120), session("b", pin={"room": "A"})),
        {
            **ONE_DAY,
            "reserve": [
                {"days": [FIRST], "from": "09:30", "to": "10:30"},
                {"days": [FIRST], "from": "10:00", "to": "16:00"},
            ],
        },
        ("outside_hours",),
    ),
}

_ROOMS: Mapping[str, Tiny] = {
    "room_overlap": Tiny(
        _three(400, 400, 400, attendance=150),
        {
            "last_day": FIRST,
            "grid": 360,
            "rooms": [
                room("A"),
                room("B", turnaround=20),
                room("AB", capacity=200, parts=["A", "B"], turnaround=30),
            ],
        },
        ("room_overflow",),
    ),
    "room_overflow": Tiny(
        (session("a", attendance=150), session("b", attendance=90, layout="boardroom")),
        {**ONE_DAY, "rooms": [room("A", layouts={"boardroom": 40}), room("B", capacity=60)]},
    ),
    "room_lacks_feature": Tiny(
        (
            session(
                "a",
                needs=["webcast", "vip_access"],
                remote={"suva": 3},
                interpretation="two",
                languages=["fr"],
            ),
            session("b", interpretation="two", layout="boardroom"),
        ),
        {
            **ONE_DAY,
            "rooms": [
                room("A", features=["webcast"], booths=2),
                room("B", features=["remote"], layouts={"boardroom": 40}),
            ],
            "regions": [{"id": "asp"}],
            "sites": [{"id": "suva", "region": "asp", "zone": "Pacific/Fiji"}],
            "interpretation": [
                {"id": "two", "languages": ["en", "fr"], "counts": "meetings", "teams": 2}
            ],
        },
    ),
    "room_closed": Tiny(
        _three(150, 60),
        {
            **ONE_DAY,
            "rooms": [
                room("A", closures=[{"days": [FIRST], "from": "10:00", "to": "10:30"}]),
                room(
                    "B",
                    closures=[{"days": [FIRST], "to": "09:30"}, {"days": [FIRST], "from": "15:15"}],
                ),
                room(
                    "AB",
                    parts=["A", "B"],
                    closures=[{"days": [FIRST], "from": "09:00", "to": "10:10"}],
                ),
            ],
        },
        ("outside_hours",),
    ),
    "room_waste": Tiny(
        (session("a", attendance=30), session("b", attendance=150, layout="boardroom")),
        {**ONE_DAY, "rooms": [room("A", layouts={"boardroom": 40}), room("B", capacity=60)]},
    ),
    "body_changes_room": Tiny(
        (
            session("a", body="com", pin={"room": "A"}),
            session("b", body="com", pin={"room": "B"}),
            session("c", body="com"),
        ),
        {"last_day": FIRST, "grid": 360, "bodies": [{"id": "com"}]},
        ("pin_broken",),
    ),
    "walking_time_short": Tiny(
        (
            session("a", duration=170, pin={"room": "A"}, **_chaired(), **at("06:00", to="12:00")),
            session("b", duration=170, pin={"room": "B"}, **_chaired(), **at("06:00", to="12:00")),
        ),
        {
            **ONE_ROOM,
            "rooms": [room("A", building="old"), room("B", building="new")],
            "walks": [{"between": ["new", "old"], "minutes": 25}],
            "people": [{"id": "ada"}],
        },
        ("outside_window", "pin_broken", "person_conflict"),
    ),
}

_PEOPLE: Mapping[str, Tiny] = {
    "person_conflict": Tiny(
        _three(60, 150, 60, **_chaired(), seated_before=20),
        {
            **ONE_ROOM,
            "person_classes": [{"id": "minister", "buffer_before": 10, "buffer_after": 15}],
            "people": [{"id": "ada", "class": "minister"}],
        },
        ("outside_hours",),
    ),
    "optional_missed": Tiny(
        (*_three(60, 150, **_chaired("optional")), session("c", **_chaired())),
        {**ONE_ROOM, "people": [{"id": "ada", "buffer_before": 30}]},
        ("outside_hours",),
    ),
    "person_unavailable": Tiny(
        (session("a", **_chaired("speaker")), session("b", duration=30, **_chaired("optional"))),
        {
            **ONE_ROOM,
            "people": [
                {
                    "id": "ada",
                    "zone": "Europe/Lisbon",  # UTC in November, three hours behind the venue
                    "buffer_before": 20,
                    "available": [
                        {"days": [FIRST], "from": "06:00", "to": "07:00"},
                        {"days": [FIRST], "from": "11:45", "to": "12:50"},
                    ],
                }
            ],
        },
    ),
    "daily_load_exceeded": Tiny(
        _three(60, 45, 30, **_chaired()),
        {**TWO_DAYS, "rooms": [room("A")], "people": [{"id": "ada", "daily_load": 50}]},
    ),
    "meal_missed": Tiny(
        _three(60, 120, 45, **_chaired()),
        {
            **ONE_ROOM,
            "person_classes": [{"id": "minister", "buffer_before": 10, "buffer_after": 15}],
            "people": [{"id": "ada", "class": "minister"}],
            "delegations": [
                {"id": f"of{n}", "size": n, "must": {"kinds": ["meeting"]}} for n in (1, 2, 3)
            ],
            "meals": [
                {"id": "brunch", "from": "09:30", "to": "12:00", "minutes": 60, "roles": ["chair"]},
                {"id": "tea", "from": "15:00", "to": "17:30", "minutes": 60, "people": ["ada"]},
                {
                    "id": "delegates",
                    "from": "09:00",
                    "to": "11:20",
                    "minutes": 100,
                    "delegations_up_to": 2,
                },
            ],
        },
        ("outside_hours",),
    ),
    "days_on_site": Tiny(
        (
            session("a", **_chaired(), **at("00:00", to="24:00")),
            session("b", **_chaired(), **at("00:00", day="2021-11-10", to="24:00")),
        ),
        {
            **TWO_DAYS,
            "last_day": "2021-11-10",
            "person_classes": [{"id": "minister", "compact": True}],
            "people": [{"id": "ada", "class": "minister"}],
        },
        ("outside_window",),
    ),
}

_TREE = [{"id": "plenary"}, {"id": "com", "parent": "plenary"}, {"id": "adhoc", "parent": "com"}]

_BODIES: Mapping[str, Tiny] = {
    "body_conflict": Tiny(
        _three(60, 60, 150, body="com"), {**ONE_ROOM, "bodies": [{"id": "com"}]}, ("outside_hours",)
    ),
    "body_conflict parent": Tiny(
        (
            session("a", body="plenary", **at("06:00", to="10:00")),
            session("b", body="adhoc", duration=120, **at("06:00", to="11:00")),
            session("c", body="com", duration=120),
        ),
        {**ONE_ROOM, "bodies": _TREE},
        ("outside_window", "outside_hours"),
    ),
    "parent_not_around": Tiny(
        (
            session("a", body="plenary", duration=120),
            session("b", body="com", **AT_NINE),
            session("c", body="plenary"),
        ),
        {**ONE_ROOM, "bodies": _TREE},
        ("outside_window", "outside_hours"),
    ),
    "order_broken": Tiny(
        (
            session("a", body="com", duration=100),
            session("b", body="com"),
            session("c", **at("00:00", to="14:00")),
        ),
        {
            **TWO_DAYS,
            "rooms": [room("A")],
            "bodies": [{"id": "com", "gap": 30}],
            "orders": [
                {"first": ["a"], "then": ["c"], "at_least": 250, "at_most": 700},
                {"first": ["c"], "then": ["b"], "days_at_least": 1, "days_at_most": 1},
                {"first": ["a"], "then": ["b"], "days_at_most": 0},
            ],
        },
        ("outside_window",),
    ),
    "rhythm_broken": Tiny(
        (session("a", body="com", duration=200), session("b", body="group")),
        {
            "grid": 540,
            "last_day": "2021-11-11",
            "rooms": [room("A")],
            "bodies": [
                {"id": "com", "rhythm": {"every": 2}},
                {"id": "group", "rhythm": {"every": 1, "from": SECOND, "to": "2021-11-10"}},
            ],
        },
        ("outside_window",),
    ),
    "run_beside exclusive": Tiny(
        (
            session("a", exclusive=True, **AT_NINE),
            session("b", exclusive=True, duration=120, **AT_NINE),
            session("c", duration=240),
        ),
        ONE_ROOM,
        ("outside_window",),
    ),
    "parallel_limit_exceeded": Tiny(
        _three(60, 60, 120),
        {
            **ONE_ROOM,
            "parallel_limits": [
                {"id": "all", "at_most": 2},
                {"id": "two", "at_most": 1, "sessions": {"sessions": ["s1", "s3"]}},
                {"id": "others", "at_most": 1, "sessions": {"sessions": ["s2", "s3"]}},
                {"id": "first", "at_most": 1, "sessions": {"sessions": ["s1", "s2"]}},
            ],
        },
        ("outside_hours",),
    ),
    "run_beside": Tiny(
        (
            session("a", duration=120, **AT_NINE),
            session("b", duration=90, **AT_NINE),
            session("c", duration=200, **at("09:00", to="13:00")),
        ),
        {
            **ONE_ROOM,
            "not_beside": [
                {"id": "wide", "sessions": {"sessions": ["a"]}, "others": {"sessions": ["b", "c"]}},
                {"id": "close", "sessions": {"sessions": ["b"]}, "others": {"sessions": ["c"]}},
                {"id": "each-two", "sessions": {"kinds": ["meeting"]}},
                {"id": "groups", "groups": [["b", "a"], ["a", "b", "c"]]},
            ],
        },
        ("outside_window",),
    ),
    "topic_conflict": Tiny(
        (
            session("a", topics=["ai", "iot"], **AT_NINE),
            session("b", topics=["ai"], duration=90, **AT_NINE),
            session("c", topics=["iot", "ai"], duration=200, **at("09:00", to="13:00")),
        ),
        {**ONE_ROOM, "kinds": [{"id": "meeting", "bands": ["morning"]}]},
        ("outside_window",),
    ),
    "not_adjacent": Tiny(
        (session("a"), session("b", duration=90), session("c", **AT_NINE)),
        {
            **ONE_ROOM,
            "adjacent": [
                {"id": "ab", "sessions": ["a", "b"], "within": 60},
                {"id": "bc", "sessions": ["c", "b"]},
            ],
        },
        ("outside_window", "room_overlap", "run_beside"),
    ),
}

_SERVICES: Mapping[str, Tiny] = {
    "teams_exceeded": Tiny(
        _three(60, 60, 200, interpretation="two"),
        {
            **TWO_DAYS,
            "rooms": [room("A")],
            "interpretation": [
                {
                    "id": "two",
                    "languages": ["en", "fr"],
                    "counts": "meetings",
                    "teams": 1,
                    "meetings_a_day": 1,
                    "meetings_a_week": 2,
                    "longest_meeting": 180,
                    "gap": 330,
                }
            ],
        },
    ),
    "team_overtime": Tiny(
        _three(60, 60, 200, interpretation="two"),
        {
            **TWO_DAYS,
            "rooms": [room("A")],
            "interpretation": [
                {
                    "id": "two",
                    "languages": ["en", "fr"],
                    "teams": 1,
                    "counts": "half_days",
                    "usual_half_days_a_week": 1,
                    "overtime": ["evening"],
                }
            ],
        },
        ("room_overlap",),
    ),
    "parallel_limit_exceeded resource": Tiny(
        (
            session("a", uses={"crew": 2}, **AT_NINE),
            session("b", uses={"crew": 1}, duration=170),
            session("c", uses={"crew": 2, "truck": 1}),
        ),
        {
            **ONE_ROOM,
            "resources": [
                {"id": "crew", "count": 2, "changeover": 15},
                {"id": "truck", "count": 0},
            ],
        },
        ("outside_window", "outside_hours"),
    ),
    "local_hours": Tiny(
        (
            session("a", remote={"suva": 3, "delhi": 2}),
            session("b", remote={"mexico": 1}, duration=90),
        ),
        {
            **TWO_DAYS,
            "grid": 180,
            "regions": [{"id": "asp", "weight": 2}, {"id": "ams"}],
            "sites": [
                {"id": "suva", "region": "asp", "zone": "Pacific/Fiji"},
                {"id": "delhi", "region": "asp", "zone": "Asia/Kolkata"},
                {"id": "mexico", "region": "ams", "zone": "America/Mexico_City"},
            ],
        },
        ("outside_hours",),
    ),
    "worst_region": Tiny(
        (
            session("a", remote={"suva": 3, "delhi": 2}),
            session("b", remote={"mexico": 2, "suva": 1}, duration=90),
        ),
        {
            **TWO_DAYS,
            "grid": 180,
            "regions": [{"id": "asp"}, {"id": "ams", "weight": 2}],
            "sites": [
                {"id": "suva", "region": "asp", "zone": "Pacific/Fiji"},
                {"id": "delhi", "region": "asp", "zone": "Asia/Kolkata"},
                {"id": "mexico", "region": "ams", "zone": "America/Mexico_City"},
            ],
        },
        ("outside_hours",),
    ),
    "local_night": Tiny(
        (session("a", **_chaired()), session("b", duration=120, **_chaired("speaker"))),
        {
            **TWO_DAYS,
            "grid": 180,
            "people": [{"id": "ada", "remote": True, "zone": "America/Mexico_City"}],
        },
        ("outside_hours",),
    ),
}

_AUDIENCE: Mapping[str, Tiny] = {
    "delegation_overstretched": Tiny(
        _three(60, 90, 120),
        {
            **ONE_ROOM,
            "delegations": [
                {"id": "fiji", "size": 1, "must": {"kinds": ["meeting"]}},
                {"id": "peru", "size": 2, "must": {"kinds": ["meeting"]}},
            ],
        },
        ("outside_hours",),
    ),
    "wish_missed": Tiny(
        _three(60, 90, 120),
        {
            **ONE_ROOM,
            "delegations": [
                {
                    "id": "fiji",
                    "size": 1,
                    "must": {"sessions": ["s1", "s2"]},
                    "wishes": {"sessions": ["s2", "s3"]},
                },
                {"id": "peru", "size": 1, "must": {"kinds": ["meeting"]}},
            ],
        },
        ("outside_hours",),
    ),
    "audience_overlap": Tiny(
        _three(60, 90, 120),
        {
            **ONE_ROOM,
            "audiences": [{"id": "press", "people": 7, "sessions": {"kinds": ["meeting"]}}],
        },
        ("outside_hours",),
    ),
    "theme_conflict": Tiny(_three(60, 90, 120, themes=["trust"]), ONE_ROOM, ("outside_hours",)),
    "theme_scattered": Tiny(
        (
            session("a", themes=["trust"], **at("00:00", to="24:00")),
            session("b", themes=["trust"], **at("00:00", day="2021-11-10", to="24:00")),
            session("c", themes=["trust"]),
        ),
        {**TWO_DAYS, "grid": 480, "rooms": [room("A")], "last_day": "2021-11-10"},
        ("outside_window",),
    ),
    "region_unheard": Tiny(
        # Sunday 7 and Monday 8 November are in two weeks, in each of which the group needs two meetings.
        _three(60, 60, 60, region="afr"),
        {
            **TWO_DAYS,
            "rooms": [room("A")],
            "first_day": "2021-11-07",
            "last_day": "2021-11-08",
            "regions": [{"id": "afr", "coordination_a_week": 2}],
        },
    ),
}


_BOTH: Table = {"people": ["ada", "ben"]}


def _promised(session: str, start: str, **fields: Any) -> Table:
    return {"session": session, "start": f"{FIRST}T{start}[Africa/Addis_Ababa]", **fields}


def _was(start: str, room: str) -> Table:
    return {"start": f"{FIRST}T{start}[Africa/Addis_Ababa]", "room": room}


_STABILITY: Mapping[str, Tiny] = {
    "frozen_moved": Tiny(
        (
            session("a", **at("15:00", to="16:00"), panel={"roles": [{"id": "all"} | _BOTH]}),
            session("b", **AT_NINE),
        ),
        {
            **ONE_DAY,
            "people": [{"id": "ada"}, {"id": "ben"}],
            "published": [
                _promised("a", "09:00", room="A", seated=["ada"]),
                _promised("b", "15:00"),
            ],
            "frozen": [{"days": [FIRST], "from": "09:30", "to": "14:00"}],
        },
        ("outside_window",),
    ),
    "session_moved": Tiny(
        (session("a", attendance=40), session("b", attendance=3), session("c", **AT_NINE)),
        {
            **ONE_ROOM,
            "published": [_promised("a", "09:00", room="A"), _promised("b", "15:00")],
        },
        ("outside_window", "room_overlap"),
    ),
    "room_changed": Tiny(
        (session("a", attendance=40, **AT_NINE), session("b", attendance=3, **AT_NINE)),
        {
            **ONE_DAY,
            "published": [_promised("a", "09:00", room="A"), _promised("b", "09:00", room="A")],
        },
        ("outside_window", "room_overlap"),
    ),
    "day_not_kept": Tiny(
        (
            session("a", was=_was("09:00", "A"), windows=[{"days": [SECOND]}]),
            session("b", was=_was("15:00", "A")),
        ),
        {**TWO_DAYS, "rooms": [room("A")]},
        ("outside_window", "room_overlap"),
    ),
    "room_not_kept": Tiny(
        (
            session("a", was=_was("09:00", "A"), **AT_NINE),
            session("b", was=_was("15:00", "A"), **AT_NINE),
            session("c", **AT_NINE),
        ),
        {**ONE_DAY, "rooms": [room("A"), room("B"), room("C")]},
        ("outside_window", "room_overlap"),
    ),
    "time_not_kept": Tiny(
        (
            session("a", was=_was("09:00", "A"), **at("15:00", to="16:00")),
            session("b", was=_was("15:00", "A")),
            session("c", was=_was("15:00", "B")),
        ),
        {**ONE_DAY, "rooms": [room("A"), room("B")]},
        ("outside_window", "room_overlap"),
    ),
}


def _candidates(*quotas: Table, **tables: Any) -> Table:
    """Return tables with quotas of all sessions, which are s1, s2 …"""
    named = [{"id": f"k{n}", **quota} for n, quota in enumerate(quotas, 1)]
    return {**ONE_ROOM, "quotas": named, **tables}


_SELECTION: Mapping[str, Tiny] = {
    "quota_missed at_most": Tiny(
        _three(60, 60, 60, optional=True),
        _candidates(
            {"at_most": 1}, {"at_least": 2}, {"sessions": {"sessions": ["s1", "s2"]}, "at_most": 0}
        ),
    ),
    "quota_missed at_least": Tiny(
        (*_three(60, 60, optional=True, themes=["trust"]), session("c")),
        _candidates(
            {"at_least": 3}, {"sessions": {"themes": ["trust"]}, "at_least": 1, "at_most": 1}
        ),
    ),
    "value_lost session": Tiny(
        (
            session("a", optional=True, value=3),
            session("b", optional=True, value=2),
            session("c", optional=True, value=0),
        ),
        _candidates({"at_most": 1}),
        ("quota_missed",),
    ),
    "region_unheard showcases": Tiny(
        (
            session("a", optional=True, showcases=["afr"]),
            session("b", optional=True, showcases=["afr", "asp"]),
            session("c", showcases=["asp"]),
        ),
        _candidates(
            {"at_most": 2}, regions=[{"id": "afr", "showcases": 2}, {"id": "asp", "showcases": 1}]
        ),
        ("quota_missed",),
    ),
}


def _panel(*roles: Table, **fields: int) -> Table:
    return {"panel": {"roles": list(roles), **fields}}


_DECIDERS: Table = {"id": "deciders", "classes": ["minister"]}
_MONEY: Table = {"id": "money", "brings": ["resources"]}
_LATE: Table = {"available": [{"days": [FIRST], "from": "14:00", "to": "17:00"}]}
_CAST: Table = {
    **ONE_ROOM,
    "themes": [{"id": theme} for theme in ("trust", "access", "skills")],
    "person_classes": [{"id": "minister", "level": "ministerial"}],
    "people": [
        {"id": "ada", "class": "minister", "themes": ["trust"], **_LATE},
        {"id": "ben", "class": "minister", "themes": ["access"]},
        {"id": "eve", "brings": ["resources"], **_LATE},
    ],
}
"""Ben alone can be there in the morning."""
_TO_BE_SEATED: Table = {
    **_CAST,
    "person_classes": [{"id": "minister", "seated_in": {"kinds": ["meeting"]}}],
}

_PANELS: Mapping[str, Tiny] = {
    "panel_size_wrong too_small": Tiny(
        (
            session(
                "a",
                **_panel(_DECIDERS | {"at_least": 1}, _MONEY | {"at_least": 1}, at_least=3),
                **AT_NINE,
            ),
            session("b", optional=True, **_panel(_MONEY | {"at_least": 1}, _DECIDERS, at_least=1)),
        ),
        _CAST,
        ("person_unavailable", "outside_window", "outside_hours"),
    ),
    "panel_size_wrong too_large": Tiny(
        (
            session("a", **_panel(_DECIDERS | {"at_most": 1}, _MONEY, at_most=1)),
            session(
                "b",
                optional=True,
                people={"chair": ["ben"]},
                **_panel(_DECIDERS | {"at_most": 0}, _MONEY),
            ),
        ),
        {**_TO_BE_SEATED, "quotas": [{"id": "k", "at_least": 2}]},
        ("unseated", "quota_missed"),
    ),
    "unseated": Tiny(
        (
            session("a", **_panel(_DECIDERS, at_most=1), **AT_NINE),
            session("b", optional=True, people={"chair": ["ada"]}, **AT_NINE),
        ),
        _TO_BE_SEATED,
        ("panel_size_wrong", "person_unavailable", "outside_window"),
    ),
    "theme_mismatch": Tiny(
        (
            session("a", themes=["trust"], **_panel(_DECIDERS | {"at_least": 1}), **AT_NINE),
            session("b", themes=["access", "skills"], **_panel(_DECIDERS, _MONEY)),
        ),
        _CAST,
        ("panel_size_wrong", "person_unavailable", "outside_window"),
    ),
    "levels_mixed": Tiny(
        (
            session("a", level="technical", **_panel(_DECIDERS | {"at_least": 1}, _MONEY)),
            session("b", level="ministerial", **_panel(_DECIDERS)),
        ),
        _CAST,
        ("panel_size_wrong",),
    ),
}


def _tracks(**tracks: str) -> Table:
    """Describe tracks by the ids of their sessions, one letter each."""
    rows = [{"id": id_, "sessions": {"sessions": [*own]}} for id_, own in tracks.items()]
    return {"tracks": rows}


_TRACKS: Mapping[str, Tiny] = {
    "track_mixed": Tiny(
        (session("a", **AT_NINE), session("b", **AT_NINE), session("c"), session("d", **AT_NINE)),
        {**ONE_ROOM, **_tracks(x="ac", y="b")},
        ("outside_window",),
    ),
    "track_split": Tiny(
        (session("a", **AT_NINE), session("b", **AT_NINE), session("c", duration=120)),
        {**ONE_DAY, **_tracks(x="abc")},
        ("outside_window", "room_overlap"),
    ),
    "track_changes_room": Tiny(
        (session("a", **AT_NINE), session("b", **AT_NINE), session("c", duration=120)),
        {**ONE_DAY, **_tracks(x="ab", y="c")},
        ("outside_window", "room_overlap"),
    ),
    "track_interrupted": Tiny(
        (
            session("a", **AT_NINE),
            session("b", **at("14:00", day=SECOND, to="17:00")),
            session("c"),
        ),
        {"grid": 180, "rooms": [room("A")], **_tracks(x="abc")},
        ("outside_window",),
    ),
    "track_out_of_order": Tiny(
        (
            session("a", **at("14:00", to="17:00")),
            session("b", duration=90, **AT_NINE),
            session("c", duration=200),
        ),
        {
            **ONE_ROOM,
            "tracks": [
                {"id": "x", "sessions": {"sessions": ["b", "a"]}, "in_order": True},
                {"id": "y", "sessions": {"sessions": ["c"]}, "in_order": True},
            ],
        },
        ("outside_window",),
    ),
    "track_place_missed": Tiny(
        (session("a", **AT_NINE), session("b", duration=120), session("c", **AT_NINE)),
        {
            **ONE_DAY,
            "tracks": [
                {"id": "x", "sessions": {"sessions": [*"abc"]}, "places": {"a": 2, "b": 1, "c": 4}}
            ],
        },
        ("outside_window", "room_overlap"),
    ),
    "track_conflict": Tiny(
        (
            session("a", **AT_NINE),
            session("b", duration=90, **AT_NINE),
            session("c", duration=200, **at("09:00", to="13:00")),
        ),
        {**ONE_ROOM, **_tracks(x="ac", y="b")},
        ("outside_window",),
    ),
}


def _who(*sessions: str) -> Table:
    return {"sessions": {"sessions": [*sessions]}}


_MORNING = [{"days": [FIRST], "from": "09:00", "to": "10:00"}]
_PREFERENCES: Mapping[str, Tiny] = {
    "preference_missed": Tiny(
        (session("a", **AT_NINE), session("b", duration=120, **AT_NINE), session("c")),
        {
            **ONE_DAY,
            **_tracks(x="bc"),
            "preferences": [
                {"id": "there", **_who("b"), "windows": _MORNING, "rooms": ["A"], "rate": 2},
                {"id": "not-there", **_who("a", "b"), "windows": _MORNING, "unwanted": True},
                {
                    "id": "minutes",
                    **_who("b"),
                    "windows": _MORNING,
                    "rooms": ["A"],
                    "per": "minute",
                },
                {"id": "room", "rooms": ["B"], "unwanted": True, "per": "minute"},
                {"id": "tracks", "tracks": ["x"], "rooms": ["B"], "unwanted": True, "rate": 3},
                {"id": "half-day", "tracks": ["x"], "windows": [{"days": [FIRST], "to": "13:00"}]},
            ],
        },
        ("outside_window", "room_overlap"),
    ),
    "half_day_shared": Tiny(
        (session("a", **AT_NINE), session("b", **AT_NINE), session("c", duration=120)),
        {
            **ONE_DAY,
            **_tracks(x="ac", y="b"),
            "not_beside": [
                {"id": "each-two", **_who("a", "b", "c"), "by": "half_day"},
                {"id": "two", "groups": [["a", "c"]], "by": "half_day"},
                {"id": "tracks", "tracks": [["x", "y"]], "by": "half_day"},
                {"id": "sides", **_who("a"), "others": {"tracks": ["y"]}, "by": "half_day"},
            ],
        },
        ("outside_window", "room_overlap"),
    ),
}

_SECTORS = {"labels": {"sector": ["health", "energy"]}, "numbers": {"marks": 3}}
_OTHERS = {"labels": {"sector": ["health"], "language": ["fr"]}, "numbers": {"marks": 1}}


def _relation(wanted: str, **fields: Any) -> Table:
    """Describe two relations: of all sessions, and of those of a sector."""
    rows = [{"id": "all"} | fields, {"id": "sectors", "share": ["sector"]} | fields]
    return {"relations": [{"wanted": wanted} | row for row in rows]}


_THREE_RELATED = (
    session("a", **AT_NINE, **_SECTORS),
    session("b", duration=90, **_SECTORS, **AT_NINE),
    session("c", duration=60, **_OTHERS, **AT_NINE),
)

_RELATIONS: Mapping[str, Tiny] = {
    "relation_missed not_at_once": Tiny(
        _THREE_RELATED, {**ONE_ROOM, **_relation("not_at_once")}, ("outside_window",)
    ),
    "relation_missed pause": Tiny(
        _three(150, 120, 60, **_SECTORS),
        {**ONE_ROOM, **_relation("pause", pause=90)},
        ("outside_hours",),
    ),
    "relation_missed one_day": Tiny(
        (
            session("a", **at("06:00", to="12:00"), **_SECTORS),
            session("b", **at("09:00", day=SECOND, to="17:00"), **_SECTORS),
            session("c", **_OTHERS),
        ),
        {**TWO_DAYS, "rooms": [room("A")], **_relation("one_day")},
        ("outside_window",),
    ),
    "relation_missed one_room": Tiny(
        (session("a", **AT_NINE, **_SECTORS), session("b", **AT_NINE, **_SECTORS)),
        {**TWO_DAYS, "grid": 540, **_relation("one_room")},
        ("room_overlap", "outside_window"),
    ),
    "relation_missed in_order": Tiny(
        (
            session("a", **at("14:00", to="17:00"), **_OTHERS),
            session("b", **AT_NINE, **_SECTORS),
            session("c", duration=120, **_SECTORS),
        ),
        {
            **ONE_ROOM,
            "relations": [
                {"id": "marks", "wanted": "in_order", "by": "marks", "share": ["sector"]},
                {"id": "listed", "wanted": "in_order", "sessions": ["c", "b"]},
                {"id": "other", "wanted": "in_order", "differ": "language"},
            ],
        },
        ("outside_window",),
    ),
    "relation_missed larger_room": Tiny(
        (
            session("a", pin={"room": "A"}, **_OTHERS),
            session("b", pin={"room": "B"}, **_SECTORS),
        ),
        {
            **ONE_DAY,
            "rooms": [room("A"), room("B", capacity=50), {"id": "C"}],
            **_relation("larger_room", by="marks"),
        },
        ("pin_broken",),
    ),
    "relation_missed at_once": Tiny(
        (
            session("a", **AT_NINE, **_SECTORS),
            session("b", **at("14:00", to="17:00"), **_SECTORS),
            session("c", **_OTHERS),
        ),
        {**ONE_ROOM, **_relation("at_once")},
        ("outside_window",),
    ),
    "feature_wish_missed": Tiny(
        (session("a", **_chaired()), session("b", duration=120)),
        {
            **ONE_DAY,
            "people": [{"id": "ada"}],
            "rooms": [room("A", features=["webcast"]), room("B")],
            "time_features": [
                {"feature": "early", "windows": [{"days": [FIRST], "to": "10:30"}]},
                {
                    "feature": "early",
                    "windows": [{"days": [FIRST], "from": "14:00", "to": "17:00"}],
                    "kinds": ["meeting"],
                },
            ],
            "feature_wishes": [
                {"id": "seen", "room": "webcast", "sessions": {"sessions": ["b"]}},
                {"id": "hidden", "room": "webcast", "people": ["ada"], "unwanted": True},
                {"id": "early", "time": "early", "sessions": {"kinds": ["meeting"]}},
                {
                    "id": "both",
                    "time": "early",
                    "room": "webcast",
                    "people": ["ada"],
                    "sessions": {"sessions": ["b"]},
                    "unwanted": True,
                },
                {"id": "two", "time": "early", "room": "webcast", "people": ["ada"]},
            ],
        },
    ),
}

FOUR_DAYS: Table = {
    "horizon": "days",
    "zone": "UTC",
    "grid": 1440,
    "first_day": "2016-12-22",
    "last_day": "2016-12-25",
    "day_profiles": [
        {
            "id": "all",
            "weekdays": WEEK,
            "bands": [{"id": "day", "from": "00:00", "to": "24:00", "joins": True}],
        }
    ],
    "kinds": [{"id": "meeting", "bands": ["day"]}],
    "rooms": [room("A")],
}
"""Thursday to Sunday, by the day."""
TWO_TOWNS: Table = {
    **FOUR_DAYS,
    "rooms": [room("A", place="vilnius"), room("B", place="khartoum")],
    "places": [
        {"id": "vilnius", "country": "LT", "zone": "Europe/Vilnius"},
        {"id": "khartoum", "weekend": ["friday", "saturday"], "closed": ["2016-12-25"]},
    ],
}


def _on(*days: str) -> Table:
    """Describe the window of what is to be on some consecutive days of December 2016."""
    first, last = (f"2016-12-{day}T00:00[UTC]" for day in (days[0], int(days[-1]) + 1))
    return {"windows": [{"from": first, "to": last}]}


_PREPARATION: Mapping[str, Tiny] = {
    "room_closed place": Tiny(
        (lasting("a", 3), lasting("b", 3, kind="open")),
        {
            **TWO_TOWNS,
            "kinds": [*TWO_TOWNS["kinds"], {"id": "open", "bands": ["day"], "any_day": True}],
        },
        ("room_overlap", "outside_hours"),
    ),
    "person_conflict travel": Tiny(
        (
            lasting("a", 1, pin={"room": "A"}, **_chaired()),
            lasting("b", 2, pin={"room": "B"}, **_chaired()),
        ),
        {**TWO_TOWNS, "travel_days": 2, "people": [{"id": "ada"}]},
        ("pin_broken", "outside_hours"),
    ),
    "silence_too_long": Tiny(
        (lasting("a", 1), lasting("b", 2)),
        {
            **FOUR_DAYS,
            "contacts": [
                {"id": "all", "sessions": {"kinds": ["meeting"]}, "at_most": 1},
                {
                    "id": "late",
                    "sessions": {"sessions": ["b"]},
                    "at_most": 2,
                    "from": "2016-12-23",
                    "to": "2016-12-25",
                },
            ],
        },
    ),
    "external_event_clash": Tiny(
        (lasting("a", 2), lasting("b", 1)),
        {
            **FOUR_DAYS,
            "external_events": [
                {
                    "id": "fair",
                    "from": "2016-12-22",
                    "to": "2016-12-24",
                    "avoided_by": {"kinds": ["meeting"]},
                }
            ],
        },
        ("outside_hours",),
    ),
    "external_event_unused": Tiny(
        (lasting("a", 1, **_on("22", "23")), lasting("b", 2, pin={"room": "A"})),
        {
            **TWO_TOWNS,
            "external_events": [
                {
                    "id": "fair",
                    "from": "2016-12-25",
                    "to": "2016-12-25",
                    "place": "khartoum",
                    "used_by": {"kinds": ["meeting"]},
                    "within": 1,
                },
                {
                    "id": "anywhere",
                    "from": "2016-12-23",
                    "to": "2016-12-23",
                    "used_by": {"sessions": ["b"]},
                    "within": 0,
                },
            ],
        },
        ("outside_window", "pin_broken"),
    ),
    "prepared_late": Tiny(
        (lasting("a", 2, **_on("23", "25")), lasting("b", 1), lasting("c", 2)),
        {
            **FOUR_DAYS,
            "preparations": [
                {"id": "agenda", "session": "a", "before": {"sessions": ["b", "c"]}, "days": 2}
            ],
        },
        ("outside_window", "outside_hours"),
    ),
    "too_many_items tasks": Tiny(
        (lasting("a", 1, optional=True), lasting("b", 1)),
        {
            **FOUR_DAYS,
            "kinds": [{"id": "meeting", "bands": ["day"], "tasks_at_most": 1}],
            "tasks": [
                {"id": "rules", "sessions": ["a", "b"]},
                {"id": "funds", "sessions": ["a", "b"]},
                {"id": "plan", "sessions": ["a"]},
            ],
        },
    ),
    "value_lost task": Tiny(
        (lasting("a", 1, optional=True), lasting("b", 1, optional=True, **_on("22"))),
        {
            **FOUR_DAYS,
            "tasks": [
                {"id": "rules", "sessions": ["a", "b"]},
                {"id": "funds", "sessions": ["a"], "value": 3},
                {"id": "gone", "sessions": ["a"], "value": 0},
            ],
            "external_events": [
                {
                    "id": "fair",
                    "from": "2016-12-22",
                    "to": "2016-12-25",
                    "avoided_by": {"sessions": ["a"]},
                }
            ],
        },
        ("external_event_clash",),
    ),
}

TINY: Mapping[str, Tiny] = {
    **_HOURS,
    **_ROOMS,
    **_PEOPLE,
    **_BODIES,
    **_SERVICES,
    **_AUDIENCE,
    **_SELECTION,
    **_PANELS,
    **_STABILITY,
    **_TRACKS,
    **_PREFERENCES,
    **_RELATIONS,
    **_PREPARATION,
}
"""By rule, or by rule and part."""
