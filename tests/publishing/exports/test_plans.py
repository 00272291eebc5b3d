"""The plan by half-days, and the grid."""

import pytest

from scheduler.publishing.exports.grids import Grid, grids_of, paper_of
from scheduler.publishing.exports.plans import part_of, plan_of
from scheduler.publishing.exports.programmes import Programme, programme_of
from scheduler.publishing.forms import Down, Paper
from scheduler.publishing.records import Entry
from tests.publishing.exports.programmes import small
from tests.publishing.releases import entry, named, place, release


def programme(*entries: Entry, rooms: int = 2) -> Programme:
    """Return a programme in rooms A, B, C …."""
    return programme_of(
        release(*entries, rooms=tuple(place(chr(65 + n)) for n in range(rooms))), "en"
    )


@pytest.mark.parametrize(
    ("clock", "part"),
    [
        ("00:00", 0),
        ("12:29", 0),
        ("12:30", 1),
        ("13:59", 1),
        ("14:00", 2),
        ("17:29", 2),
        ("17:30", 3),
        ("23:59", 3),
    ],
)
def test_a_day_has_four_parts(clock: str, part: int) -> None:
    """Midday begins at 12:30, the afternoon at 14:00, the evening at 17:30, in Addis Ababa (UTC+3)."""
    hour, minute = map(int, clock.split(":"))
    day, hour = (7, hour + 21) if hour < 3 else (8, hour - 3)
    row = programme(entry("a", f"2021-11-{day:02}T{hour:02}:{minute:02}")).rows[0]
    assert part_of(row) == part


def test_rooms_stand_in_order_and_only_where_something_is_held() -> None:
    """B before C, and no A; two columns of the first day, one of the second."""
    plan = plan_of(
        programme(
            entry("c", "2021-11-08T06:00", room="C"),
            entry("b1", "2021-11-08T11:00", room="B"),
            entry("b2", "2021-11-08T12:00", room="B"),
            entry("b3", "2021-11-09T06:00", room="B"),
            rooms=3,
        ),
        Down.ROOMS,
    )
    assert [(half.day.day, half.part) for half in plan.halves] == [(8, 0), (8, 2), (9, 0)]
    assert [(day.day, number) for day, number in plan.days()] == [(8, 2), (9, 1)]
    held = [(line.name, [[r.session for r in cell] for cell in line.cells]) for line in plan.lines]
    assert held == [("Room B", [[], ["b1", "b2"], ["b3"]]), ("Room C", [["c"], [], []])]


def test_bodies_come_first_then_kinds_of_what_has_none() -> None:
    """A session without a body stands in the line of its kind; cancelled ones stand nowhere."""
    plan = plan_of(programme_of(small(), "en"), Down.BODIES)
    assert [(line.id, line.name) for line in plan.lines] == [
        ("body com1", "Com1"),
        ("kind meeting", "Meeting"),
    ]


def test_what_no_table_knows_is_shown_by_its_id() -> None:
    """A room, a body, a kind."""
    strange = programme(
        entry("a", room="X"),
        entry("b", body="Y", room="A"),
        entry("c", "2021-11-08T08:00", kind="Z"),
    )
    assert [line.name for line in plan_of(strange, Down.ROOMS).lines] == ["Room A", "X"]
    assert [line.name for line in plan_of(strange, Down.BODIES).lines] == ["Meeting", "Y", "Z"]


def test_a_page_begins_and_ends_at_whole_hours() -> None:
    """From 09:30 to 15:01 in Addis: from 09:00 to 16:00."""
    shown = programme(entry("a", "2021-11-08T06:30"), entry("b", "2021-11-08T11:00", 61))
    (grid,) = grids_of(shown, Down.ROOMS, Paper.A4)
    assert (grid.first, grid.last) == (9 * 60, 16 * 60)
    (grid,) = grids_of(programme(entry("a", "2021-11-08T06:00")), Down.ROOMS, Paper.A4)
    assert (grid.first, grid.last) == (9 * 60, 10 * 60)


def test_what_ends_after_midnight_stays_on_the_page_of_its_day() -> None:
    """23:00 to 01:00 is from minute 1380 to 1500."""
    (grid,) = grids_of(programme(entry("a", "2021-11-08T20:00", 120)), Down.ROOMS, Paper.A4)
    assert (grid.sessions[0].start, grid.sessions[0].end, grid.last) == (1380, 1500, 1500)


