"""The effect of a change on rules and penalty."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from scheduler.catalogue import Thousandths
from scheduler.evaluation import evaluate
from scheduler.evaluation.evaluator import VOICES
from scheduler.findings import Evaluation, Judgement, ordered
from scheduler.instance import Instance
from scheduler.schedule import Schedule

Key = tuple[str, str]
"""A rule and one of its items."""


@dataclass(frozen=True, slots=True)
class Consequences:
    """Differences between the evaluations of two programmes."""

    difference: Thousandths
    """By how much the penalty would change, in thousandths."""
    broken: tuple[Judgement, ...]
    """Hard rules that it would break in addition."""
    dearer: tuple[Judgement, ...]
    """Findings that would be new, the dearest first, of items of which a rule would count more."""
    relieved: tuple[Judgement, ...]
    """Findings that would be gone, the dearest first, of items of which a rule would count less."""
    saved: Thousandths
    """By how much what costs less would cost less, in thousandths, item by item of each rule."""

    @property
    def forbidden(self) -> int:
        """Amount by which it breaks hard rules, in units of several rules."""
        return sum(judged.finding.amount for judged in self.broken)


def consequences(instance: Instance, base: Evaluation, other: Schedule) -> Consequences:
    """Evaluate another programme, and return what differs from the present one."""
    return between(base, evaluate(instance, other))


def between(base: Evaluation, then: Evaluation) -> Consequences:
    """Return what differs between two evaluations."""
    amounts, others = _bykey_of(base), _bykey_of(then)
    before = {(judged.rule, judged.finding) for judged in base.judgements}
    after = {(judged.rule, judged.finding) for judged in then.judgements}
    new = [
        each
        for each in then.judgements
        if (each.rule, each.finding) not in before and others[key_of(each)] > amounts[key_of(each)]
    ]
    gone = [
        each
        for each in base.judgements
        if (each.rule, each.finding) not in after and others[key_of(each)] < amounts[key_of(each)]
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
    less = Counter[Key]()
    for judged in base.judgements:
        less[key_of(judged)] += judged.penalty
    for judged in then.judgements:
        less[key_of(judged)] -= judged.penalty
    return sum(each for each in less.values() if each > 0)


def key_of(judged: Judgement) -> Key:
    """Return the rule and the item that a finding is about."""
    return judged.rule, judged.finding.item


def _bykey_of(evaluation: Evaluation) -> Counter[Key]:
    amounts = Counter[Key]()
    for judged in evaluation.judgements:
        amounts[key_of(judged)] += judged.finding.amount
    return amounts


def amounts_of(instance: Instance, schedule: Schedule, keys: Iterable[Key]) -> Counter[Key]:
    """Return what some rules and items come to in a programme."""
    amounts = Counter[Key]()
    for rule in {rule for rule, _ in keys}:
        for finding in VOICES[rule](instance, schedule):
            amounts[rule, finding.item] += finding.amount
    return Counter({key: amounts[key] for key in keys})


def named(session: str, judgements: Iterable[Judgement]) -> tuple[str, ...]:
    """Return the sessions that findings name besides one, each once, in their order."""
    found = dict.fromkeys(each for judged in judgements for each in judged.finding.sessions)
    return tuple(each for each in found if each != session)
