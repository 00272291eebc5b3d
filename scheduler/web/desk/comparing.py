"""The comparison of two programmes for the page."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from scheduler.comparison import Comparison, Programme, compare, labelled
from scheduler.comparison.changes import place_of
from scheduler.comparison.figures import UNKNOWN_BRIEF, costliest_first
from scheduler.comparison.summary import sentences
from scheduler.desk import (
    DeskFile,
    DeskState,
    VariantLine,
    facts_of,
    without_locks,
)
from scheduler.phrases import Capital, phrase_of, say
from scheduler.web.desk.facts import Row

BEGAN = say("the start")
"""Name of the programme at the start of a desk."""
MOST = 40
"""Most affected participants that are listed."""
PIN = "pin "
"""Prefix of the keys of pins."""


class Label(NamedTuple):
    """Names of a desk."""

    name: str
    """Name of its variant file; nothing: it is as it began."""
    title: str
    """What people call it."""


def comparison_answer(base: tuple[Label, DeskState], other: tuple[Label, DeskState]) -> Row:
    """Return the differences between two programmes."""
    titles = labelled([base[0].title, other[0].title])
    pair = [
        Programme(
            *(title, desk.instance, desk.schedule),
            unlocked=without_locks(desk, desk.instance),
            known=facts_of(desk),
        )
        for title, (_, desk) in zip(titles, (base, other), strict=True)
    ]
    found = compare(pair)
    (difference,) = found.differences
    return {
        "labels": [base[0].name, other[0].name],
        "totals": [[each.evaluation.penalty, len(each.evaluation.forbidden)] for each in pair],
        # What hands have done is no chance of a search
        "sentences": [each for each in sentences(found, in_brief=True) if each != UNKNOWN_BRIEF],
        "facts": [*_facts(base[1], other[1])],
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


def labelled_of(file: DeskFile | None) -> Label:
    """Return the names of a desk: its title, or ``forum`` for ``forum.desk.yaml``; None is the start."""
    if file is None:
        return Label("", BEGAN)
    name = file.variant.name
    return Label(name, file.title or name.removesuffix(".yaml").removesuffix(".desk"))


def heading_of(file: DeskFile | None) -> str:
    """Return the heading of a desk."""
    return Capital(BEGAN) if file is None else labelled_of(file).title


def _facts(base: DeskState, other: DeskState) -> Iterator[list[object]]:
    """Yield the changes other than pins that only one of two desks has, and which."""
    lines = [
        {key: line for key, line in desk.lines.items() if not key.startswith(PIN)}
        for desk in (base, other)
    ]
    said: dict[str, list[bool]] = {}
    pairs = zip((base, other), lines, lines[::-1], strict=True)
    for place, (desk, own, others) in enumerate(pairs):
        for key, line in own.items():
            there = others.get(key)
            where = said.setdefault(_said(desk, line), [False, False])
            where[place] |= there is None or there.change != line.change
    yield from ([each, *where] for each, where in said.items() if any(where))


def _said(desk: DeskState, line: VariantLine) -> str:
    return desk.steps[line.step - 1].said if line.step > 1 else line.said


def _rules(found: Comparison) -> Iterator[list[object]]:
    """Yield amount, penalty and hard findings in both programmes, for each rule with findings."""
    broken = [
        Counter(judged.rule for judged in each.evaluation.forbidden) for each in found.programmes
    ]
    for each in costliest_first(found.rules):
        if each.says_something:
            pairs = zip(each.totals, broken, strict=True)
            totals = [[one.amount, one.penalty, hard[each.rule.id]] for one, hard in pairs]
            yield [each.rule.id, say(each.rule.unit), totals]


def _figures(found: Comparison) -> Iterator[list[object]]:
    """Yield the key figures that differ."""
    for each in found.indicators:
        if len(set(each.values)) > 1:
            figure = each.indicator
            yield [
                phrase_of(figure.title),
                phrase_of(figure.unit),
                figure.better.value,
                [*each.values],
            ]
