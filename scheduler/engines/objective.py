"""What places cost, by the engines' own count."""

from collections.abc import Mapping
from dataclasses import replace

from scheduler.engines.counting import Counter
from scheduler.engines.followers import together
from scheduler.engines.model import Model, Places
from scheduler.errors import DisagreementError
from scheduler.findings import Total
from scheduler.restrictions import Spread
from scheduler.schedule import Schedule


class Objective:
    """Counts the places of a model's sessions."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._counter = Counter(model.problem)
        spreads = tuple(e for e in model.problem.priced if isinstance(e.restriction, Spread))
        self._beyond = Counter(replace(model.problem, priced=spreads)) if spreads else None

    def count(self, places: Places) -> tuple[int, list[str]]:
        """Return the penalty of a schedule, and the rules that it breaks; "followers" is one of these."""
        schedule = self._model.schedule(places)
        counts = self.totals(schedule)
        broken = [rule for rule, count in counts.items() if count.forbidden]
        if together(schedule, self._model.problem.followers) != schedule:
            broken.append("followers")
        return sum(count.penalty for count in counts.values()), broken

    def beyond(self, places: Places) -> int | None:
        """Return what places cost of the kinds that annealing leaves out; None if that is forbidden."""
        if self._beyond is None:
            return 0
        counts = self._beyond.by_rule(self._model.schedule(places)).values()
        if any(count.forbidden for count in counts):
            return None
        return sum(count.penalty for count in counts)

    def totals(self, schedule: Schedule) -> Mapping[str, Total]:
        """Return the totals of each rule that a schedule does not keep, which may break anything."""
        return self._counter.by_rule(schedule)

    def counted(self, places: Places) -> int:
        """Return the penalty of a schedule that should keep everything.

        Raises
        ------
        DisagreementError
            When it does not: our defect.
        """
        penalty, broken = self.count(places)
        if broken:
            raise DisagreementError(f"an engine broke what it must keep: {', '.join(broken)}")
        return penalty
