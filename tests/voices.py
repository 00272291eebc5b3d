"""What the voices of a rule say of a schedule."""

from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.schedule import Schedule


def amount(instance: Instance, schedule: Schedule, rule: str, item: str | None = None) -> int:
    """Return a rule's amount in a schedule, of one item or of all; no finding is about nothing."""
    judgements = evaluate(instance, schedule).judgements
    findings = [judged.finding for judged in judgements if judged.rule == rule]
    assert all(finding.amount > 0 for finding in findings)
    return sum(finding.amount for finding in findings if item in (None, finding.item))
