"""What the voices of a rule say of a schedule."""

from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.schedule import Schedule


def amount(instance: Instance, schedule: Schedule, rule: str, item: str | None = None) -> int:
    """Return a rule's amount in a schedule, of one item or of all."""
    return sum(
        judged.finding.amount
        for judged in evaluate(instance, schedule).judgements
        if judged.rule == rule and item in (None, judged.finding.item)
    )
