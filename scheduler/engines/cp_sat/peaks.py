"""`Peaks` in the exact model: a variable for the most that run at once in each period."""

from collections.abc import Iterable, Sequence

from ortools.sat.python import cp_model

from scheduler.engines.cp_sat.profiles import Occupancy, Profiles, Rows, rows_of
from scheduler.engines.cp_sat.variables import Literal, Variables
from scheduler.engines.timeline import Minutes
from scheduler.restrictions import Peaks, Priced, Span


class PeakVariables:
    """The peaks of a model in the making; restrictions on the same sessions share them."""

    def __init__(self, variables: Variables) -> None:
        self._variables = variables
        self._rows: dict[tuple[str, ...], tuple[Rows, Minutes] | None] = {}
        self._peaks: dict[tuple[tuple[str, ...], Span], Literal | None] = {}

    def add(self, peaks: Sequence[Priced]) -> None:
        """Add restrictions: what is too much in a group is forbidden, or the objective pays for it."""
        for priced in peaks:
            if not isinstance(priced.restriction, Peaks):
                raise TypeError(f"not a Peaks: {priced.restriction}")
            for group in priced.restriction.groups:
                self._variables.check()
                self._keep(priced.restriction, priced.price, group)

    def _keep(self, peaks: Peaks, price: int | None, group: Iterable[Span]) -> None:
        """Keep the sum of a group's peaks within the limit, or pay for what is beyond."""
        found = [self._peak(peaks.sessions, period) for period in group]
        terms = [each for each in found if each is not None]
        most = len(terms) * len(peaks.sessions) - peaks.at_most
        if most <= 0:
            return
        if price is None:
            self._variables.model.add(cp_model.LinearExpr.sum(terms) <= peaks.at_most)
        else:
            over = self._variables.excess(terms, [1] * len(terms), peaks.at_most, most)
            self._variables.pay(over, price * peaks.rate)

    def _peak(self, sessions: tuple[str, ...], period: Span) -> Literal | None:
        """Return a variable of at least the peak of a period; None if nothing can run in it."""
        if (sessions, period) not in self._peaks:
            self._peaks[sessions, period] = self._new_peak(sessions, period)
        return self._peaks[sessions, period]

    def _new_peak(self, sessions: tuple[str, ...], period: Span) -> Literal | None:
        variables = self._variables
        if sessions not in self._rows:
            self._rows[sessions] = _rows_of(sessions, variables)
        running = self._rows[sessions]
        if running is None:
            return None
        rows, begins = running
        minute = variables.source.timeline.minute
        since, until = (minute(edge) for edge in period)
        inside = (begins < until) & (begins + rows.lengths > since)
        stretches = [number for number in inside.nonzero()[0].tolist() if rows.at(number)[0]]
        if not stretches:
            return None
        peak = variables.model.new_int_var(0, len(sessions), "")
        edges = stretches[0], stretches[-1]
        for stretch in stretches:
            # What a neighbour has all of, and more, asks for nothing; if that lies in the period too.
            if rows.maximal[stretch] or stretch in edges:
                literals, loads = variables.spread(*rows.at(stretch))
                variables.at_most([*literals, peak.index], [*loads, -1], 0)
        return peak


def _rows_of(sessions: Sequence[str], variables: Variables) -> tuple[Rows, Minutes] | None:
    """Return stretches of time in each of which the same starts of these sessions run, and their begins.

    None if none of them ever runs.
    """
    numbers = variables.source.numbers
    occupancies = [Occupancy(numbers[session], 0, 0, None) for session in sessions]
    profiles = Profiles(occupancies, variables)
    if not len(profiles.lengths):
        return None
    found = [profiles.profile(occupancy) for occupancy in occupancies]
    rows = rows_of(found, [1] * len(found), profiles.lengths)
    return rows, profiles.begins[0] + rows.lengths.cumsum() - rows.lengths
