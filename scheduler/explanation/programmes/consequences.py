"""The largest penalties of a programme, and the effect of a change on rules and penalty."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scheduler.catalogue import RULES, Thousandths
from scheduler.evaluation import evaluate
from scheduler.evaluation.evaluator import VOICES
from scheduler.findings import Evaluation, Judgement, ordered
from scheduler.instance import Instance
from scheduler.schedule import Schedule

Judgements = tuple[Judgement, ...]
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
    def parts(self) -> tuple[int, Judgements, Judgements, Judgements, int]:
        """All of it, for what has more to say of the change."""
        return self.difference, self.broken, self.dearer, self.relieved, self.saved

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
    """Return the amount of each rule and item."""
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


WHO = ("person", "delegation", "region", "audience", "body", "theme")
"""Items that can be worse off than others of their kind."""


@dataclass(frozen=True, slots=True)
class Burden:
    """The penalty of one item of many."""

    about: str
    """Its sort: a person, a delegation, a session …"""
    item: str
    penalty: int
    """Thousandths, over all findings about it; of findings that name several sessions, a session's share."""
    findings: tuple[Judgement, ...]
    """Those that weigh most on it first."""


@dataclass(frozen=True, slots=True)
class Overview:
    """A programme's troubles, in order."""

    evaluation: Evaluation
    dearest: tuple[Judgement, ...]
    """Findings that cost something, the dearest first."""
    worst_off: Mapping[str, tuple[Burden, ...]]
    """The items of each kind, and the sessions, with the largest penalties, in this order."""


def overview(instance: Instance, schedule: Schedule) -> Overview:
    """Return what is dearest in a programme, and who is worst off."""
    evaluation = evaluate(instance, schedule)
    paid = [judged for judged in evaluation.judgements if judged.penalty]
    dearest = tuple(sorted(paid, key=lambda judged: -judged.penalty))
    burdens: dict[tuple[str, str], list[Judgement]] = {}
    for judged in dearest:
        about = RULES[judged.rule].item
        if about in WHO:
            burdens.setdefault((about, judged.finding.item), []).append(judged)
        for session in judged.finding.sessions:
            burdens.setdefault(("session", session), []).append(judged)
    worst = [
        Burden(
            about,
            item,
            sum(_share(each, about) for each in found),
            _heaviest_first(found, about),
        )
        for (about, item), found in burdens.items()
    ]
    worst.sort(key=lambda burden: (-burden.penalty, burden.item))
    kinds = [kind for kind in (*WHO, "session") if any(each.about == kind for each in worst)]
    return Overview(
        evaluation,
        dearest,
        {kind: tuple(each for each in worst if each.about == kind) for kind in kinds},
    )


def _share(judged: Judgement, about: str) -> int:
    """Return what a finding costs one item, in thousandths: sessions share what names several of them."""
    sessions = len(judged.finding.sessions) if about == "session" else 1
    return judged.penalty // max(1, sessions)


def _heaviest_first(found: Iterable[Judgement], about: str) -> tuple[Judgement, ...]:
    return tuple(sorted(found, key=lambda judged: -_share(judged, about)))
