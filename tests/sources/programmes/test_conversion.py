"""Hours, grids and ids, out of nothing but a programme."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from scheduler.sources.identifiers import Identifiers, folded, identifier
from scheduler.sources.programmes.conversion import Converted, converted
from scheduler.sources.programmes.hours import bands_of, grid_of
from scheduler.sources.programmes.records import EventRoom, SourceEvent, SourceProgramme, Speaker

ZONE = ZoneInfo("Europe/Lisbon")
NINE = datetime(2025, 5, 9, 9, tzinfo=ZONE)


def made(*events: SourceEvent, **fields: object) -> Converted:
    """Return what is made of events."""
    return converted(SourceProgramme("Days", ZONE, events, **fields), "days", [])  # type: ignore[arg-type]


def event(title: str = "Talk", minute: int = 0, minutes: int = 30, **fields: object) -> SourceEvent:
    """Return an event of so many minutes, so many after nine."""
    start = NINE + timedelta(minutes=minute)
    return SourceEvent(title, start, minutes, **({"room": "Hall"} | fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("spans", "bands"),
    [
        ([(540, 600), (614, 660)], [(540, 660)]),  # 14 minutes between
        ([(540, 600), (646, 660)], [(540, 600), (646, 660)]),
        ([(540, 700), (560, 600), (700, 710)], [(540, 710)]),  # one inside the other
    ],
)
def test_a_long_time_of_nothing_ends_a_band(
    spans: list[tuple[int, int]], bands: list[tuple[int, int]]
) -> None:
    """A quarter of an hour, and up to three of them, is a break in it; less is none."""
    assert [(each.start, each.end) for each in bands_of(spans, [])] == bands


@pytest.mark.parametrize(
    ("spans", "bands"),
    [
        # Coffee at 11:00 and 16:00, lunch from 13:00.
        (
            [(570, 660), (690, 780), (870, 960), (990, 1080)],
            [("morning", 570, 780, [(660, 690, "")]), ("afternoon", 870, 1080, [(960, 990, "")])],
        ),
        # What begins at noon after coffee is still the morning, if it is more than one session.
        (
            [(600, 690), (720, 810), (720, 810), (900, 960)],
            [("morning", 600, 810, [(690, 720, "")]), ("afternoon", 900, 960, [])],
        ),
        # An afternoon that begins before 14:00.
        (
            [(540, 720), (810, 900), (930, 1020)],
            [("morning", 540, 720, []), ("afternoon", 810, 1020, [(900, 930, "")])],
        ),
        # The evening is one of its own.
        (
            [(840, 1050), (1080, 1140)],
            [("afternoon", 840, 1050, []), ("evening", 1080, 1140, [])],
        ),
        ([(540, 600), (615, 660)], [("morning", 540, 660, [(600, 615, "")])]),
        # What runs through is no morning from 15:00 on.
        ([(540, 720), (720, 900)], [("morning", 540, 900, [])]),
        (
            [(540, 720), (720, 905), (930, 1150)],
            [("day", 540, 905, []), ("afternoon", 930, 1150, [])],
        ),
        ([(540, 720), (720, 1150)], [("day", 540, 1150, [])]),
    ],
)
def test_a_half_day_is_one_band_with_its_breaks(
    spans: list[tuple[int, int]], bands: list[tuple[object, ...]]
) -> None:
    """So a coffee break makes no half-day of its own."""
    found = bands_of(spans, [])
    assert [(each.id, each.start, each.end, each.breaks) for each in found] == bands


def test_bands_have_names_of_parts_of_the_day() -> None:
    """By the minute in which they begin; the second of a part has its number."""
    starts = (0, 224, 240, 703, 765, 840, 1030, 1050)
    assert [band.id for band in bands_of([(each, each + 1) for each in starts], [])] == [
        *("night", "night-2", "morning", "morning-2"),
        *("midday", "afternoon", "afternoon-2", "evening"),
    ]


@pytest.mark.parametrize(
    ("starts", "grid", "beside"),
    [
        ([540, 600], 60, 0),  # never more than an hour
        ([540, 570], 30, 0),
        ([540, 545], 5, 0),
        ([540, 544], 5, 1),  # 4 would be the divisor
        ([541, 542, 545], 5, 2),
    ],
)
def test_the_grid_is_the_greatest_common_divisor(starts: list[int], grid: int, beside: int) -> None:
    """From five minutes to sixty."""
    assert grid_of(starts) == (grid, beside)
    assert made(*(event(minute=each - 540) for each in starts)).tables["grid"] == grid


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Straße & Søn", "strasse-son"),
        ("L'Été", "lete"),
        ("K.1.105 (La Fontaine)", "k-1-105-la-fontaine"),
        ("Большой зал", "room-04711ea0"),
        ("講堂 A", "a-6e8b4a03"),
        ("!", "room"),
        ("x" * 100, "x" * 48),
    ],
)
def test_ids_are_made_of_names(name: str, id_: str) -> None:
    """In ASCII; a digest stands for a name in another script."""
    assert identifier(name, "room") == id_


def test_no_two_rows_have_one_id() -> None:
    """Also if a name looks like the second of another."""
    ids = Identifiers("room")
    assert [ids.of(name) for name in ("A", "a", "A 2", "A")] == ["a", "a-2", "a-2-2", "a-3"]


def test_a_session_past_midnight_runs_on_into_the_next_date() -> None:
    """A minute more makes a night of it, which the evening joins; one that ends at midnight does not."""
    evening = made(event(minute=840, minutes=60)).tables
    assert [bands_in(row) for row in evening["day_profiles"]] == [[("evening", False)]]
    assert evening["kinds"][0]["bands"] == ["evening"]
    late = made(event(minute=840, minutes=61)).tables
    assert late["sessions"][0]["duration"] == 61
    assert [bands_in(row) for row in late["day_profiles"]] == [
        [("evening", True)],
        [("night", False)],
    ]
    assert late["kinds"][0]["bands"] == ["evening", "night"]
    assert (late["first_day"], late["last_day"]) != (evening["first_day"], evening["last_day"])


def bands_in(profile: dict[str, Any]) -> list[tuple[str, bool]]:
    """Return the bands of a profile, and whether each joins the next."""
    return [(band["id"], band.get("joins", False)) for band in profile["bands"]]


def test_rooms_are_made_for_sessions_without_one() -> None:
    """As few as hold them: back to back is no overlap, a minute is."""
    apart = made(event(room=""), event("Next", 30, room=""))
    assert [row["title"] for row in apart.tables["rooms"]] == ["Room to be announced 1"]
    beside = made(event(room=""), event("Next", 29, room=""))
    assert len(beside.tables["rooms"]) == 2


def test_each_session_knows_where_it_was() -> None:
    """By the clocks of the venue; a session without a time was nowhere."""
    found = made(event(), SourceEvent("Later", None, 30))
    assert [row.get("was") for row in found.tables["sessions"]] == [
        {"start": "2025-05-09T09:00[Europe/Lisbon]", "room": "hall"},
        None,
    ]


def test_a_show_in_several_rooms_has_its_speakers_in_the_first() -> None:
    """Nobody is needed twice because it is streamed; another title at that time is another session."""
    ada = (Speaker("a", "Ada"),)
    show = [event(room=room, people=("a",)) for room in ("Hall", "Attic")]
    found = made(*show, event("Else", room="Cellar", people=("a",)), people=ada)
    people = {row["was"]["room"]: row.get("people") for row in found.tables["sessions"]}
    assert people == {"hall": {"speaker": ["ada"]}, "attic": None, "cellar": {"speaker": ["ada"]}}
    assert (
        "Shown in several rooms at once: Talk. Its speakers are in the first room." in found.notes
    )


@pytest.mark.parametrize(
    ("minutes", "holds"),
    [
        ([0, 0, 0], 3),  # three at once are posters
        ([0, 29, 60, 90], None),  # a slip
        ([0, 0, 60, 60], None),
        ([0, 0, 60, 90, 120, 150, 180], None),
    ],
)
def test_a_room_that_held_several_at_once_may(minutes: list[int], holds: int | None) -> None:
    """Two that met once are a slip, and `evaluate` finds it."""
    found = made(*(event(f"T{n}", minute) for n, minute in enumerate(minutes)))
    assert found.tables["rooms"][0].get("holds") == holds


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Hall A, Hall B", ["hall-a", "hall-b"]),
        ("Hall A + B", ["hall-a", "hall-b"]),
        ("Hall A & Hall C", None),  # nobody knows C
        ("Hall", None),
    ],
)
def test_a_joined_hall_is_made_of_its_rooms(name: str, parts: list[str] | None) -> None:
    """By its name, if all its rooms are known."""
    found = made(event(room="Hall A"), event("B", room="Hall B"), event("C", 60, room=name))
    row = next(row for row in found.tables["rooms"] if row["title"] == name)
    assert row.get("parts") == parts


def test_a_track_is_not_paid_for_twice() -> None:
    """What sessions of a theme at once cost, those of its track do."""
    assert made(event(track="Boats")).tables["levels"] == {"theme_conflict": "off"}
    assert made(event()).tables["levels"] == {}


def test_seats_are_unknown_only_where_no_file_has_them() -> None:
    """A room of one seat is known to have one."""
    known = made(event(), places=(EventRoom("Hall", 1),))
    assert not known.notes
    assert made(event(), places=(EventRoom("Hall"),)).notes


def test_days_of_the_file_count_unless_they_are_too_many() -> None:
    """Sixty days in all are a conference; beyond, those with sessions are."""
    first = date(2025, 5, 9)
    for days, said in ((59, "2025-07-07"), (60, "2025-05-09")):
        found = made(event(), first_day=first, last_day=first + timedelta(days=days))
        assert found.tables["last_day"] == said


def test_a_kind_has_the_parts_of_a_day_in_which_it_is_held() -> None:
    """All bands of a part, since they are alike; no others."""
    found = made(
        event("A", 0, kind="Talk"),
        event("B", 90, kind="Lab"),
        event("C", 400, kind="Lab"),
        event("D", 700, 30, kind="Party"),
    )
    bands = {row["title"]: row["bands"] for row in found.tables["kinds"]}
    assert bands == {
        "Talk": ["morning", "morning-2"],
        "Lab": ["morning", "morning-2", "afternoon"],
        "Party": ["evening"],
    }


def test_a_day_that_runs_through_is_morning_and_afternoon() -> None:
    """A kind that is held then has all bands of both; one of mornings has that of the day, too."""
    later = 24 * 60
    found = made(
        *(event("A", 0, 500, kind="Fair"), event("B", later, kind="Talk")),
        *(event("C", later + 400, kind="Lab"), event("D", later + 700, 30, kind="Party")),
    )
    bands = {row["title"]: row["bands"] for row in found.tables["kinds"]}
    assert bands == {
        "Fair": ["day", "morning", "afternoon"],
        "Talk": ["day", "morning"],
        "Lab": ["day", "afternoon"],
        "Party": ["evening"],
    }


def test_tracks_are_themes_whose_sessions_are_kept_together() -> None:
    """One that no session has is a theme alone; a session without one is in no track."""
    found = made(
        event("Oak", track="Boats"), event("Stars", 60, track="Sky"), event("Lunch", 30),
        tracks=("Boats", "Fish", "Sky"),
    )  # fmt: skip
    assert [each["id"] for each in found.tables["themes"]] == ["boats", "fish", "sky"]
    assert found.tables["tracks"] == [
        {"id": "boats", "title": "Boats", "sessions": {"themes": ["boats"]}},
        {"id": "sky", "title": "Sky", "sessions": {"themes": ["sky"]}},
    ]
    assert made(event()).tables["tracks"] == []


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Salle Mozart", " salle  MOZART", True),
        ("Grande salle Léopold Senghor", "Grande Salle Leopold Senghor", True),
        ("Mme Ingrid Sørensen", "Mme Ingrid Sorensen", True),
        ("Jean-Pierre Lefèvre", "Jean Pierre Lefevre", True),
        ("Sarah O'Connor", "Sarah O’Connor", True),
        ("Salle B (2e étage)", "Salle B, 2e étage", True),
        ("Room B1", "Room B 1", True),
        ("Room 1.2", "Room 12", False),
        ("Room 1 2", "Room 12", False),
        ("Room A", "Room B", False),
        ("は", "ば", False),
        ("!", "?", False),
    ],
)
def test_case_accents_blanks_and_punctuation_do_not_matter(
    one: str, other: str, is_same: bool
) -> None:
    """Numbers apart do, and letters of other scripts, and signs where there is nothing else."""
    assert (folded(one) == folded(other)) is is_same
