"""Evaluate programmes, and compare them."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from scheduler import comparison, evaluation
from scheduler.comparison import Comparison, Programme
from scheduler.errors import SolutionError
from scheduler.findings import Evaluation
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from scheduler.solution import Solution, schedule_in


def evaluate(instance: Instance, programme: Solution | Schedule) -> Evaluation:
    """Evaluate a programme by all planning rules, independently of the search.

    Returns
    -------
    Evaluation
        Its findings, in the order of the catalogue. Amounts are in the units of their rules, penalties in
        thousandths of a point. `forbidden` has the findings against hard rules.

    Raises
    ------
    SolutionError
        When the programme does not fit the conference. It names everything that does not.
    """
    return evaluation.evaluate(instance, schedule_in(programme))


def compare(
    programmes: Mapping[str, Solution | tuple[Instance, Solution | Schedule]],
    others: Mapping[str, Sequence[Solution | Schedule]] = MappingProxyType({}),
) -> Comparison:
    """Compare programmes of one conference, or of variants of it.

    Parameters
    ----------
    programmes
        Two or more, by name: solutions, or pairs of a conference and a programme of it. The first is the base
        of the comparison.
    others
        By the same names, programmes of other searches of the same conferences. Each figure then has a range
        over programmes with nearly the same penalty: `low`, `high`, and `differs` (whether the range lies
        apart from that of the base; None if unknown).

    Returns
    -------
    Comparison
        `to_pandas()` has a row for each programme and figure.

    Raises
    ------
    SolutionError
        When there are fewer than two programmes, one does not fit its conference, or `others` has a name that
        `programmes` lacks.
    """
    unknown = [each for each in others if each not in programmes]
    if unknown:
        raise SolutionError(
            f"others: found {unknown[0]!r}, expected one of {', '.join(programmes)}."
        )
    if len(programmes) < 2:
        raise SolutionError(
            f"found {len(programmes)} to compare, expected at least two programmes."
        )
    return comparison.compare(
        [_programme(name, given, others.get(name, ())) for name, given in programmes.items()]
    )


def _programme(
    name: str,
    given: Solution | tuple[Instance, Solution | Schedule],
    others: Sequence[Solution | Schedule],
) -> Programme:
    instance, programme = (given.conference, given) if isinstance(given, Solution) else given
    return Programme(name, instance, schedule_in(programme), tuple(map(schedule_in, others)))
