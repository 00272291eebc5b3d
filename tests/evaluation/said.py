"""What the evaluation says, for tests."""

from scheduler.evaluation import evaluate
from scheduler.findings import Finding
from scheduler.instance import Instance
from scheduler.schedule import Schedule


def findings(instance: Instance, schedule: Schedule, rule: str) -> list[Finding]:
    """Return the findings of a rule, in their order."""
    judgements = evaluate(instance, schedule).judgements
    return [judged.finding for judged in judgements if judged.rule == rule]


def messages(instance: Instance, schedule: Schedule, rule: str) -> list[str]:
    """Return the messages of a rule's findings, in their order."""
    return [finding.message for finding in findings(instance, schedule, rule)]
