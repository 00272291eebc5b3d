"""Reads instance files; the evaluation judges."""

from pathlib import Path

from benchmarks.run.subjects import Scale, Subject
from scheduler.errors import DisagreementError
from scheduler.replanning.agendas import without_items
from scheduler.rules import problem_of, without_seats
from scheduler.schedule import Schedule
from scheduler.solving import agreed
from scheduler.sources import read_instance


def load(path: Path) -> Subject:
    """Read an instance file; agendas are left out, of which plain CP-SAT knows nothing."""
    instance = without_items(read_instance(path))
    problem = problem_of(instance)

    def judge(schedule: Schedule) -> int:
        evaluation = agreed(instance, problem, without_seats(schedule))
        if evaluation.forbidden:
            raise DisagreementError(
                f"a hard rule is broken: {evaluation.forbidden[0].finding.message}"
            )
        return evaluation.penalty

    return Subject(problem, Scale(), judge)
