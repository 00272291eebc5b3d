"""CoSPLib's format, on a tiny conference: what each term costs."""

from pathlib import Path

import pytest

from benchmarks.cosplib.conference import Term
from benchmarks.cosplib.grid import Grid
from benchmarks.cosplib.reading import read_conference
from scheduler.engines.counting import Counter
from scheduler.engines.searching import Effort, search
from scheduler.instance import MILLI
from scheduler.schedule import Assignment, Schedule
from scheduler.solution import Engine, Status
from tests.benchmarks.cosplib.terms import costs, points
from tests.benchmarks.cosplib.workbooks import ROOMS, SESSIONS, Rows, saved, tiny

PLACES = {
    "L1": ("Mon", "Hall", 1),
    "L2": ("Mon", "Attic", 2),
    "L3": ("Wed", "Hall", 1),
    "S1": ("Tue", "Hall", 1),
    "S2": ("Wed", "Attic", 2),
}
ALWAYS = {Term.ROOMS_PER_TRACK: 2, Term.PARALLEL_TRACKS: 1, Term.CONSECUTIVE_TRACKS: 1}
"""Logic and Sets have two rooms each; Logic has two on Monday, and nothing between that and Wednesday."""


def _schedule(grid: Grid, places: dict[str, tuple[str, str, int]] = PLACES) -> Schedule:
    names = [session.name for session in grid.conference.sessions]
    return Schedule.of(
        Assignment(grid.talks[name], grid.start(names.index(session), slot - 1), grid.rooms[room])
        for name, (session, room, slot) in places.items()
    )


def _costs(sheets: dict[str, Rows], folder: Path) -> dict[str, int]:
    """Return what the schedule costs by term, in points."""
    conference = read_conference(saved(sheets, folder))
    grid = Grid(conference)
    counts = Counter(grid.problem).by_rule(_schedule(grid))
    assert not any(count.forbidden for count in counts.values())
    found = points(costs(grid.instance, _schedule(grid)))
    assert sum(found.values()) == sum(count.penalty for count in counts.values()) // MILLI
    return found


def _set(sheets: dict[str, Rows], title: str, values: dict[tuple[int, int], object]) -> None:
    for (row, column), value in values.items():
        sheets[title][row - 1][column - 1] = value


ALTERED: dict[Term, tuple[str, dict[tuple[int, int], object], int]] = {
    # Logic holds two rooms on Monday, one on Wednesday; Sets one on Tuesday.
    Term.TRACKS_SESSIONS: ("tracks_sessions|penalty", {(2, 2): 3, (2, 4): 4, (3, 2): 9}, 10),
    # Logic holds the hall on Monday and on Wednesday.
    Term.TRACKS_ROOMS: ("tracks_rooms|penalty", {(2, 2): 3, (3, 3): 5}, 11),
    # The attic is in use on Monday, and free on Tuesday.
    Term.SESSIONS_ROOMS: ("sessions_rooms|penalty", {(2, 3): 6, (3, 3): 9}, 6),
    # Both on Wednesday, in a room each; what is below the diagonal does not count.
    Term.SIMILAR_TRACKS: ("similar tracks", {(2, 3): 7, (3, 2): 100}, 7),
    # L3, two slots, ends at 23:00 where it comes from; L1 starts at 08:00, S1 ends at 19:00.
    Term.TIMEZONES: ("submissions", {(4, 5): "GMT+11", (2, 5): "GMT-2", (5, 5): "GMT+7"}, 22),
    # L2 is second, L3 third, S1 first: one of Logic is out of place, and nobody shares a slot.
    Term.ORDER: ("submissions", {(3, 4): 2, (4, 4): 1, (5, 4): 1}, 1),
    # L3 takes two slots on Wednesday, L1 is not there.
    Term.SUBMISSIONS_SESSIONS: ("submissions", {(4, 10): 4, (2, 10): 9}, 8),
    # L3 takes two slots in the hall, S2 one in the attic.
    Term.SUBMISSIONS_ROOMS: ("submissions", {(4, 11): 4, (6, 12): 1}, 9),
    # The chair of Logic attends L1, which is in it, and S2: L3 is there at the same time.
    Term.CHAIRS: ("tracks", {(2, 2): "Ada", (3, 2): "Bob, Ada"}, 1),
}


@pytest.mark.parametrize("term", ALTERED)
def test_a_term_costs_what_its_definition_says(term: Term, tmp_path: Path) -> None:
    """Beside what the schedule costs in any case."""
    title, values, cost = ALTERED[term]
    sheets = tiny()
    _set(sheets, title, values)
    assert _costs(sheets, tmp_path) == {**ALWAYS, term: cost}


def test_a_weight_counts_each_unit_so_often(tmp_path: Path) -> None:
    """Two rooms too many at 5; a term without weight is not there."""
    sheets = tiny()
    _set(sheets, "parameters", {(6, 5): 5, (7, 5): 0, (8, 5): None})
    assert _costs(sheets, tmp_path) == {Term.ROOMS_PER_TRACK: 10}


def test_people_in_two_rooms_at_once_count_by_session_and_by_slot(tmp_path: Path) -> None:
    """L3 takes both slots on Wednesday, S2 the second; L1 and L2 share the Monday, but no slot."""
    sheets = tiny()
    _set(sheets, "submissions", {(row, 6): "Ada, Bob" for row in (2, 3, 4, 6)})
    expected = ALWAYS | {Term.PRESENTERS_SESSION: 2, Term.PRESENTERS_SLOT: 1}
    assert _costs(sheets, tmp_path) == expected
    sheets = tiny()
    _set(sheets, "submissions", {(4, 7): "Bob", (6, 6): "Bob"})
    expected = ALWAYS | {Term.ATTENDEES_SESSION: 1, Term.ATTENDEES_SLOT: 1}
    assert _costs(sheets, tmp_path) == expected


@pytest.mark.parametrize(
    "places",
    [
        {"L1": ("Wed", "Attic", 1)},  # beside a submission of another track, in its room
        {"L1": ("Wed", "Hall", 2)},  # while another is running
        {"L3": ("Tue", "Attic", 2)},  # longer than what is left of the session
    ],
)
def test_what_must_be_kept_is_forbidden(
    places: dict[str, tuple[str, str, int]], tmp_path: Path
) -> None:
    """Tracks are not mixed, submissions do not overlap, and stay inside their sessions."""
    conference = read_conference(saved(tiny(), tmp_path))
    grid = Grid(conference)
    counts = Counter(grid.problem).by_rule(_schedule(grid, PLACES | places))
    assert any(count.forbidden for count in counts.values())


def test_the_best_programme_is_found_and_proved(tmp_path: Path) -> None:
    """Each track stays in a room of its own: Logic needs two sessions, one after the other, at no cost."""
    conference = read_conference(saved(tiny(), tmp_path))
    answer = search(Grid(conference).problem, Effort(Engine.CP_SAT, time_limit=20))
    assert (answer.status, answer.penalty, answer.bound) == (Status.OPTIMAL, 0, 0)
    assert answer.schedule is not None
    programme = [*Grid(conference).programme(answer.schedule)]
    assert [each.submission for each in programme] == ["L1", "L2", "L3", "S1", "S2"]
    assert all(each.session in SESSIONS and each.room in ROOMS for each in programme)
