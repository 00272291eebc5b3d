"""A conference as an instance: what is counted of a plan is what the benchmark's own scorer says."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from types import ModuleType

import openpyxl
import pytest

from benchmarks.optaplanner.conference import CONSTRAINTS, Conference
from benchmarks.public import VARIABLE, OptaPlannerWorkbook, data_folder
from scheduler.engines.counting import Counter
from scheduler.evaluation import evaluate
from scheduler.instance import MILLI
from scheduler.rules import problem_of
from scheduler.schedule import Assignment, Schedule
from scheduler.solution import Engine
from scheduler.solving import solve
from tests.benchmarks.optaplanner.workbooks import (
    DEFAULT,
    GREY,
    HARD,
    SLOTS,
    SOFT,
    random_weight,
    random_workbook,
    talk,
    write_workbook,
)
from tests.benchmarks.records import loaded

DATA = data_folder("optaplanner")
FILES = ("36talks-12timeslots-5rooms.xlsx", "108talks-18timeslots-10rooms.xlsx")
needs_data = pytest.mark.skipif(
    not all((DATA / file).exists() for file in (*FILES, "score.py")),
    reason=f"no workbooks of the benchmark in {DATA}; {VARIABLE} may name another folder",
)

Plan = Sequence[tuple[int, int]]
"""Positions of timeslot and room of each talk."""


def random_plan(conference: Conference, rng: Random) -> Plan:
    """Return places at random, of each talk's type."""
    plan = []
    for each in conference.talks:
        slots = sorted(conference.slots_of(each.type))
        rooms = [n for n, room in enumerate(conference.rooms) if each.type in room.types]
        plan.append(each.pinned or (rng.choice(slots), rng.choice(rooms)))
    return plan


def schedule_of(workbook: OptaPlannerWorkbook, plan: Plan) -> Schedule:
    """Return a plan as a schedule of the instance."""
    conference, names = workbook.conference, workbook.names
    return Schedule.of(
        Assignment(
            names.talks[each.code],
            conference.timeslots[slot].start,
            names.rooms[conference.rooms[room].name],
        )
        for each, (slot, room) in zip(conference.talks, plan, strict=True)
    )


