"""What places cost, by the engines' own count."""

from scheduler.engines.counting import Counter
from scheduler.engines.followers import together
from scheduler.engines.model import Model, Places
from scheduler.errors import DisagreementError


class Objective:
    """Counts the places of a model's sessions."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._counter = Counter(model.problem)

    def count(self, places: Places) -> tuple[int, list[str]]:
        """Return the penalty of a schedule, and the rules that it breaks; "followers" is one of these."""
        schedule = self._model.schedule(places)
        counts = self._counter.by_rule(schedule)
        broken = [rule for rule, count in counts.items() if count.forbidden]
        if together(schedule, self._model.problem.followers) != schedule:
            broken.append("followers")
        return sum(count.penalty for count in counts.values()), broken

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
