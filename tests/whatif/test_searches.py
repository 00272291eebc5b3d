"""Variants stay near the base, a better programme counts wherever it fits, and seeds go side by side."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from scheduler.comparison import Programme, compare
from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from scheduler.solution import Solution, Status
from scheduler.solving import solve
from scheduler.whatif import Conditions, Done, NamedInstance, SearchJob, usual_seeds, what_if
from scheduler.whatif.searches import Told
from tests.agendas import dealing, item, meeting
from tests.conference import conference, placed, room, session
from tests.whatif.here import Here

CONDITIONS = Conditions(time_limit=4, seed=7)
HALLS = [room("A"), room("B")]


def case(name: str, **tables: object) -> NamedInstance:
    """Make a conference of two sessions, for which only late hours cost anything."""
    facts = conference(
        session("one"),
        session("two"),
        only="late_hours",
        **{"name": name, "rooms": HALLS, "late_after": "16:00", **tables},
    )
    return NamedInstance(name, facts)


FULL = case(
    "full",
    rooms=[room("A", closures=[{"days": ["2021-11-08", "2021-11-09"]}])],
    levels={"room_closed": "hard"},
)
"""A conference whose room is closed on both days."""


def found(instance: Instance, schedule: Schedule) -> Solution:
    """Return a solution that proves nothing but that no penalty is below 0."""
    judged, solution = evaluate(instance, schedule), solve(instance, time_limit=1)
    return replace(
        solution, status=Status.FEASIBLE, schedule=schedule, evaluation=judged, bound=None
    )


class Scripted(Here):
    """Finds what it is told to find; what is only to be brought near is."""

    def __init__(self, programmes: Mapping[str, Solution]) -> None:
        super().__init__()
        self.programmes = programmes

    def run(self, tasks: Sequence[SearchJob], told: Told, stop: threading.Event) -> Sequence[Done]:
        """Keep the tasks, and give what is ready for each."""
        if any(task.settled for task in tasks):
            return super().run(tasks, told, stop)
        self.batches.append(list(tasks))
        return [Done(task.name, self.programmes.get(task.name)) for task in tasks]


def test_variants_begin_with_what_was_found_for_the_base_and_stay_near_it() -> None:
    """The base itself begins with nothing, and is near nothing."""
    runner = Here()
    base, other = what_if(case("base"), [case("other")], CONDITIONS, runner)
    assert base.solution is not None
    assert other.solution is not None
    begin = base.solution.schedule
    assert [[(task.start, task.near) for task in batch] for batch in runner.batches] == [
        [(None, None)],
        [(begin, begin)],
    ]
    assert other.solution.schedule == begin


def test_the_base_begins_with_what_is_given() -> None:
    """And so do its variants, where nothing is found for it."""
    runner, start = Here(), placed(case("base").instance, one="Mon 09:00 A", two="Mon 09:00 B")
    base, _ = what_if(case("base"), [case("other")], CONDITIONS, runner, start=start)
    assert base.solution is not None
    assert [[task.start for task in batch] for batch in runner.batches] == [
        [start],
        [base.solution.schedule],
    ]
    runner = Here()
    what_if(FULL, [case("open")], CONDITIONS, runner, start=start)
    assert runner.batches[1][0].start == start


def test_cold_searches_begin_with_nothing_all_at_once() -> None:
    """So none has a head start."""
    runner = Here()
    done = what_if(case("base"), [case("a"), case("b")], CONDITIONS, runner, cold=True)
    assert [each.name for each in done] == ["base", "a", "b"]
    ((*tasks,),) = runner.batches
    assert [(task.start, task.near) for task in tasks] == [(None, None)] * 3
    assert {task.conditions for task in tasks} == {CONDITIONS}


def test_what_cannot_work_is_not_searched() -> None:
    """The screening proves it, and says why."""
    base, other = what_if(case("base"), [FULL], CONDITIONS, Here())
    assert base.solution is not None
    assert (base.solution.status, base.troubles) == (Status.OPTIMAL, ())
    assert other.solution is not None
    assert other.solution.status is Status.INFEASIBLE
    assert other.troubles
    assert all(trouble.certain for trouble in other.troubles)


def test_a_better_programme_of_a_variant_is_one_of_the_base_too() -> None:
    """Nothing in the variant makes it possible: the search has only gone on. Another has it as well."""
    cases = [case(name) for name in ("base", "a", "b")]
    late = placed(cases[0].instance, one="Mon 16:00 A", two="Mon 09:00 A")
    fine = placed(cases[0].instance, one="Tue 10:00 B", two="Mon 11:00 B")
    schedules = (late, fine, late)
    told = {
        each.name: found(each.instance, schedule)
        for each, schedule in zip(cases, schedules, strict=True)
    }
    runner = Scripted(told)
    done = what_if(cases[0], cases[1:], CONDITIONS, runner)
    assert [each.solution and each.solution.penalty for each in done] == [0, 0, 0]
    assert {each.solution and each.solution.schedule for each in done} == {fine}
    assert [each.solution and each.solution.conference.name for each in done] == ["base", "a", "b"]


def test_what_the_base_finds_from_a_programme_of_a_variant_counts() -> None:
    """The other room will do: nothing is a gain of the variant, and the base has the better programme."""
    closed = [room("A"), room("B", closures=[{"days": ["2021-11-08", "2021-11-09"]}])]
    base = case("base", rooms=closed, levels={"room_closed": "hard"})
    open_ = case("open", levels={"room_closed": "hard"})
    late = placed(base.instance, one="Mon 16:00 A", two="Mon 09:00 A")
    fine = placed(open_.instance, one="Tue 10:00 B", two="Mon 11:00 B")
    other = placed(base.instance, one="Tue 10:00 A", two="Mon 11:00 A")
    told = {
        "base": found(base.instance, late),
        "open": found(open_.instance, fine),
        "base, from open": found(base.instance, other),
    }
    done = what_if(base, [open_], CONDITIONS, Scripted(told))
    assert done[0].solution is not None
    assert (done[0].solution.schedule, done[0].others) == (other, (late,))
    runner = Scripted(told)
    what_if(base, [open_], CONDITIONS, runner, cold=True)
    assert len(runner.batches) == 1


def test_several_searches_are_usual_where_there_is_time() -> None:
    """15 minutes of work: three of 60 s of up to five instances, two of seven, one of eight."""
    minute = Conditions(time_limit=60)
    assert [usual_seeds(minute, cases) for cases in (2, 5, 6, 7, 8, 50)] == [3, 3, 2, 2, 1, 1]
    assert usual_seeds(Conditions(time_limit=60, workers=4), 2) == 1  # 900 / (60 * 4 * 2)
    assert usual_seeds(Conditions(time_limit=1), 2) == 3


def test_each_seed_is_a_search_and_the_best_counts() -> None:
    """Variants begin with the programmes of the base, the best first; the others are kept beside it."""
    base, other = case("base"), case("other")
    late = placed(base.instance, one="Mon 16:00 A", two="Mon 09:00 A")
    fine = placed(base.instance, one="Tue 10:00 B", two="Mon 11:00 B")
    told = {
        "base": found(base.instance, late),
        "base, seed 8": found(base.instance, fine),
        "other": found(other.instance, late),
        "other, seed 8": found(other.instance, fine),
    }
    runner = Scripted(told)
    first, second = what_if(base, [other], CONDITIONS, runner, start=late, seeds=2)
    assert [[task.conditions.seed for task in batch] for batch in runner.batches[:2]] == [
        [7, 8]
    ] * 2
    assert [[task.start for task in batch] for batch in runner.batches[:2]] == [
        [late, None],
        [fine, late],
    ]
    for each in (first, second):
        assert each.solution is not None
        assert (each.solution.schedule, each.others) == (fine, (late,))
    assert (first.name, second.name) == ("base", "other")


def programmes(cases: Sequence[NamedInstance], done: Sequence[Done]) -> list[Programme]:
    """Return what was found for each case."""
    return [
        Programme(case.name, case.instance, each.solution.schedule, each.others)
        for case, each in zip(cases, done, strict=True)
        if each.solution is not None and each.solution.schedule is not None
    ]


QUICK = Conditions(time_limit=2.0)
COMMITTEE = {"bodies": ["com"]}


def planned(settled: int) -> Instance:
    """Make a conference in which the first of two items is settled so far."""
    return meeting(
        item("roads", 60, sessions=COMMITTEE, settled=settled),
        item("boats", 30, sessions=COMMITTEE),
        levels={"room_waste": "off"},
    )


@pytest.mark.slow
def test_what_is_settled_is_on_no_agenda_of_the_variant() -> None:
    """Half of it takes half its time; all of it frees an hour, and nothing that was given is given again."""
    base, half, whole = (planned(settled) for settled in (0, 50, 100))
    start = dealing(
        placed(base, one="Mon 09:00 A", two="Mon 10:00 A", plenary="Mon 11:00 A"),
        one="roads 60",
        two="boats 30",
    )
    cases = [
        NamedInstance(name, of) for name, of in (("base", base), ("half", half), ("whole", whole))
    ]
    done = what_if(cases[0], cases[1:], QUICK, Here(), start=start)
    found = programmes(cases, done)
    given = [{entry.item: entry.minutes for entry in each.schedule.agendas} for each in found]
    assert given == [{"roads": 60, "boats": 30}, {"roads": 30, "boats": 30}, {"boats": 30}]
    figures = {row.indicator.id: row.values for row in compare(found).indicators}
    assert figures["hours_settled"] == (0, 0.5, 1)
    # Of two committee meetings of an hour each; no item may be dealt with in the plenary.
    assert figures["item_hours_left"] == (0.5, 1, 1.5)
