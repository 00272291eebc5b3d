"""Settings without effect: each sort is told once, with its line, and nothing of what has one."""

import json
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.cli import main
from scheduler.explanation.idle import without_effect
from scheduler.instance import Instance
from scheduler.sources import read_instance, read_instance_text, starter
from tests.conference import BANDS, WEEK, conference, pool, session
from tests.explanation.heard import likely

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


def _order(**fields: Any) -> Tables:
    return {"orders": [{"first": ["talk"], "then": ["panel"], **fields}]}


def _apart(ben: object) -> Tables:
    levels = {"person_conflict": {"items": {"ada": 1, "ben": ben}}}
    return {"levels": levels, "people": [{"id": "ada"}, {"id": "ben"}], "sessions": TWICE}


def _body(**fields: Any) -> Tables:
    talks = (session("talk", body="com"), session("panel", body="com"))
    return {"bodies": [{"id": "com", **fields}], "sessions": talks}


CASES: tuple[tuple[Tables, Tables], ...] = (
    ({"frozen": FIRST}, {"frozen": FIRST, "published": PINNED}),
    (_talk(value=7), _talk(value=7, optional=True)),
    (_body(gap=30, in_order=False), _body(gap=30)),
    (_pool(counts="half_days", meetings_a_day=3), _pool(counts="half_days", half_days_a_day=1)),
    (_order(working_days=True), _order(working_days=True, days_at_most=1)),
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
    (_apart(1), _apart("off")),
    (
        {"profiles": {"draft": {"topic_conflict": 1}}, "profile": "draft"},
        {"profiles": {"draft": {"topic_conflict": 1}}},
    ),
)
"""Tables with one setting without effect, and tables in which it has one."""


INSTANCES = Path(__file__).parent.parent.parent / "instances"
NO_INSTANCES = {INSTANCES / "map-days" / "mapping.yaml", INSTANCES / "links" / "wtdc21.yaml"}
VARIANTS = {*(INSTANCES / "wtdc21-addis").iterdir()}
"""Of these `tests/test_variants.py` says so."""
SHIPPED = sorted(set(INSTANCES.rglob("*.yaml")) - NO_INSTANCES - VARIANTS)


def _told(instance: Instance) -> list[str]:
    return [trouble.message for trouble in without_effect(instance)]


def _conference(tables: Tables) -> Instance:
    return conference(*tables.pop("sessions", TALKS), **ADA | tables)


def test_a_setting_without_effect_is_told(snapshot: SnapshotAssertion) -> None:
    """Once, and only where what it is about is missing."""
    said = [_told(_conference(dict(idle))) for idle, _ in CASES]
    assert {len(each) for each in said} == {1}
    assert "\n".join(each for (each,) in said) == snapshot
    for _, useful in CASES:
        assert _told(_conference(dict(useful))) == []


def test_a_limit_that_is_not_reached_is_no_such_setting() -> None:
    """It holds as soon as more come, and so do levels about the published plan, which replan brings."""
    levels = {"room_overflow": 1, "session_moved": 1, "frozen_moved": "hard"}
    instance = conference(session("talk", attendance=100), levels=levels)
    assert _told(instance) == []
    instance = conference(session("talk"), levels=levels)
    assert _told(instance) == [
        (
            f"levels.room_overflow {NO}: the rule counts nothing in this file "
            "(https://agenda-scheduler.github.io/agenda-scheduler/reference/rules/#room_overflow)."
        )
    ]


def test_what_is_many_times_the_same_is_told_once() -> None:
    """Three are told one by one, five together."""
    talks = [session(f"talk-{number}", value=number) for number in range(1, 6)]
    assert len(_told(conference(*talks[:3]))) == 3
    assert _told(conference(*talks)) == [
        (
            f"Each of these {NO}, because it needs `optional`: "
            "sessions[talk-1].value, sessions[talk-2].value, sessions[talk-3].value and 2 more."
        )
    ]


@pytest.mark.slow
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_no_setting_of_a_shipped_conference_is_doubted(path: Path) -> None:
    """Each setting has an effect."""
    assert not [*without_effect(read_instance(path))]


def test_no_setting_of_the_starter_is_doubted() -> None:
    """It is what planners begin with."""
    assert not likely(read_instance_text(starter().encode(), "starter.yaml"))


FILE = """
name: two-days
zone: Africa/Addis_Ababa
first_day: 2021-11-08
last_day: 2021-11-09
day_profiles: [{id: day, weekdays: [monday], bands: [{id: morning, from: "09:00", to: "12:00"}]}]
kinds: [{id: talk, bands: [morning]}]
rooms:
  - {id: a, capacity: 9, closures: [
     {days: [2021-12-24]}]}
frozen: [{days: [2021-11-08]}]
levels:
  theme_conflict: 2
sessions:
  - id: talk
    title: Talk
    kind: talk
    duration: 60
    topics: [one,
      two]
    value: 5
"""


def test_check_names_the_line_of_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of variants too: what the variant says stands in its file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    Path("two-days.yaml").write_text(FILE.strip())
    Path("other.yaml").write_text(
        "extends: two-days.yaml\nname: other\nchanges:\n  - set: {travel_days: 1}\n"
    )
    assert main(["check", "two-days.yaml"]) == 0
    said = capsys.readouterr().out
    for line, place in (
        (9, "a is closed"),
        (10, "frozen has"),
        (12, "levels.theme_conflict has"),
        (20, "sessions[talk].value has"),
    ):
        assert f"· two-days.yaml:{line}: {place} " in said
    assert main(["check", "two-days.yaml", "--json"]) == 0
    troubles = json.loads(capsys.readouterr().out)["troubles"]
    assert "two-days.yaml:10" in [trouble.get("where") for trouble in troubles]
    assert main(["check", "other.yaml"]) == 0
    said = capsys.readouterr().out
    assert "· other.yaml:4: travel_days has no effect on the programme" in said
    assert "· two-days.yaml:10: frozen has no effect" in said


def test_a_profile_by_weekday_is_no_setting() -> None:
    """A week has days that a conference does not reach: facts of the calendar."""
    profiles = [
        {"id": "day", "weekdays": WEEK[:5], "bands": BANDS},
        {"id": "end", "weekdays": WEEK[5:], "bands": BANDS[:1]},
    ]
    assert not likely(conference(session("talk"), day_profiles=profiles))
