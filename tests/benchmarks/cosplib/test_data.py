"""The workbooks of CoSPLib: what a schedule costs our engines is what the benchmark's evaluator says.

The workbooks and the evaluator are not part of this repository; without them these tests are skipped.
"""

import importlib.util
import sys
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from benchmarks.cosplib.data import VARIABLE, data_folder
from benchmarks.cosplib.grid import Grid
from benchmarks.cosplib.programmes import write_csv, write_json
from benchmarks.cosplib.variants import variant
from scheduler.engines.counting import Counter
from scheduler.instance import MILLI
from scheduler.sources.cosplib.conference import Conference, Term
from scheduler.sources.cosplib.reading import read_conference
from tests.benchmarks.cosplib.programmes import random_schedule
from tests.benchmarks.cosplib.terms import costs as costs_of
from tests.benchmarks.cosplib.terms import term_of

DATA = data_folder()
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
    spec = importlib.util.spec_from_file_location("cosplib_score", EVALUATOR)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look there for their own module
    spec.loader.exec_module(module)
    return module


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
        schedule = random_schedule(conference, rng)
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


@pytest.mark.parametrize("suffix", ["json", "csv"])
def test_a_file_is_read_as_it_was_written(suffix: str, tmp_path: Path) -> None:
    """The evaluator reads the programme that was written, of names with commas as of others."""
    conference = read_conference(_path("GECCO20"))
    schedule = next(filter(None, (random_schedule(conference, Random(n)) for n in range(50))))
    programme = [*Grid(conference).programme(schedule)]
    path = tmp_path / f"programme.{suffix}"
    if suffix == "json":
        write_json(path, conference.name, programme)
    else:
        write_csv(path, programme)
    records = _evaluator().read_solution(path)
    assert records == [(p.submission, p.session, p.room, p.number) for p in programme]


def _facts(conference: Conference) -> Any:
    """Return a conference as the evaluator has it."""
    sessions, talks = conference.sessions, conference.submissions
    names, tracks = [each.name for each in sessions], [*conference.chairs]
    similar = conference.similar
    facts = _evaluator().Instance(
        name=conference.name,
        weights={term.value: weight for term, weight in conference.weights.items()},
        sessions=names,
        slots=[each.slots for each in sessions],
        session_times=[],
        rooms=[*conference.rooms],
        tracks=tracks,
        chairs=[{*conference.chairs[track]} for track in tracks],
        subs=[each.name for each in talks],
        track_of=[tracks.index(each.track) for each in talks],
        length=[each.slots for each in talks],
        order=[each.order for each in talks],
        tz=[each.zone for each in talks],
        presenters=[{*each.presenters} for each in talks],
        attendees=[{*each.attendees} for each in talks],
        p_sub_sess=[[each.in_sessions.get(name, 0) for name in names] for each in talks],
        p_sub_room=[[each.in_rooms.get(room, 0) for room in conference.rooms] for each in talks],
        p_track_sess=[[conference.tracks_sessions.get((t, n), 0) for n in names] for t in tracks],
        p_track_room=[
            [conference.tracks_rooms.get((t, r), 0) for r in conference.rooms] for t in tracks
        ],
        p_sess_room=[
            [conference.sessions_rooms.get((n, r), 0) for r in conference.rooms] for n in names
        ],
        p_similar=[[similar.get((a, b), similar.get((b, a), 0)) for b in tracks] for a in tracks],
        p_tz=[[conference.hours.penalty(s, each.zone) for s in sessions] for each in talks],
    )
    _evaluator()._conflicts(facts)
    return facts


@pytest.mark.parametrize("seed", range(1, 9))
def test_a_variant_costs_what_the_evaluator_says(seed: int) -> None:
    """In all that its instance and its problem count, whatever its weights and penalties."""
    rng = Random(seed)
    conference = variant(read_conference(_path(NAMES[seed % len(NAMES)])), seed)
    grid, facts = Grid(conference), _facts(conference)
    counter = Counter(grid.problem)
    drawn = filter(None, (random_schedule(conference, rng) for _ in range(DRAWS)))
    for schedule in islice(drawn, 2):
        records = [(p.submission, p.session, p.room, p.number) for p in grid.programme(schedule)]
        result = _evaluator().evaluate(facts, records)
        expected = {term: MILLI * cost for term, cost in result.weighted.items() if cost}
        assert costs_of(grid.instance, schedule) == expected
        totals = counter.by_rule(schedule).values()
        assert sum(total.penalty for total in totals) == MILLI * result.objective
