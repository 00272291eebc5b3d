"""Two programmes side by side, as the page shows them: what `compare` finds."""

from collections.abc import Iterator

from scheduler.comparison import Comparison, Programme, compare
from scheduler.comparison.changes import place_of
from scheduler.comparison.summary import sentences
from scheduler.comparison.totals import costliest_first
from scheduler.desk import Desk
from scheduler.web.desk.facts import Row

BEGAN = "as it began"
"""What the programme is called with which a desk began."""
MOST = 40
"""Those affected who are listed at most."""


def comparison_answer(base: tuple[str, Desk], other: tuple[str, Desk]) -> Row:
    """Return what differs in a programme, seen from a base."""
    pair = [Programme(spoken(label), desk.instance, desk.schedule) for label, desk in (base, other)]
    found = compare(pair)
    (difference,) = found.differences
    return {
        "labels": [base[0], other[0]],
        "totals": [[each.evaluation.penalty, len(each.evaluation.forbidden)] for each in pair],
        "sentences": [*sentences(found, in_brief=True)],
        "rules": [*_rules(found)],
        "figures": [*_figures(found)],
        "sessions": [
            [
                *(each.session, each.title, each.change.words),
                *(place_of(pair[0], each.before), place_of(pair[1], each.after)),
            ]
            for each in difference.changed
        ],
        "affected": [
            [each.group.value, each.title, len(each.sessions), len(each.rooms)]
            for each in difference.affected[:MOST]
        ],
        "more": max(0, len(difference.affected) - MOST),
    }


def spoken(name: str) -> str:
    """Return what people call a desk: ``forum`` for ``forum.desk.yaml``."""
    return name.removesuffix(".yaml").removesuffix(".desk") or BEGAN


def _rules(found: Comparison) -> Iterator[list[object]]:
    """Yield each rule that finds anything: amount, penalty and what is forbidden, in both."""
    for each in costliest_first(found.rules):
        if each.says_something:
            totals = [[one.amount, one.penalty, one.forbidden] for one in each.totals]
            yield [each.rule.id, each.rule.unit, totals]


def _figures(found: Comparison) -> Iterator[list[object]]:
    """Yield the key figures that differ, and which way they improve."""
    for each in found.indicators:
        if len(set(each.values)) > 1:
            figure = each.indicator
            yield [figure.title, figure.unit, figure.better.value, [*each.values]]
