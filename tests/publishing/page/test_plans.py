"""The plan of a day: rows, columns, and where sessions lie."""

from datetime import date
from zoneinfo import ZoneInfo

from scheduler.publishing.page.plans import DayGrid, plans_of
from scheduler.publishing.records import Entry, SessionStanding
from tests.publishing.releases import entry, place

ADDIS = ZoneInfo("Africa/Addis_Ababa")
ROOMS = (place("A"), place("B"), place("C"))


def plans(*entries: Entry, zone: ZoneInfo = ADDIS) -> list[DayGrid]:
    """Return the plans of some sessions in rooms A, B and C."""
    return [*plans_of(entries, ROOMS, zone)]


def lines(plan: DayGrid) -> dict[str, tuple[int, int, int, int]]:
    """Return between which lines each session lies: top, bottom, left, right."""
    return {
        each.entry.session: (each.top, each.bottom, each.left, each.right) for each in plan.sessions
    }


def test_each_moment_is_a_line_and_each_room_in_use_a_column() -> None:
    """Row 1 and column 1 are the labels; 09:00, 10:00 and 11:00 are the lines 2, 3 and 4."""
    [plan] = plans(
        entry("one", "2021-11-08T06:00"),
        entry("two", "2021-11-08T07:00", room="C"),
        entry("both", "2021-11-08T06:00", minutes=120, room="C"),
    )
    assert lines(plan) == {"one": (2, 3, 2, 3), "both": (2, 4, 3, 4), "two": (3, 4, 4, 5)}
    assert [(head.room.id, head.left, head.right) for head in plan.heads] == [
        ("A", 2, 3),
        ("C", 3, 5),
    ]
    assert plan.columns == 3


def test_rows_are_as_long_as_they_are_and_empty_ones_count_nothing() -> None:
    """A session from 09:00 to 10:30 and one from 14:00 to 14:45: 90 minutes, none, 45."""
    [plan] = plans(
        entry("one", "2021-11-08T06:00", minutes=90), entry("two", "2021-11-08T11:00", minutes=45)
    )
    assert [(row.line, row.minutes, row.named) for row in plan.rows] == [
        (2, 90, True),
        (3, 0, False),
        (4, 45, True),
    ]


def test_back_to_back_sessions_share_a_lane_and_overlapping_ones_do_not() -> None:
    """A cancelled session and the one in its stead lie side by side; one alone is as wide as its room."""
    [plan] = plans(
        entry("off", "2021-11-08T06:00", standing=SessionStanding.CANCELLED),
        entry("instead", "2021-11-08T06:30"),
        entry("after", "2021-11-08T07:30"),
    )
    assert lines(plan) == {"off": (2, 4, 2, 3), "instead": (3, 5, 3, 4), "after": (5, 6, 2, 4)}
    [head] = plan.heads
    assert (head.left, head.right) == (2, 4)


def test_a_session_is_on_the_day_on_which_it_starts_at_the_venue() -> None:
    """21:30 UTC is half past midnight in Addis Ababa; one that ends after midnight stays on its day."""
    found = plans(
        entry("before", "2021-11-08T20:30", minutes=120),
        entry("after", "2021-11-08T21:30", room="B"),
    )
    assert [(plan.day, [*lines(plan)]) for plan in found] == [
        (date(2021, 11, 8), ["before"]),
        (date(2021, 11, 9), ["after"]),
    ]


def test_rows_follow_the_true_time_when_clocks_go_back() -> None:
    """In Lisbon the hour from 01:00 comes twice on 31 October 2021: two rows of an hour each."""
    lisbon = ZoneInfo("Europe/Lisbon")
    [plan] = plans(
        entry("summer", "2021-10-31T00:00"), entry("winter", "2021-10-31T01:00"), zone=lisbon
    )
    assert lines(plan) == {"summer": (2, 3, 2, 3), "winter": (3, 4, 2, 3)}
    assert [row.start.astimezone(lisbon).hour for row in plan.rows] == [1, 1]


def test_ten_columns_fit_and_eleven_are_scrolled() -> None:
    """The number of columns counts, not that of rooms."""
    rooms = tuple(place(f"r{number}") for number in range(11))
    entries = [entry(f"s{number}", room=f"r{number}") for number in range(11)]
    [ten] = plans_of(entries[:10], rooms, ADDIS)
    [eleven] = plans_of(entries, rooms, ADDIS)
    assert not ten.is_wide
    assert eleven.is_wide
