"""What cannot work is told with its cause, and nothing is told of what just fits."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.explanation.chains import MANY, broken_chains
from scheduler.explanation.presolve import presolve_of
from scheduler.instance import Instance
from tests.agendas import item, meeting
from tests.conference import BANDS, band, conference, hours, pool, room, session
from tests.explanation.heard import certain

Case = tuple[Callable[[Any], Instance], tuple[object, object], str]
"""A conference by one of its facts; a fact with which it may work and one with which not; the rules told.

Of several troubles, a semicolon stands between their rules.
"""

MONDAY: dict[str, Any] = {"days": ["2021-11-08"]}
TUESDAY: dict[str, Any] = {"days": ["2021-11-09"]}
MORNING = {"windows": [MONDAY | {"to": "12:00"}]}
HOUR = {"windows": [MONDAY | {"from": "09:00", "to": "10:00"}]}
ONE_DAY = {"last_day": "2021-11-08"}
SIX = ["ar", "en", "es", "fr", "ru", "zh"]
BOOTHS = [room("A", booths=1), room("B", booths=1)]


def _talk(**fields: Any) -> Instance:
    """Return a conference of one session."""
    return conference(session("talk", **fields))


def _pin(clock: str, **where: str) -> dict[str, Any]:
    return {"pin": {"start": f"2021-11-08T{clock}[Africa/Addis_Ababa]", **where}}


def _of(people: Mapping[str, Any], **fields: Any) -> Instance:
    """Return a conference of a talk of these people, with what is said of each."""
    talk = session("talk", people={"speaker": [*people]}, **fields)
    return conference(talk, people=[{"id": each, **said} for each, said in people.items()])


def _two_pins(clock: str, where: str, **tables: Any) -> Instance:
    """Return a conference of one session pinned to A at 09:00 for an hour, and another."""
    rooms = [room("A", turnaround=30), room("B"), room("AB", capacity=200, parts=["A", "B"])]
    first = session("first", **_pin("09:00", room="A"))
    second = session("second", **_pin(clock, room=where))
    return conference(first, second, **{"rooms": rooms} | tables)


PUBLISHED = {"session": "talk", "start": "2021-11-08T09:00[Africa/Addis_Ababa]", "room": "A"}
FROZEN: dict[str, Any] = {
    "rooms": [room("A", title="Africa Hall"), room("B")],
    "published": [PUBLISHED],
    "frozen": [MONDAY],
}
"""A talk was published for Monday at nine in A, and Monday is frozen."""

ROOMS_OF_FOUR = [
    room("small", capacity=10, features=["webcast"]),
    room("bare"),
    room("closed", features=["webcast"], closures=[{"days": ["2021-11-08", "2021-11-09"]}]),
    room("other", features=["webcast"]),
]


def _attended(number: int) -> Instance:
    """Return a talk of so many people, for whom the larger hall has all but the webcast."""
    foyer = room("foyer", title="Main foyer", capacity=400, features=["webcast"])
    talk = session("talk", attendance=number, needs=["webcast"])
    return conference(talk, rooms=[room("hall", capacity=500), foyer])


PLACES: dict[str, Case] = {
    # A morning has 180 minutes.
    "longer than every band": (lambda n: _talk(duration=n), (180, 181), "outside_hours"),
    "windows": (
        lambda clocks: conference(
            session("talk", windows=[MONDAY | clocks], attendance=100),
            rooms=[room("A"), room("B", capacity=99)],
        ),
        (
            {"from": "11:00", "to": "12:00"},
            {"from": "12:30", "to": "13:30"},
        ),  # between the bands of the kind
        "outside_hours outside_window",
    ),
    "windows in another year": (
        lambda day: _talk(windows=[{"days": [day]}]),
        ("2021-11-08", "2020-11-08"),
        "outside_window",
    ),
    "a day without a band": (
        # Tuesday has an evening only, which meetings may not use.
        lambda day: conference(
            session("talk", windows=[day]),
            day_profiles=[
                {"id": "day", "weekdays": ["monday"], "bands": BANDS},
                {"id": "short", "weekdays": ["tuesday"], "bands": BANDS[2:]},
            ],
        ),
        (MONDAY, TUESDAY),
        "outside_hours outside_window",
    ),
    "never there together": (
        # There is one start before Ada leaves.
        lambda clock: _of(
            {
                "ada": {"title": "Ada, minister", "available": [MONDAY | {"to": "10:30"}]},
                "bob": {"available": [MONDAY | {"from": clock}]},
            }
        ),
        ("09:30", "10:00"),
        "person_unavailable",
    ),
    "the fewest who leave no place": (
        lambda windows: _of(
            {
                "ada": {"available": [MONDAY]},
                "bob": {"available": [MONDAY]},
                "cy": {"available": windows},
                "dan": {},
            }
        ),
        ([], [TUESDAY]),
        "person_unavailable",
    ),
    "one day in one room of four": (
        lambda windows: conference(
            session(
                "talk", attendance=50, needs=["webcast"], people={"speaker": ["ada"]}, **windows
            ),
            rooms=ROOMS_OF_FOUR,
            people=[{"id": "ada", "available": [TUESDAY]}],
        ),
        ({}, HOUR),
        "outside_window person_unavailable",
    ),
    "a pin to one room of four": (
        lambda name: conference(
            session("talk", attendance=50, needs=["webcast"], pin={"room": name}),
            rooms=ROOMS_OF_FOUR,
        ),
        ("other", "closed"),
        "pin_broken room_closed",
    ),
    "a wish that is made hard": (
        lambda level: conference(
            session("talk", preferred=[MONDAY | {"from": "12:00", "to": "14:00"}]),
            levels={"off_preferred_time": level},
        ),
        (1, "hard"),
        "outside_hours off_preferred_time",
    ),
    "two causes": (
        # Whoever adds seats would have no webcast yet.
        lambda fields: _talk(**fields),
        ({}, {"attendance": 900, "needs": ["webcast"]}),
        "room_overflow; room_lacks_feature",
    ),
    "a panel is no cause": (
        lambda number: conference(
            session(
                "talk",
                attendance=number,
                panel={"roles": [{"id": "all", "people": ["ada", "ben"], "at_least": 2}]},
            ),
            people=[{"id": each} for each in ("ada", "ben")],
        ),
        (100, 101),
        "room_overflow",
    ),
    "seats": (_attended, (400, 401), "room_overflow room_lacks_feature"),
    "seats that no room has": (_attended, (400, 900), "room_overflow"),
    "booths for five sessions": (
        lambda number: conference(
            *(session(letter, interpretation="three") for letter in "abcde"),
            interpretation=[pool("three", languages=SIX[:3], teams=2, gap=0)],
            rooms=[room("A", booths=number), room("B")],
        ),
        (3, 2),
        "room_lacks_feature",
    ),
    "booths for some languages": (
        lambda number: conference(
            session("talk", interpretation="six", languages=SIX[:number]),
            interpretation=[pool(languages=SIX)],
            rooms=[room("A", booths=3), room("B")],
        ),
        (3, 4),
        "room_lacks_feature",
    ),
    "two that are too long": (
        lambda length: conference(*(session(letter, duration=length) for letter in "ab")),
        (180, 240),
        "outside_hours",
    ),
    "two that are too large": (
        lambda number: conference(*(session(letter, attendance=number) for letter in "ab")),
        (100, 500),
        "room_overflow",
    ),
    "features that are nowhere together": (
        lambda needs: conference(
            session("talk", needs=needs),
            rooms=[room("A", features=["web"]), room("B", features=["vip"])],
        ),
        (["web"], ["web", "vip"]),
        "room_lacks_feature",
    ),
    "a pinned room without a feature": (
        lambda name: conference(
            session("talk", pin={"room": name}, needs=["web"]),
            rooms=[room("A"), room("B", features=["web"])],
        ),
        ("B", "A"),
        "pin_broken room_lacks_feature",
    ),
    "the first days of a kind": (
        lambda day: conference(
            session("talk", windows=[day]), **hours(*BANDS[:1], title="Round table", first_days=1)
        ),
        (MONDAY, TUESDAY),
        "outside_window outside_bound_hours",
    ),
    "availability on other clocks": (
        # 09:00 to 12:00 in New York (UTC-5) is 17:00 to 20:00 here; the afternoon ends at 17:00.
        lambda window: _of({"ada": {"zone": "America/New_York", "available": [window]}}),
        (MONDAY | {"from": "08:00", "to": "12:00"}, MONDAY | {"from": "09:00", "to": "12:00"}),
        "outside_hours person_unavailable",
    ),
    "availability a week too early": (
        lambda day: _of({"ada": {"zone": "America/New_York", "available": [{"days": [day]}]}}),
        ("2021-11-08", "2021-11-01"),
        "person_unavailable",
    ),
    "the night of a remote person": (
        # Tokyo is 6 hours ahead: 07:00 to 22:00 there is 01:00 to 16:00 here.
        lambda clock: _of({"ada": {"zone": "Asia/Tokyo", "remote": True}}, **_pin(clock)),
        ("15:00", "16:00"),
        "pin_broken local_night",
    ),
    "time to be free before": (
        # From 11:00 to 13:00 there are 60 + 60 minutes, but the morning ends at 12:00.
        lambda before: _of(
            {
                "ada": {
                    "available": [MONDAY | {"from": "11:00", "to": "13:00"}],
                    "buffer_before": before,
                }
            }
        ),
        (0, 60),
        "outside_hours person_unavailable",
    ),
    "longer than interpreters serve": (
        lambda length: conference(
            session("talk", interpretation="six", duration=length),
            interpretation=[pool(longest_meeting=120)],
            rooms=BOOTHS,
        ),
        (120, 150),
        "teams_exceeded",
    ),
    **{
        f"a pin {name} a break": (
            lambda clock: conference(
                session("talk", **_pin(clock)),
                **hours(
                    band("morning", "09:00", "12:00", breaks=[{"from": "11:00", "to": "11:30"}])
                ),
            ),
            ("10:00", clock),
            "outside_hours pin_broken",
        )
        for name, clock in (("into", "10:30"), ("after", "11:30"))
    },
    "two pins in one room": (
        lambda where: _two_pins("09:30", where),
        ("B", "A"),
        "room_overlap pin_broken",
    ),
    "two pins and a turnaround": (
        lambda clock: _two_pins(clock, "A"),
        ("10:30", "10:00"),
        "room_overlap pin_broken",
    ),
    "two pins in a room and a part of it": (
        # AB has no turnaround of its own, A has one of 30 minutes.
        lambda clock: _two_pins(clock, "AB"),
        ("10:30", "09:30"),
        "room_overlap pin_broken",
    ),
    "frozen elsewhere": (
        lambda day: conference(session("talk", windows=[day]), session("other"), **FROZEN),
        (MONDAY, TUESDAY),
        "outside_window frozen_moved",
    ),
    "new in the frozen time": (
        lambda day: conference(session("talk"), session("new", windows=[day]), **FROZEN),
        (TUESDAY, MONDAY),
        "outside_window frozen_moved",
    ),
}


def _talks(number: int, **fields: Any) -> list[dict[str, Any]]:
    """Return up to so many talks of an hour on Monday morning."""
    return [session(f"s{n}", **MORNING | fields) for n in range(number)]


def _at_once(fields: dict[str, Any], **tables: Any) -> Instance:
    """Return two sessions that have the same single hour, in two rooms."""
    two = [session(name, **HOUR, **fields) for name in ("one", "two")]
    return conference(*two, **{"rooms": BOOTHS} | tables)


LOADS: dict[str, Case] = {
    "a person": (
        # Three hours need 180 minutes.
        lambda until: conference(
            *(session(f"talk{n}", people={"speaker": ["ada"]}) for n in range(3)),
            people=[
                {
                    "id": "ada",
                    "title": "Minister, Ruritania",
                    "available": [MONDAY | {"from": "09:00", "to": until}],
                }
            ],
        ),
        ("12:00", "11:59"),
        "person_conflict",
    ),
    "a body in a morning": (
        lambda fields: conference(
            *(session(f"talk{n}", body="com", **MORNING) for n in range(3)),
            session("more", body="com", **fields),
            bodies=[{"id": "com", "in_order": False}],
        ),
        ({}, MORNING),
        "body_conflict",
    ),
    "a topic wherever it is put": (
        # 90 minutes between 09:00 and 11:30 hold 10:00 to 10:30 wherever they are.
        lambda clock: conference(
            session(
                "long",
                topics=["money"],
                duration=90,
                windows=[MONDAY | {"from": "09:00", "to": "11:30"}],
            ),
            session("short", topics=["money"], duration=30, **_pin(clock)),
        ),
        ("09:00", "10:00"),
        "topic_conflict",
    ),
    "a parallel limit": (
        lambda n: _at_once({}, parallel_limits=[{"id": "k", "at_most": n}]),
        (2, 1),
        "parallel_limit_exceeded",
    ),
    "a resource": (
        lambda n: _at_once({"uses": {"crew": 2}}, resources=[{"id": "crew", "count": n}]),
        (4, 3),
        "parallel_limit_exceeded",
    ),
    "teams": (
        lambda n: _at_once({"interpretation": "six"}, interpretation=[pool(teams=n)]),
        (2, 1),
        "teams_exceeded",
    ),
    "a delegation": (
        lambda n: _at_once(
            {},
            delegations=[{"id": "fiji", "size": n, "must": {"kinds": ["meeting"]}}],
            levels={"delegation_overstretched": "hard"},
        ),
        (2, 1),
        "delegation_overstretched",
    ),
    "a parent and an exclusive session": (
        # 90 minutes from 09:00 to 11:00 hold 09:30 to 10:30, of which 30 are beside 09:00 to 10:00.
        lambda fields: conference(
            session("opening", body="plenary", exclusive=True, **fields),
            session(
                "long",
                duration=90,
                windows=[MONDAY | {"from": "09:00", "to": "11:00"}],
                body="group",
            ),
            bodies=[{"id": "plenary"}, {"id": "group", "parent": "plenary"}],
        ),
        ({}, HOUR),
        "body_conflict run_beside",
    ),
    "equal restrictions": (
        # Two with the same chair, body and topic are in each other's way once.
        lambda fields: conference(
            *(
                session(name, body="com", topics=["x"], people={"chair": ["ada"]}, **fields)
                for name in ("one", "two")
            ),
            bodies=[{"id": "com", "in_order": False}],
            people=[{"id": "ada"}],
        ),
        ({}, HOUR),
        "person_conflict body_conflict topic_conflict",
    ),
    "time to be seated before": (
        # From the end at 10:00 to the opening at 10:30 are 30 minutes.
        lambda seated: conference(
            session("talk", people={"speaker": ["ada"]}, **_pin("09:00")),
            session("opening", people={"speaker": ["ada"]}, seated_before=seated, **_pin("10:30")),
            person_classes=[{"id": "minister"}],
            people=[{"id": "ada", "class": "minister"}],
        ),
        (30, 31),
        "person_conflict",
    ),
    "a pool without a team": (
        # Not one trouble for the minutes, one for the days and one for the week.
        lambda teams: conference(
            *(session(name, interpretation="six") for name in "ab"),
            rooms=BOOTHS,
            interpretation=[pool(title="Six languages", teams=teams)],
        ),
        (1, 0),
        "teams_exceeded",
    ),
    "more of a resource than there is": (
        lambda units: conference(
            session("a", uses={"crew": units}),
            resources=[{"id": "crew", "title": "Crews", "count": 2}],
        ),
        (2, 3),
        "parallel_limit_exceeded",
    ),
    # 2 rooms * 180 min
    "rooms": (lambda n: conference(*_talks(n)), (6, 7), "room_overlap"),
    "a large room": (
        lambda n: conference(*_talks(n, attendance=90), rooms=[room("A"), room("B", capacity=50)]),
        (3, 4),
        "room_overlap room_overflow",
    ),
    "turnaround": (
        # 75, 30 and 75 minutes fill 180: what follows the last one may run past the end.
        lambda length: conference(
            *_talks(2, duration=length), rooms=[room("A", turnaround=30)], grid=15
        ),
        (75, 90),
        "room_overlap",
    ),
    "a closure": (
        # With B closed until 10:00 five hours are left of six.
        lambda n: conference(
            *_talks(n), rooms=[room("A"), room("B", closures=[MONDAY | {"to": "10:00"}])]
        ),
        (5, 6),
        "room_overlap",
    ),
    "a combination": (
        # Each session of 150 people takes A and B together.
        lambda more: conference(
            *_talks(3, attendance=150),
            *(session(f"t{n}", **MORNING) for n in range(more)),
            rooms=[room("A"), room("B"), room("AB", capacity=200, parts=["A", "B"])],
        ),
        (0, 1),
        "room_overlap room_overflow",
    ),
}


def _interpreted(number: int, length: int = 30, **fields: Any) -> Instance:
    """Return so many meetings on two days, which a team serves that needs no rest."""
    return conference(
        *(session(f"s{n}", interpretation="six", duration=length) for n in range(number)),
        interpretation=[pool(title="Six languages", gap=0, **fields)],
        rooms=[room(name, booths=1) for name in "ABCDE"],
    )


def _by_half_days(number: int, length: int = 60, **fields: Any) -> Instance:
    """Return the same of a team that works in two mornings and two afternoons of 180 minutes each."""
    return _interpreted(number, length, counts="half_days", **fields)


def _away_on_tuesday(day: dict[str, Any], **fields: Any) -> Instance:
    """Return two meetings at once, for two teams of which one is away on Tuesday."""
    window = day | {"from": "09:00", "to": "10:00"}
    absences = [{"from": "2021-11-09", "to": "2021-11-09"}]
    return conference(
        *(session(each, interpretation="six", windows=[window]) for each in "ab"),
        interpretation=[pool(title="Six languages", teams=2, absences=absences) | fields],
        rooms=BOOTHS,
    )


def _regional(number: int, a_week: int, **tables: Any) -> Instance:
    """Return meetings of a region, which needs so many a week."""
    return conference(
        *(session(f"s{n}", region="afr") for n in range(number)),
        regions=[{"id": "afr", "title": "Africa", "coordination_a_week": a_week}],
        **tables,
    )


DAYS: dict[str, Case] = {
    # Two meetings a day.
    "meetings of two days": (_interpreted, (4, 5), "teams_exceeded"),
    "meetings of a week": (lambda n: _interpreted(4, meetings_a_week=n), (4, 3), "teams_exceeded"),
    "meetings of one day": (
        lambda fields: conference(
            *(session(name, interpretation="six", windows=[MONDAY]) for name in ("one", "two")),
            session("three", interpretation="six", **fields),
            interpretation=[pool(gap=0)],
            rooms=BOOTHS,
        ),
        ({}, {"windows": [MONDAY]}),
        "teams_exceeded",
    ),
    "minutes of a person": (
        # Four hours on two days are two a day; with 119 minutes there is one a day.
        lambda load: conference(
            *(session(f"s{n}", people={"speaker": ["ada"]}) for n in range(4)),
            people=[{"id": "ada", "daily_load": load}],
            levels={"daily_load_exceeded": "hard"},
        ),
        (120, 119),
        "daily_load_exceeded",
    ),
    "meetings of a region": (lambda n: _regional(n, 2), (2, 1), "region_unheard"),
    "meetings of a region in two weeks": (
        # From Sunday 14 to Monday 15 November the conference touches two weeks.
        lambda n: _regional(n, 1, first_day="2021-11-14", last_day="2021-11-15"),
        (2, 1),
        "region_unheard",
    ),
    # Three meetings of an hour in each of four half-days.
    "half-days of two days": (_by_half_days, (12, 13), "teams_exceeded"),
    "half-days of a week": (
        lambda n: _by_half_days(n, half_days_a_week=2),
        (6, 7),
        "teams_exceeded",
    ),
    "half-days of long meetings": (
        # Of 120 minutes one fits a half-day, though 360 minutes are but two half-days.
        lambda n: _by_half_days(3, 120, half_days_a_week=n),
        (3, 2),
        "teams_exceeded",
    ),
    "no half-day": (lambda teams: _by_half_days(1, teams=teams), (1, 0), "teams_exceeded"),
    "meetings while a team is away": (_away_on_tuesday, (MONDAY, TUESDAY), "teams_exceeded"),
    "half-days while a team is away": (
        lambda day: _away_on_tuesday(day, counts="half_days", half_days_a_day=1),
        (MONDAY, TUESDAY),
        "teams_exceeded",
    ),
}


def _then(order: dict[str, Any], first: Any, then: Any, **tables: Any) -> Instance:
    """Return two sessions with what is said of each, and an order of them."""
    return conference(
        session("first", **first),
        session("then", **then),
        orders=[{"first": ["first"], "then": ["then"]} | order],
        **tables,
    )


def _committee(gap: int, number: int = 3) -> Instance:
    """Return meetings of 90 minutes of one body, in order on one day."""
    meetings = [session(f"com{n}", body="com", duration=90) for n in range(1, number + 1)]
    return conference(*meetings, bodies=[{"id": "com", "gap": gap}], **ONE_DAY)


CHAINS: dict[str, Case] = {
    # 09:00 to 10:30, 14:00 to 15:30 (10:30 + 210 min), then 15:30 + 210 min is evening.
    "a body in order": (_committee, (0, 210), "order_broken"),
    "one meeting more in order": (lambda n: _committee(210, n), (2, 3), "order_broken"),
    "a lag": (
        # From 09:30, the end of 30 minutes, to 16:00 are 390 minutes.
        lambda lag: _then({"at_least": lag}, {"duration": 30}, {}, **ONE_DAY),
        (390, 391),
        "order_broken",
    ),
    "the next day": (
        # The talk has nothing to do with it.
        lambda day: conference(
            *map(session, ("committee", "report", "talk")),
            orders=[
                {"first": ["committee"], "then": ["report"], "days_at_least": 1},
                {"first": ["talk"], "then": ["report"]},
            ],
            last_day=day,
        ),
        ("2021-11-09", "2021-11-08"),
        "order_broken",
    ),
    "too late": (
        # From the end at 12:00 of a meeting of the morning to 15:00 are 180 minutes.
        lambda within: _then(
            {"at_most": within}, MORNING, {"windows": [MONDAY | {"from": "15:00"}]}
        ),
        (180, 179),
        "order_broken outside_window",
    ),
    "what bounds come from": (
        # Ada comes at 14:00; an hour and a lag later the pinned session has begun.
        lambda lag: _then(
            {"at_least": lag},
            {"people": {"chair": ["ada"]}},
            _pin("16:00"),
            people=[{"id": "ada", "available": [MONDAY | {"from": "14:00"}]}],
        ),
        (60, 90),
        "order_broken person_unavailable pin_broken",
    ),
    "one chain of an order": (
        lambda clock: conference(
            session("a"),
            session("b", duration=120),
            session("then", **_pin(clock)),
            orders=[{"first": ["a", "b"], "then": ["then"]}],
        ),
        ("11:00", "09:30"),
        "order_broken pin_broken",
    ),
    "two chains": (
        lambda days: conference(
            *map(session, "abcd"),
            orders=[
                {"first": [one], "then": [other], "days_at_least": days}
                for one, other in ("ab", "cd")
            ],
            **ONE_DAY,
        ),
        (0, 1),
        "order_broken; order_broken",
    ),
    **{
        f"bounds that contradict, {name}": (
            lambda bounds: conference(
                *map(session, "abc"), orders=[{"first": ["a", "b"], "then": ["c"]} | bounds]
            ),
            (fits, fails),
            "order_broken",
        )
        for name, fits, fails in (
            # The grid has no 61 to 89 minutes.
            ("grid", {"at_least": 60, "at_most": 60}, {"at_least": 61, "at_most": 89}),
            (
                "night",
                {"days_at_least": 1, "days_at_most": 1},
                {"days_at_least": 1, "at_most": 30, "working_days": True},
            ),
            ("day", {"at_least": 60, "days_at_most": 0}, {"at_least": 1440, "days_at_most": 0}),
        )
    },
}


def _panel(at_least: int, *people: dict[str, Any], **fields: Any) -> Instance:
    """Return a talk on Monday, whose panel needs so many ministers, beside another session."""
    role = {"id": "deciders", "title": "Deciders", "classes": ["minister"], "at_least": at_least}
    return conference(
        session("talk", panel={"roles": [role]}, windows=[MONDAY], **fields),
        session("d"),
        person_classes=[{"id": "minister"}],
        people=[
            {"id": id_, "class": "minister", **each}
            for id_, each in zip("abc", people, strict=False)
        ],
    )


def _seated(person: dict[str, Any], **fields: Any) -> Instance:
    """Return a talk on Monday in which a minister must have a seat or a part."""
    return conference(
        session("talk", windows=[MONDAY], **fields),
        person_classes=[{"id": "minister", "seated_in": {"sessions": ["talk"]}}],
        people=[{"id": "ada", "class": "minister", **person}],
    )


def _busy(fields: dict[str, Any], **tables: Any) -> Instance:
    """Return two sessions of Ada in two hours, and a third one."""
    two: dict[str, Any] = {"people": {"chair": ["ada"]}, "windows": [MONDAY | {"to": "11:00"}]}
    rows = (session("a", **two), session("b", **two), session("c", **two, **fields))
    return conference(*rows, people=[{"id": "ada"}], **tables)


AWAY = {"available": [TUESDAY]}
OPTIONAL = {"optional": True}
SEAT = {"panel": {"roles": [{"id": "all", "people": ["ada"]}]}}

SELECTION: dict[str, Case] = {
    "too few for a quota": (
        lambda n: conference(
            session("a", optional=True), session("b"), quotas=[{"id": "talks", "at_least": n}]
        ),
        (2, 3),
        "quota_missed",
    ),
    "too many for a quota": (
        lambda n: conference(
            *map(session, "ab"), session("c", optional=True), quotas=[{"id": "k", "at_most": n}]
        ),
        (2, 1),
        "quota_missed",
    ),
    "one too many for a quota": (
        lambda n: conference(session("a"), quotas=[{"id": "talks", "at_most": n}]),
        (1, 0),
        "quota_missed",
    ),
    "what may be left out overloads nobody": (_busy, (OPTIONAL, {}), "person_conflict"),
    "what may be left out breaks no order": (
        lambda fields: _busy(fields, orders=[{"first": ["a", "b"], "then": ["c"], "at_least": 60}]),
        (OPTIONAL, {}),
        "order_broken outside_window; person_conflict",
    ),
    "a pool smaller than its panel": (lambda n: _panel(n, {}, {}), (2, 3), "panel_size_wrong"),
    "a panel of what may be left out": (
        lambda fields: _panel(3, {}, {}, **fields),
        (OPTIONAL, {}),
        "panel_size_wrong",
    ),
    "away whenever a panel can be held": (
        lambda n: _panel(n, {}, AWAY),
        (1, 2),
        "panel_size_wrong",
    ),
    "no seat": (lambda fields: _seated({}, **fields), (SEAT, {}), "unseated"),
    "no part": (lambda people: _seated({}, people=people), ({"chair": ["ada"]}, {}), "unseated"),
    "away from the seat": (lambda person: _seated(person, **SEAT), ({}, AWAY), "unseated"),
    "an item without sessions": (
        lambda ids: meeting(item("aims", sessions={"sessions": ids}), item("rest")),
        (["one"], []),
        "value_lost item_misplaced",
    ),
    "an item that is too long": (
        lambda minutes: meeting(item("aims", minutes)),
        (60, 61),
        "value_lost item_misplaced session_overfull",
    ),
    "an item in parts that are too long": (
        lambda shortest: meeting(item("aims", 200, shortest=shortest, parts=2)),
        (120, 121),
        "value_lost item_misplaced session_overfull",
    ),
}

CASES = PLACES | LOADS | DAYS | CHAINS | SELECTION


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_cannot_work_is_told_and_nothing_of_what_fits(case: Case) -> None:
    """By the rules that collide."""
    make, (fits, fails), rules = case
    assert certain(make(fits)) == []
    assert "; ".join(" ".join(each.rules) for each in certain(make(fails))) == rules


def test_it_is_told_in_words(snapshot: SnapshotAssertion) -> None:
    """With causes, numbers and what may help; beside it, the sessions and the place in the file."""
    said = (
        f"{name}: {each.message} {each.sessions} {each.place}"
        for name, (make, (_, fails), _) in CASES.items()
        for each in certain(make(fails))
    )
    assert "\n".join(said) == snapshot


@pytest.mark.parametrize("rule", ["pin_broken", "room_overlap"])
def test_what_has_a_price_is_no_proof(rule: str) -> None:
    """Two sessions may then share a room, or leave their pins."""
    assert not certain(_two_pins("09:30", "A", levels={rule: 1.0}))
    item_ = {"pin_broken": "second", "room_overlap": "A"}[rule]
    assert not certain(_two_pins("09:30", "A", levels={rule: {"items": {item_: 1.0}}}))


def test_of_very_many_meetings_in_order_one_chain_is_told() -> None:
    """Two days have room for twelve meetings of an hour; each further chain would take as long to find."""
    meetings = [session(f"m{number}", body="com") for number in range(MANY + 2)]
    instance = conference(*meetings, bodies=[{"id": "com"}])
    (told,) = broken_chains(presolve_of(instance))
    assert len(told.sessions) == 13
