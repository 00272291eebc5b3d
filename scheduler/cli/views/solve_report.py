"""How a search ended, for machines."""

from typing import Any

from scheduler.cli.views.ceilings_report import NoRuleWorseRecord
from scheduler.cli.views.claims import ended_in_words
from scheduler.cli.views.programme import left_out
from scheduler.cli.views.records import File, Gap, InstanceAnswer, Points, SessionIds, at
from scheduler.cli.views.solution_report import Outcome, RuleTotalRecord, totals_of
from scheduler.cli.views.start_report import RepairRecord, repair_record
from scheduler.cli.views.steps_report import StepRecord
from scheduler.instance import Instance
from scheduler.replanning import Start
from scheduler.solution import Solution, Status, Stop
from scheduler.solutions import old_place


class SolveAnswer(InstanceAnswer):
    """How a search ended, and what its programme costs."""

    profile: str | None
    status: Status
    in_words: str
    stop: Stop = at("search.stop")
    seconds: float
    """How long the search took, without waiting for the fast engine to be compiled."""
    penalty: Points | None
    """Of the programme that is in the file now, as are `rules`, `bound`, `gap` and `dropped`."""
    found: Points | None
    """Of the programme that the search itself has found, if any. Higher if the stored one was better."""
    bound: Points | None
    """No programme costs less: proved."""
    gap: Gap | None
    rules: tuple[RuleTotalRecord, ...]
    dropped: SessionIds
    """Optional sessions that are left out."""
    written: File | None
    """The solution file; null if none was written."""
    kept: File | None
    """Where the programme is that was there before."""
    repair: RepairRecord | None
    """What was amiss with the start; null if nothing was, or there is none."""
    moves_made: int | None = None
    """With --moves: sessions elsewhere."""
    moves_bound: Points | None = None
    """With --moves: no programme with at most so many moves costs less; null if nothing is proved."""
    moves_proved: bool | None = None
    """With --moves: whether none with at most so many is better."""
    moves_steps: tuple[StepRecord, ...] | None = None
    """With --moves: the moves as steps, the best first."""
    no_rule_worse: NoRuleWorseRecord | None = None
    """With --no-rule-worse alone."""


def solve_answer(
    facts: Instance, solution: Solution, ended: Outcome, start: Start | None, **known: Any
) -> SolveAnswer:
    """Return how a search ended; `start` is what it began with, and `known` what is known of limits."""
    dropped = () if solution.schedule is None else left_out(facts, solution.schedule)
    kept = ended.stays is not None
    return SolveAnswer.about(
        facts,
        solution,
        profile=ended.profile,
        in_words=ended.headline or ended_in_words(solution, ended.duration, kept=kept),
        seconds=round(ended.duration, 3),
        found=ended.found,
        rules=totals_of(solution.evaluation),
        dropped=[session.id for session in dropped],
        written=ended.written,
        kept=old_place(ended.kept, ended.stays),
        repair=repair_record(start),
        **known,
    )
