"""The workbooks of CoSPLib: what a schedule costs our engines is what the benchmark's evaluator says.

The workbooks and the evaluator are not part of this repository; without them these tests are skipped.
"""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from types import ModuleType

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from benchmarks.cosplib.conference import Submission, Term
from benchmarks.cosplib.grid import Grid
from benchmarks.cosplib.reading import read_conference
from benchmarks.public import VARIABLE, data_folder
from scheduler.engines.counting import Counter
from scheduler.instance import MILLI
from scheduler.schedule import Assignment, Schedule
from tests.benchmarks.cosplib.terms import costs as costs_of
from tests.benchmarks.cosplib.terms import term_of
from tests.benchmarks.records import loaded


def random_schedule(grid: Grid, rng: Random) -> Schedule | None:
    """Return a schedule that keeps everything; None, if this draw leaves no place for a submission."""
    conference = grid.conference
    free = [(n, room) for n in range(len(conference.sessions)) for room in conference.rooms]
    rng.shuffle(free)
    found: list[Assignment] = []
    tracks = list(grid.by_track.values())
    rng.shuffle(tracks)
    for submissions in tracks:
        cells: list[tuple[int, str, int]] = []
        for submission in sorted(submissions, key=lambda each: (-each.slots, rng.random())):
            placed = _placed(submission, grid, cells, free, rng)
            if placed is None:
                return None
            found.append(placed)
    return Schedule.of(found)


def _placed(
    submission: Submission,
    grid: Grid,
    cells: list[tuple[int, str, int]],
    free: list[tuple[int, str]],
    rng: Random,
) -> Assignment | None:
    """Put a submission behind what is in one of its track's cells, or into a cell that is free."""
    sessions = grid.conference.sessions
    for number, (session, room, used) in enumerate(cells):
        left = sessions[session].slots - used - submission.slots
        if left >= 0:
            skip = rng.randint(0, left) if rng.random() < 0.2 else 0
            cells[number] = session, room, used + skip + submission.slots
            return _assignment(submission, grid, session, room, used + skip)
    for cell in free:
        if sessions[cell[0]].slots >= submission.slots:
            free.remove(cell)
            cells.append((*cell, submission.slots))
            return _assignment(submission, grid, *cell, 0)
    return None


def _assignment(
    submission: Submission, grid: Grid, session: int, room: str, slot: int
) -> Assignment:
    return Assignment(grid.talks[submission.name], grid.start(session, slot), grid.rooms[room])


DATA = data_folder("cosplib")
EVALUATOR = DATA / "score.py"
NAMES = ("N2OR", "GECCO19", "GECCO20", "OR60F")
DRAWS = 3000
"""Few draws leave a place for everybody where every slot is needed."""
ENOUGH = 5

pytestmark = pytest.mark.skipif(
    not EVALUATOR.exists(),
    reason=f"no workbooks of CoSPLib, or no evaluator, in {DATA}; see {VARIABLE}",
)


@cache
def _evaluator() -> ModuleType:
    return loaded("cosplib_score", EVALUATOR)


def _path(name: str) -> Path:
    return DATA / f"{name}.xlsx"


def _altered(name: str, folder: Path, rng: Random) -> Path:
    """Write the workbook with weights, people, zones, orders and penalties at random in it."""
    book = openpyxl.load_workbook(_path(name))
    for number in range(len(Term)):
        book["parameters"].cell(number + 2, 5).value = rng.randint(1, 9)
    people = [f"P{number}" for number in range(40)]
    for row in book["submissions"].iter_rows(min_row=2):
        if row[0].value is not None:
            row[3].value = rng.choice((0, 1, 2, 5))
            row[4].value = f"GMT{rng.randint(-11, 12):+}"
            row[5].value, row[6].value = (", ".join(rng.sample(people, n)) for n in (1, 2))
            for cell in row[7:]:
                cell.value = rng.choice((None, 0, 1, 7))
    for row in book["tracks"].iter_rows(min_row=2, max_col=2):
        row[1].value = rng.choice((None, *people))
    for sheet in ("tracks_sessions|penalty", "tracks_rooms|penalty", "sessions_rooms|penalty"):
        _fill(book[sheet], rng)
    _fill(book["similar tracks"], rng)
    path = folder / f"{name}.xlsx"
    book.save(path)
    return path


def _fill(sheet: Worksheet, rng: Random) -> None:
    for row in range(2, sheet.max_row + 1):
        for column in range(2, sheet.max_column + 1):
            if sheet.cell(row, 1).value is not None and sheet.cell(1, column).value is not None:
                sheet.cell(row, column).value = rng.choice((None, 0, 1, 4))


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_schedule_costs_what_the_evaluator_says(name: str, tmp_path: Path) -> None:
    """In each of the sixteen terms, whatever the workbook has in its cells."""
    rng = Random(name)
    seen: set[str] = set()
    path = _altered(name, tmp_path, rng)
    conference, facts = read_conference(path), _evaluator().load_instance(path)
    grid, drawn = Grid(conference), 0
    counter = Counter(grid.problem)
    for _ in range(DRAWS):
        schedule = random_schedule(grid, rng)
        if schedule is None:
            continue
        records = [(p.submission, p.session, p.room, p.number) for p in grid.programme(schedule)]
        result = _evaluator().evaluate(facts, records)
        assert not result.hard
        costs = costs_of(grid.instance, schedule)
        assert costs == {term: MILLI * cost for term, cost in result.weighted.items() if cost}
        totals = counter.by_rule(schedule).values()
        assert sum(total.penalty for total in totals) == MILLI * result.objective
        assert not any(total.forbidden for total in totals)
        seen.update(costs)
        drawn += 1
        if drawn == ENOUGH:
            break
    assert seen == {term.value for term in Term}


@pytest.mark.parametrize("name", NAMES)
def test_a_weight_of_nothing_switches_a_term_off(name: str) -> None:
    """The problem has the terms that have a weight, as far as they can cost anything."""
    conference = read_conference(_path(name))
    weighted = {term for term, weight in conference.weights.items() if weight}
    priced = [each for each in Grid(conference).problem.priced if each.price is not None]
    assert {term_of(each.rule, each.restriction.item) for each in priced} <= weighted
    off = replace(conference, weights=dict.fromkeys(Term, 0))
    hard = {each.rule for each in Grid(off).problem.priced if each.price is None}
    assert hard == {each.rule for each in Grid(off).problem.priced}
    assert hard == {"outside_hours", "room_overlap", "track_mixed"}


def test_a_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    """The evaluator reads the programme that was written, of names with commas as of others."""
    conference = read_conference(_path("GECCO20"))
    grid, path = Grid(conference), tmp_path / "programme.json"
    schedule = next(filter(None, (random_schedule(grid, Random(n)) for n in range(50))))
    document = {"instance": conference.name, "assignments": grid.rows(schedule)}
    path.write_text(json.dumps(document), encoding="utf-8")
    records = _evaluator().read_solution(path)
    programme = grid.programme(schedule)
    assert records == [(p.submission, p.session, p.room, p.number) for p in programme]
