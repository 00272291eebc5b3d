"""What a change of a programme would break, cost and save."""

from collections import Counter
from dataclasses import dataclass

from scheduler.evaluation import evaluate
from scheduler.findings import Evaluation, Judgement, ordered
from scheduler.instance import Instance
from scheduler.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Consequences:
    """What is different in the evaluation of another programme."""

    difference: int
    """By how much the penalty would change, in thousandths."""
    broken: tuple[Judgement, ...]
    """What it would break of hard rules, besides what is broken anyway."""
    dearer: tuple[Judgement, ...]
    """Findings that would be new, the dearest first, of items of which a rule would count more."""
    relieved: tuple[Judgement, ...]
    """Findings that would be gone, the dearest first, of items of which a rule would count less."""
    saved: int
    """By how much what costs less would cost less, in thousandths, item by item of each rule."""

    @property
    def forbidden(self) -> int:
        """Amount by which it breaks hard rules, in units of several rules."""
        return sum(judged.finding.amount for judged in self.broken)


def consequences(instance: Instance, base: Evaluation, other: Schedule) -> Consequences:
    """Judge another programme, and tell what differs from the evaluation of the one there is."""
    return between(base, evaluate(instance, other))


def between(base: Evaluation, then: Evaluation) -> Consequences:
    """Tell what differs between two evaluations."""
    amounts, others = _by_item(base), _by_item(then)
    before = {(judged.rule, judged.finding) for judged in base.judgements}
    after = {(judged.rule, judged.finding) for judged in then.judgements}
    new = [
        each
        for each in then.judgements
        if (each.rule, each.finding) not in before and others[_item(each)] > amounts[_item(each)]
    ]
    gone = [
        each
        for each in base.judgements
        if (each.rule, each.finding) not in after and others[_item(each)] < amounts[_item(each)]
    ]
    return Consequences(
        then.penalty - base.penalty,
        tuple(each for each in new if each.price is None),
        ordered(each for each in new if each.price is not None),
        ordered(gone),
        _saved(base, then),
    )


def _saved(base: Evaluation, then: Evaluation) -> int:
    """Return what is saved in thousandths: of each rule and item that costs less, by how much."""
    less = Counter[tuple[str, str]]()
    for judged in base.judgements:
        less[_item(judged)] += judged.penalty
    for judged in then.judgements:
        less[_item(judged)] -= judged.penalty
    return sum(each for each in less.values() if each > 0)


def _item(judged: Judgement) -> tuple[str, str]:
    return judged.rule, judged.finding.item


def _by_item(evaluation: Evaluation) -> Counter[tuple[str, str]]:
    """Return the amount of each rule and item."""
    amounts = Counter[tuple[str, str]]()
    for judged in evaluation.judgements:
        amounts[_item(judged)] += judged.finding.amount
    return amounts
