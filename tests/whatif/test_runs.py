"""An instance and its variants, under the same conditions."""

from typing import Any

from scheduler.solution import Status
from scheduler.whatif import Conditions, NamedInstance, what_if
from tests.conference import conference, placed, room, session
from tests.whatif.here import Here

CONDITIONS = Conditions(time_limit=5)  # proved long before


def case(name: str, *more: dict[str, Any], **tables: Any) -> NamedInstance:
    """Make a conference of a session and of what is given."""
    return NamedInstance(name, conference(session("opening"), *more, name=name, **tables))


def test_variants_begin_with_what_was_found_for_the_base() -> None:
    """As far as it fits: a session that only the variant has is no trouble."""
    runner, variant = Here(), case("more", session("talk"))
    base, other = what_if(case("base"), [variant], CONDITIONS, runner)
    assert base.solution is not None
    assert other.solution is not None
    assert [[task.start for task in batch] for batch in runner.batches] == [
        [None],
        [base.solution.schedule],
    ]
    assert other.solution.schedule is not None
    assert len(other.solution.schedule.assignments) == 2


def test_the_base_begins_with_what_is_given() -> None:
    """And so do its variants, where nothing is found for it."""
    runner, start = Here(), placed(case("base").instance, opening="Mon 09:00 A")
    base, _ = what_if(case("base"), [case("more")], CONDITIONS, runner, start=start)
    assert base.solution is not None
    assert [[task.start for task in batch] for batch in runner.batches] == [
        [start],
        [base.solution.schedule],
    ]
    runner = Here()
    full = case("full", rooms=[room("A", closures=[{"days": ["2021-11-08", "2021-11-09"]}])])
    what_if(full, [case("open")], CONDITIONS, runner, start=start)
    assert runner.batches[1][0].start == start


def test_cold_searches_begin_with_nothing_all_at_once() -> None:
    """So none has a head start."""
    runner = Here()
    done = what_if(case("base"), [case("a"), case("b")], CONDITIONS, runner, cold=True)
    assert [each.name for each in done] == ["base", "a", "b"]
    ((*tasks,),) = runner.batches
    assert [task.start for task in tasks] == [None, None, None]
    assert {task.conditions for task in tasks} == {CONDITIONS}


def test_what_cannot_work_is_not_searched() -> None:
    """The screening proves it, and says why."""
    full = case("full", rooms=[room("A", closures=[{"days": ["2021-11-08", "2021-11-09"]}])])
    base, other = what_if(case("base"), [full], CONDITIONS, Here())
    assert base.solution is not None
    assert (base.solution.status, base.troubles) == (Status.OPTIMAL, ())
    assert other.solution is not None
    assert other.solution.status is Status.INFEASIBLE
    assert other.troubles
    assert all(trouble.certain for trouble in other.troubles)