def counted(workbook: OptaPlannerWorkbook, schedule: Schedule) -> tuple[bool, int, int]:
    """Return whether anything is forbidden, and medium and soft score; both counts say the same."""
    judged = evaluate(workbook.instance, schedule)
    counts = Counter(problem_of(workbook.instance)).by_rule(schedule)
    assert counts == judged.totals
    assert not judged.penalty % MILLI
    found = workbook.prices.score(judged.penalty // MILLI)
    forbidden = any(count.forbidden for count in counts.values())
    return forbidden, found.medium, found.soft


def test_talks_stay_where_their_type_and_their_pins_say(tmp_path: Path) -> None:
    """A timeslot or a room of another type is forbidden, and so is any that a pin does not name."""
    pinned = talk("p", Timeslot_day="Tue 2018-10-02", Start="09:00", End="09:45", Room="R 3")
    talks = [talk("t"), pinned | {"Pinned by user": True}]
    workbook = OptaPlannerWorkbook(write_workbook(tmp_path / "a.xlsx", talks))
    for plan, forbidden in {
        ((1, 0), (4, 2)): False,
        ((3, 0), (4, 2)): True,  # 11:00 is for labs
        ((1, 0), (1, 2)): True,
        ((1, 0), (4, 0)): True,
    }.items():
        assert counted(workbook, schedule_of(workbook, plan))[0] == forbidden


def test_a_medium_point_is_worth_more_than_all_soft_ones(tmp_path: Path) -> None:
    """One published timeslot outweighs whatever two talks can cost each other."""
    alike = {"Theme_track_tags": "IoT", "Content_tags": "Java", "Speakers": "Ada"}
    where = {"Published_Timeslot": "Mon 2018-10-01", "Published_Start": "09:00"}
    where |= {"Published_End": "09:45"}
    talks = [talk(code, **alike, **where) for code in "ab"]
    weights = DEFAULT | {"Published timeslot": "0hard/1medium/0soft"}
    path = write_workbook(tmp_path / "a.xlsx", talks, weights=weights)
    workbook = OptaPlannerWorkbook(path)
    found = solve(workbook.instance, engine=Engine.CP_SAT, time_limit=5)
    assert found.schedule is not None
    assert found.penalty is not None
    assert {each["slot"] for each in workbook.plan(found.schedule).values()} == {1}
    assert workbook.prices.score(found.penalty // MILLI).medium == 0


def test_crowds_are_limited_to_two(tmp_path: Path) -> None:
    """Of three risky talks; in timeslots that overlap a limit would count more, so it is refused."""
    talks = [talk(code, Crowd_control_risk=1) for code in "abc"]
    (limit,) = OptaPlannerWorkbook(
        write_workbook(tmp_path / "a.xlsx", talks)
    ).instance.parallel_limits
    assert limit.at_most == 2
    slots = [*SLOTS, ("Mon 2018-10-01", "09:30", "10:15", "Talk", "")]
    path = write_workbook(tmp_path / "b.xlsx", talks[:2], slots=slots)
    assert not OptaPlannerWorkbook(path).instance.parallel_limits
    path = write_workbook(tmp_path / "c.xlsx", talks, slots=slots)
    with pytest.raises(ValueError, match=r"timeslots of \['Keynote', 'Talk'\] overlap"):
        OptaPlannerWorkbook(path)


@pytest.mark.parametrize(
    ("name", "weight", "told"),
    [
        ("Popular talks", "0hard/0medium/-1soft", "found the weight"),
        ("Language diversity", HARD, "a reward cannot be hard"),
        ("Crowd control", SOFT, "can be hard alone"),
    ],
)
def test_weights_that_an_instance_cannot_say_are_refused(
    name: str, weight: str, told: str, tmp_path: Path
) -> None:
    path = write_workbook(tmp_path / "a.xlsx", [talk("a")], weights=DEFAULT | {name: weight})
    with pytest.raises(ValueError, match=f"{name}: {told}"):
        OptaPlannerWorkbook(path)


# The workbooks of the benchmark, if they are here


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    """Return the benchmark's own scorer."""
    return loaded("optaplanner_score", DATA / "score.py")


def _altered(file: str, path: Path, rng: Random) -> Path:
    """Write a workbook of the benchmark with other weights, and more of what it hardly has."""
    book = openpyxl.load_workbook(DATA / file)
    for row in book["Configuration"].iter_rows(min_row=4):
        if row[0].value in CONSTRAINTS:
            row[1].value = random_weight(str(row[0].value), rng)
    lists = (("After lunch",), ("Recorded", "Large"), ("Brand", "Book"))
    for row in book["Talks"].iter_rows(min_row=2):
        for first, tags in zip((10, 14, 18), lists, strict=True):
            for cell in row[first : min(first + 4, 19)]:
                cell.value = rng.choice(("", *tags))
        row[9].value = rng.choice(("en", "fr"))
        row[30].value = rng.choice(("", "R 1", "R 2"))
        row[21].value = rng.choice((0, 0, 1))
    for row in book["Speakers"].iter_rows(min_row=3):
        for first, tags in zip((1, 5), lists, strict=False):
            for cell in row[first : first + 4]:
                cell.value = rng.choice(("", *tags))
        rng.choice(row[9:]).fill = GREY
    for row in book["Rooms"].iter_rows(min_row=3):
        rng.choice(row[4:]).fill = GREY
    book.save(path)
    return path


def _worth(
    scorer: ModuleType, problem: object, conference: Conference, plan: Plan
) -> tuple[set[str], tuple[bool, int, int]]:
    """Return the constraints of a plan, whether it breaks a hard one, and the score of the others."""
    slots, rooms = ([place[each] for place in plan] for each in (0, 1))
    found = scorer.score(problem, slots, rooms)
    assert not found["errors"]
    weights = conference.weights
    free = {name: part for name, part in found["detail"].items() if not weights[name].hard}
    medium, soft = (sum(part[level] for part in free.values()) for level in (1, 2))
    return {*found["detail"]}, (free.keys() != found["detail"].keys(), medium, soft)


def _agreed(scorer: ModuleType, paths: Iterable[Path], number: int, rng: Random) -> set[str]:
    """Compare the counts of random plans of each conference; return what they broke."""
    seen = set[str]()
    for path in paths:
        workbook, problem = OptaPlannerWorkbook(path), scorer.read_xlsx(path)
        for _ in range(number):
            plan = random_plan(workbook.conference, rng)
            constraints, worth = _worth(scorer, problem, workbook.conference, plan)
            assert counted(workbook, schedule_of(workbook, plan)) == worth
            seen |= constraints
    return seen


@pytest.mark.slow
@needs_data
def test_the_count_is_the_score(tmp_path: Path, scorer: ModuleType) -> None:
    """On random plans of random conferences, with every constraint on every level."""
    rng = Random(5)
    paths = (random_workbook(tmp_path / f"{number}.xlsx", rng) for number in range(25))
    assert _agreed(scorer, paths, 8, rng) == set(CONSTRAINTS)


@pytest.mark.slow
@needs_data
@pytest.mark.parametrize("file", FILES)
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_the_count_is_the_score_of_the_benchmark(
    file: str, tmp_path: Path, scorer: ModuleType
) -> None:
    """On random plans of its conferences, as they are and altered."""
    rng = Random(file)
    paths = DATA / file, _altered(file, tmp_path / file, rng)
    assert _agreed(scorer, paths, 3, rng) == set(CONSTRAINTS)
