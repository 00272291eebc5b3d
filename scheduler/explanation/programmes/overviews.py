"""What a programme suffers from most, and who."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scheduler.catalogue import RULES
from scheduler.evaluation import evaluate
from scheduler.findings import Evaluation, Judgement
from scheduler.instance import Instance
from scheduler.schedule import Schedule

WHO = ("person", "delegation", "region", "audience", "body", "theme")
"""Items that can be worse off than others of their kind."""


@dataclass(frozen=True, slots=True)
class Burden:
    """What falls upon one of many."""

    about: str
    """What it is: a person, a delegation, a session …"""
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
    """Of each kind of item, and of sessions, those that bear most; the most burdened first."""


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
