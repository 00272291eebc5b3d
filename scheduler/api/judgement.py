"""What a programme is worth, beside what it should be and beside others."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from scheduler import comparison, evaluation
from scheduler.api.programmes import schedule_in
from scheduler.comparison import Comparison, Programme
from scheduler.errors import SolutionError
from scheduler.findings import Evaluation
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from scheduler.solution import Solution


def evaluate(instance: Instance, programme: Solution | Schedule) -> Evaluation:
    """Judge a programme by all planning rules, independently of what found it.

    Returns
    -------
    Evaluation
        Findings in the order of the catalogue, amounts in the units of their rules, penalties in thousandths
        of a point; `forbidden` are those against hard rules.

    Raises
    ------
    SolutionError
        When the programme does not fit the conference; it names everything that does not.
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
        Two or more by a name each: solutions, or pairs of a conference and a programme of it. The first is
        the base, against which changes are told.
    others
        By these names, what other searches of the same conferences have found. They give each figure the
        range that programmes of nearly the same penalty have: `ranges` of each row of `indicators` and
        `rules` have `low`, `high`, and `differs` (from the base; None where that is not known).

    Raises
    ------
    SolutionError
        When there are fewer than two, one of them does not fit its conference, or `others` are of a name
        that none has.
    """
    unknown = [each for each in others if each not in programmes]
    if unknown:
        raise SolutionError(
            f"others: found {unknown[0]!r}, expected one of {', '.join(programmes)}."
        )
    if len(programmes) < 2:
        raise SolutionError(f"found {len(programmes)} to compare, expected two programmes or more.")
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
