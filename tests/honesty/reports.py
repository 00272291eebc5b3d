"""What a search says, on its way and in the end, and which of it is not true."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scheduler.engines.answer import Answer
from scheduler.progress import Progress
from scheduler.solution import Solution, Status
from tests.honesty.truth import Truth

NOTHING = (Status.INFEASIBLE, Status.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Report:
    """A search: how it was made, all that it told on its way, and its end."""

    way: str
    heard: Sequence[Progress]
    end: Solution | Answer

    @property
    def penalties(self) -> list[int]:
        """All penalties that were told."""
        told = (self.end.penalty, *(each.best for each in self.heard))
        return [penalty for penalty in told if penalty is not None]

    @property
    def bounds(self) -> list[int]:
        """All bounds that were told."""
        told = (self.end.bound, *(each.bound for each in self.heard))
        return [bound for bound in told if bound is not None]


def lies(report: Report, truth: Truth | None) -> Iterator[str]:
    """Yield what is not true, in words."""
    end = report.end
    if truth is None:
        if end.status not in NOTHING or report.penalties:
            yield f"{report.way}: {end.status} where nothing is possible"
        return
    if end.status is Status.INFEASIBLE:
        yield f"{report.way}: infeasible where {truth.least} is possible"
    if end.status is Status.OPTIMAL and not end.penalty == end.bound == truth.least:
        yield f"{report.way}: optimal with {end.penalty} and {end.bound}, not {truth.least}"
    for penalty in report.penalties:
        if penalty < truth.least:
            yield f"{report.way}: penalty {penalty} below {truth.least}"
    for bound in report.bounds:
        if bound > truth.least:
            yield f"{report.way}: bound {bound} above {truth.least}"


def sort_of(report: Report, truth: Truth | None) -> str:
    """Return what sort of report this is: its status and, with a gap, on which sides of the truth."""
    end = report.end
    if end.status is not Status.FEASIBLE or truth is None:
        return end.status.value
    low = end.bound is None or end.bound < truth.least
    high = end.penalty is not None and end.penalty > truth.least
    return f"gap{' below' if low else ''}{' above' if high else ''}"