def test_overlapping_sessions_lie_side_by_side() -> None:
    """09:00–11:00 beside 09:30–10:30 and 10:30–11:30: two strips; back to back: one each."""
    shown = programme(
        entry("a", "2021-11-08T06:00", 120),
        entry("b", "2021-11-08T06:30", 60),
        entry("c", "2021-11-08T07:30", 60),
        entry("d", "2021-11-08T08:30", 60),
    )
    (grid,) = grids_of(shown, Down.ROOMS, Paper.A4)
    lanes = {each.row.session: (each.lane, each.lanes) for each in grid.sessions}
    assert lanes == {"a": (0, 2), "b": (1, 2), "c": (1, 2), "d": (0, 1)}


def full(rooms: int) -> Programme:
    """Return a day with a session in each of so many rooms."""
    return programme(*(entry(f"s{n}", room=chr(65 + n)) for n in range(rooms)), rooms=rooms)


def test_paper_is_as_large_as_the_rooms_need() -> None:
    """Eight rooms fit on A4, nine do not."""
    assert paper_of(full(8), Down.ROOMS) is Paper.A4
    assert paper_of(full(9), Down.ROOMS) is Paper.A3
    assert paper_of(programme_of(release(kinds=(named("meeting"),)), "en"), Down.ROOMS) is Paper.A4


def test_a_day_is_spread_over_as_few_sheets_as_can_be_and_evenly() -> None:
    """Fourteen rooms are one sheet of A3 or two; fifteen two (of 8 and 7) or three (of 5 at least)."""

    def divisions(rooms: int, paper: Paper) -> list[tuple[tuple[int, int], ...]]:
        (grid,) = grids_of(full(rooms), Down.ROOMS, paper)
        assert len(grid.columns) == len(grid.sessions) == rooms
        return [*grid.divisions]

    assert divisions(14, Paper.A3) == [((0, 14),), ((0, 7), (7, 14))]
    assert divisions(15, Paper.A3) == [((0, 8), (8, 15)), ((0, 5), (5, 10), (10, 15))]
    assert divisions(8, Paper.A4) == [((0, 8),), ((0, 4), (4, 8))]
    assert divisions(2, Paper.A4) == [((0, 2),)]


def test_a_column_is_as_wide_as_what_is_held_in_it_at_once() -> None:
    """Of kinds, seven sessions at once are seven strips: with three other columns more than A4 takes."""
    talks = [entry(f"t{n}", kind="talk", room=chr(65 + n)) for n in range(7)]
    others = [entry(f"o{n}", "2021-11-08T08:00", kind=f"k{n}") for n in range(3)]
    kinds = tuple(map(named, ("talk", "k0", "k1", "k2")))
    rooms = tuple(place(chr(65 + n)) for n in range(7))
    shown = programme_of(release(*talks, *others, kinds=kinds, rooms=rooms), "en")
    assert paper_of(shown, Down.BODIES) is Paper.A3
    (grid,) = grids_of(shown, Down.BODIES, Paper.A4)
    assert [(column.name, column.lanes) for column in grid.columns] == [
        ("Talk", 7),
        ("K0", 1),
        ("K1", 1),
        ("K2", 1),
    ]
    assert grid.divisions[0] == ((0, 1), (1, 4))


def hall_at(first: int, rooms: int = 9) -> Grid:
    """Return a day in so many rooms, in two of which, side by side, there is one session later."""
    ids = [chr(65 + n) for n in range(rooms)]
    grand = place("hall", titles={"en": "Grand hall"}, parts=tuple(ids[first : first + 2]))
    held = (entry(f"s{n}", room=each) for n, each in enumerate(ids))
    both = entry("both", "2021-11-08T07:00", room="hall")
    shown = release(*held, both, rooms=(*map(place, ids), grand))
    (grid,) = grids_of(programme_of(shown, "en"), Down.ROOMS, Paper.A4)
    return grid


@pytest.mark.parametrize(("first", "cut"), [(3, 5), (4, 4), (5, 5), (0, 5)])
def test_a_hall_lies_across_its_halves_and_is_not_cut_if_it_need_not_be(
    first: int, cut: int
) -> None:
    """Nine columns and no tenth: on two sheets of five and four, or of four and five."""
    grid = hall_at(first)
    (both,) = (each for each in grid.sessions if each.row.session == "both")
    assert (both.left, both.right) == (first, first + 2)
    assert len(grid.columns) == 9
    assert grid.divisions[0] == ((0, cut), (cut, 9))
    assert all(division[-1][1] == 9 for division in grid.divisions)


def test_a_hall_is_cut_where_the_paper_is_full() -> None:
    """Sixteen columns are two sheets of A4, of eight each: the hall lies on both."""
    assert hall_at(7, rooms=16).divisions[0] == ((0, 8), (8, 16))
