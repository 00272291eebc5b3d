"""Settings with and without effect, of each sort."""

from typing import Any

from tests.conference import pool, session

Tables = dict[str, Any]

NO = "has no effect on the programme"

FIRST = [{"days": ["2021-11-08"]}]
ADA: Tables = {"people": [{"id": "ada"}]}
SPEAKER = {"speaker": ["ada"]}
TALKS = (session("talk", people=SPEAKER), session("panel"))
TWICE = tuple(session(each, people=SPEAKER) for each in ("talk", "panel"))
ONE = {"sessions": {"sessions": ["talk"]}}
BOTH = {"sessions": {"sessions": ["talk", "panel"]}}
OTHERS = {"sessions": {"kinds": ["other"]}}
TWO_KINDS = [{"id": each, "bands": ["morning"]} for each in ("meeting", "other")]
MEETINGS = {"sessions": {"kinds": ["meeting"]}}

LUNCH = {"id": "lunch", "from": "12:00", "to": "14:30", "minutes": 60}
PINNED = [{"session": "talk", "start": "2021-11-08T09:00[Africa/Addis_Ababa]", "room": "A"}]
BEN = [{"id": "ada"}, {"id": "ben"}]


def _pool(*languages: str, **fields: Any) -> Tables:
    """Describe interpreters of sessions in some languages, and a room for them."""
    two = pool("two", languages=["en", "fr"])
    serving = {"interpretation": "two", "people": SPEAKER}
    talks = [session(f"in-{each}", languages=[each], **serving) for each in languages]
    return {
        "interpretation": [two | fields],
        "sessions": talks or [session("talk", **serving)],
        "rooms": [{"id": "A", "capacity": 9, "booths": 2}],
    }


def _talk(**fields: Any) -> Tables:
    return {"sessions": (session("talk", **fields),)}


def _body(**fields: Any) -> Tables:
    talks = (session("talk", body="com"), session("panel", body="com"))
    return {"bodies": [{"id": "com", **fields}], "sessions": talks}


CASES: tuple[tuple[Tables, Tables], ...] = (
    ({"frozen": FIRST}, {"frozen": FIRST, "published": PINNED}),
    (_talk(value=7), _talk(value=7, optional=True)),
    (_body(gap=30, in_order=False), _body(gap=30)),
    (_pool(counts="half_days", meetings_a_day=3), _pool(counts="half_days", half_days_a_day=1)),
    (
        {"orders": [{"first": ["talk"], "then": ["panel"], "working_days": True}]},
        {
            "orders": [
                {"first": ["talk"], "then": ["panel"], "working_days": True, "days_at_most": 1}
            ]
        },
    ),
    ({"meals": [LUNCH | {"roles": ["chair"]}]}, {"meals": [LUNCH | {"roles": ["speaker"]}]}),
    # Selections that find nothing
    *(
        (
            {"kinds": TWO_KINDS, table: [{"id": "x", field: OTHERS["sessions"], **more}]},
            {"kinds": TWO_KINDS, table: [{"id": "x", field: MEETINGS["sessions"], **more}]},
        )
        for table, field, more in (
            ("delegations", "wishes", {"size": 1}),
            ("audiences", "sessions", {}),
        )
    ),
    *(
        ({table: [{"id": "x", **more, **ONE}]}, {table: [{"id": "x", **more, **BOTH}]})
        for table, more in (
            ("audiences", {}),
            ("relations", {"wanted": "one_day"}),
        )
    ),
    *(
        ({table: [{"id": "x", **idle}]}, {table: [{"id": "x", **useful}]})
        for table, idle, useful in (
            ("quotas", {}, {"at_most": 9}),
            (
                "minimum_loads",
                {"at_least": 60, "from": "2021-11-10"},
                {"at_least": 60, "from": "2021-11-09"},
            ),
        )
    ),
    (
        {"resources": [{"id": "crew", "count": 1}]},
        {"resources": [{"id": "crew", "count": 1}]} | _talk(uses={"crew": 1}),
    ),
    ({"themes": [{"id": "climate"}]}, {"themes": [{"id": "climate"}]} | _talk(themes=["climate"])),
    ({"levels": {"walking_time_short": 3}}, {"levels": {"walking_time_short": "off"}}),
    (
        {
            "levels": {"person_conflict": {"items": {"ada": 1, "ben": 1}}},
            "people": BEN,
            "sessions": TWICE,
        },
        {
            "levels": {"person_conflict": {"items": {"ada": 1, "ben": "off"}}},
            "people": BEN,
            "sessions": TWICE,
        },
    ),
    (
        {"profiles": {"draft": {"topic_conflict": 1}}, "profile": "draft"},
        {"profiles": {"draft": {"topic_conflict": 1}}},
    ),
)
"""Tables with one setting without effect, and tables in which it has one."""
