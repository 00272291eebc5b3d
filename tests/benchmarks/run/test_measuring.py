"""Measured searches: what is noted, and what becomes of failures."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.run.instances import load
from benchmarks.run.measuring import Failed, Measured, Run, best_at, measure, measured_here
from benchmarks.run.optaplanner_workbooks import penalty_of, scale_of
from benchmarks.run.plain import solve_plainly
from benchmarks.run.subjects import POINT, Scale, Subject
from scheduler.engines.searching import Effort
from scheduler.errors import DisagreementError
from scheduler.progress import Progress, nobody
from scheduler.restrictions import Problem
from scheduler.rules import problem_of
from scheduler.solution import Engine, Status
from scheduler.sources.optaplanner import import_conference
from tests.conference import conference, room, session
from tests.sources.optaplanner.workbooks import SOFT, talk, write_workbook

TINY = Path(__file__).parents[3] / "instances" / "tiny.yaml"
BEST = 60_000
"""Penalty of the best programme of the tiny instance, proved."""


def _run(engine: Engine | None, **fields: object) -> Run:
    usual = Run("tiny", load, TINY, engine, 20.0, 1, 0, (0.0, 20.0))
    return replace(usual, **fields)  # type: ignore[arg-type]  # any field


def wrongly_judged(path: Path) -> Subject:
    """Read an instance whose judge counts something else."""
    return replace(load(path), judge=lambda _: BEST + 1)


def not_judged(path: Path) -> Subject:
    """Read an instance that nobody judges."""
    return replace(load(path), judge=lambda _: None)


def unreadable(path: Path) -> Subject:
    """Fail, with a message of two lines."""
    raise ValueError(f"{path.name} is\nno good")


def test_plain_cp_sat_is_measured_like_ours() -> None:
    """It proves the best programme of the tiny instance, and tells how long its model took."""
    found = measured_here(_run(None))
    assert (found.status, found.penalty, found.bound, found.gap) == ("optimal", BEST, BEST, 0.0)
    assert found.judged
    assert found.penalties == [None, BEST]
    assert found.first is not None
    assert found.building is not None
    assert found.proved is not None
    assert 0 < found.building <= found.first <= found.proved
    assert found.reading > 0
    assert found.memory > 1


def test_no_judge_is_told() -> None:
    """A value that nobody has confirmed is not called judged."""
    assert not measured_here(_run(None, load=not_judged)).judged


def test_a_judge_who_counts_otherwise_is_a_defect() -> None:
    """Both counts are told."""
    with pytest.raises(DisagreementError, match="the engine counts 60000, the judge 60001"):
        measured_here(_run(None, load=wrongly_judged))


def test_the_best_at_a_moment_is_what_was_known_then() -> None:
    """The moment itself counts; before the first programme there is none."""
    seen = [Progress(0.5, None, 1, ""), Progress(1.0, 9, 1, ""), Progress(2.0, 7, 1, "")]
    assert [best_at(moment, seen) for moment in (0.9, 1.0, 1.9, 2.0, 60.0)] == [None, 9, 9, 7, 7]


def _problem(sessions: int) -> Problem:
    """Return the problem of sessions of three hours in one room, open for that long four times."""
    return problem_of(
        conference(*(session(f"s{n}", duration=180) for n in range(sessions)), rooms=[room("A")])
    )


def test_plain_cp_sat_proves_that_there_is_no_programme() -> None:
    """Four fit, five do not."""
    effort = Effort(time_limit=20.0)
    assert solve_plainly(_problem(5), effort, nobody)[0].status is Status.INFEASIBLE
    assert solve_plainly(_problem(4), effort, nobody)[0].status is Status.OPTIMAL


def test_a_model_that_is_not_built_in_time_is_no_programme() -> None:
    """Building counts as search."""
    answer, building = solve_plainly(_problem(2), Effort(time_limit=1e-9), nobody)
    assert (answer.status, answer.schedule, building) == (Status.UNKNOWN, None, None)


def test_scores_of_the_scorer_are_penalties(tmp_path: Path) -> None:
    """There and back; hard points are refused."""
    talks = [talk(code, Theme_track_tags="IoT", Favorite_count=1) for code in "abcd"]
    path = write_workbook(tmp_path / "tiny.xlsx", talks, weights={"Theme track conflict": SOFT})
    imported = import_conference(path, "tiny")
    scale, prices = scale_of(imported), imported.prices
    assert prices.medium > 8
    for penalty in (0, 7, prices.medium - 1):
        assert penalty_of(f"{prices.score(penalty)}\n", imported) == penalty * POINT
        assert scale.value(penalty * POINT) == prices.score(penalty).soft
    with pytest.raises(ValueError, match="the scorer says '-1hard/0medium/0soft'"):
        penalty_of("-1hard/0medium/0soft\n", imported)


def test_values_are_on_their_scale() -> None:
    """Points are thousands of thousandths."""
    assert Scale().value(1500) == 1.5
    assert Scale(zero=10, unit=-1).value(25) == -15


@pytest.mark.slow
def test_a_search_in_a_process_of_its_own() -> None:
    """What comes back is what was measured there; an exception comes back as its first line."""
    found = measure(_run(Engine.AUTO))
    assert isinstance(found, Measured)
    assert (found.penalty, found.bound, found.judged) == (BEST, BEST, True)
    assert found.building is None
    assert measure(_run(Engine.AUTO, load=unreadable)) == Failed(
        _run(Engine.AUTO, load=unreadable), "ValueError: tiny.yaml is"
    )
