"""What a programme costs by the terms of the benchmark, out of what the evaluation finds."""

from collections import Counter
from collections.abc import Mapping

from benchmarks.cosplib.conference import Term
from scheduler.evaluation import evaluate
from scheduler.instance import MILLI, Instance
from scheduler.schedule import Schedule

_RULES = {
    "track_changes_room": Term.ROOMS_PER_TRACK,
    "track_split": Term.PARALLEL_TRACKS,
    "track_interrupted": Term.CONSECUTIVE_TRACKS,
    "track_place_missed": Term.ORDER,
}
_ITEMS = {
    "chairs": Term.CHAIRS,
    "presenters-in-one-session": Term.PRESENTERS_SESSION,
    "attendees-in-one-session": Term.ATTENDEES_SESSION,
    "presenters-at-once": Term.PRESENTERS_SLOT,
    "attendees-at-once": Term.ATTENDEES_SLOT,
    "in-order-at-once": Term.ORDER,
    "similar": Term.SIMILAR_TRACKS,
}


def term_of(rule: str, item: str) -> Term:
    """Return the term that an item of a rule stands for."""
    if rule in _RULES:
        return _RULES[rule]
    if item in _ITEMS:
        return _ITEMS[item]
    name = item.rpartition("-")[0]
    return _ITEMS.get(name) or Term(name.replace("-", "_"))


def costs(instance: Instance, schedule: Schedule) -> Mapping[str, int]:
    """Return the cost of each term that costs something, in thousandths; nothing forbidden is in it."""
    found: Counter[str] = Counter()
    for judged in evaluate(instance, schedule).judgements:
        if judged.price is not None:
            found[term_of(judged.rule, judged.finding.item)] += judged.penalty
    return found


def points(costs_: Mapping[str, int]) -> dict[str, int]:
    """Return costs in points."""
    return {term: cost // MILLI for term, cost in costs_.items()}
