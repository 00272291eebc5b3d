"""What the evaluation says, for tests."""

from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.schedule import Schedule


def messages(instance: Instance, schedule: Schedule, rule: str) -> list[str]:
    """Return the messages of a rule's findings, in their order."""
    judgements = evaluate(instance, schedule).judgements
    return [judged.finding.message for judged in judgements if judged.rule == rule]
