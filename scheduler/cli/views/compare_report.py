"""A comparison for machines: JSON and CSV."""

from collections.abc import Iterator
from typing import Any

from scheduler.cli.terminal.clocks import at_venue
from scheduler.cli.views.tables import csv_text
from scheduler.comparison import Comparison, Difference, Programme
from scheduler.comparison.affected import Affected
from scheduler.comparison.changes import Change, SessionChange, counts
from scheduler.comparison.programmes import IndicatorRow, Value
from scheduler.comparison.summary import sentences
from scheduler.comparison.tables import programme_of
from scheduler.comparison.totals import RuleRow
from scheduler.evaluation.runs import Run
from scheduler.instance import MILLI

OTHER = "other"
"""What hours without a purpose are called."""


def as_json_value(comparison: Comparison, *, hide_rooms: bool = False) -> dict[str, Any]:
    """Return all that is compared; penalties are in points, times by the clocks of the venue."""
    labels = comparison.labels
    return {
        "nothing_changes": comparison.nothing_changes,
        "summary": list(sentences(comparison)),
        "programmes": [_programme(each) for each in comparison.programmes],
        "rules": [_rule(labels, row) for row in comparison.rules if row.says_something],
        "indicators": [_indicator(labels, row) for row in comparison.indicators],
        "differences": [
            _difference(comparison, each, hide_rooms=hide_rooms) for each in comparison.differences
        ],
        "verdicts": [
            {
                "programme": each.programme,
                "against": each.against,
                "better": list(each.better),
                "worse": list(each.worse),
                "equal": each.equal,
                "dominates": each.dominates,
                "ranked": each.ranked,
            }
            for each in comparison.verdicts
        ],
        "undominated": list(comparison.undominated),
    }


def _programme(programme: Programme) -> dict[str, Any]:
    instance = programme.instance
    return {
        "programme": programme.label,
        "instance": instance.name,
        "title": instance.title,
        "zone": instance.zone.key,
        "profile": instance.profile,
        "penalty": programme.evaluation.penalty / MILLI,
        "hard_rules_kept": not programme.evaluation.forbidden,
    }


def _rule(labels: tuple[str, ...], row: RuleRow) -> dict[str, Any]:
    return {
        "rule": row.rule.id,
        "unit": row.rule.unit,
        "programmes": {
            label: {
                "level": total.level,
                "amount": total.amount,
                "forbidden": total.forbidden,
                "penalty": total.penalty / MILLI,
                "penalty_at_base_levels": total.at_base / MILLI,
            }
            for label, total in zip(labels, row.totals, strict=True)
        },
    }


def _indicator(labels: tuple[str, ...], row: IndicatorRow) -> dict[str, Any]:
    indicator = row.indicator
    return {
        "indicator": indicator.id,
        "title": indicator.title,
        "unit": indicator.unit,
        "better": indicator.better.value,
        "sentence": indicator.sentence,
        "programmes": dict(zip(labels, map(rounded, row.values), strict=True)),
    }


def rounded(value: Value) -> Value:
    """Return a figure with three decimals at most."""
    return round(value, 3) if isinstance(value, float) else value


def _difference(
    comparison: Comparison, difference: Difference, *, hide_rooms: bool
) -> dict[str, Any]:
    base, other = comparison.base, programme_of(comparison, difference)
    return {
        "programme": difference.programme,
        "against": difference.against,
        "counts": {change.value: number for change, number in counts(difference.changes).items()},
        "minutes_freed": {
            (purpose.value if purpose else OTHER): minutes
            for purpose, minutes in difference.freed.items()
        },
        "sessions": [
            {
                "session": each.session,
                "title": each.title,
                "change": each.change.value,
                "from": _place(base, each.before),
                "to": _place(other, each.after),
            }
            for each in _listed(difference, hide_rooms=hide_rooms)
        ],
        "affected": [_affected(each) for each in difference.affected],
    }


def _listed(difference: Difference, *, hide_rooms: bool) -> list[SessionChange]:
    return [each for each in difference.changed if not (hide_rooms and each.change is Change.ROOM)]


def _place(programme: Programme, run: Run | None) -> dict[str, str] | None:
    if run is None:
        return None
    start, end = (at_venue(moment, programme.instance.zone) for moment in (run.start, run.end))
    return {"start": start, "end": end, "room": run.room}


def _affected(each: Affected) -> dict[str, Any]:
    return {
        "group": each.group.value,
        "id": each.id,
        "title": each.title,
        "people": each.people,
        "sessions": list(each.sessions),
        "other_room_only": list(each.rooms),
    }


# CSV

COLUMNS = (
    *("table", "id", "title", "kind", "unit", "better"),
    *("programme", "value", "base", "before", "after"),
)
"""Columns of the CSV: one table for all, a row for each figure of each programme."""


def as_csv(comparison: Comparison, *, hide_rooms: bool = False) -> str:
    """Return all figures and changes as one table."""
    return csv_text(COLUMNS, _lines(comparison, hide_rooms=hide_rooms))


def _lines(comparison: Comparison, *, hide_rooms: bool) -> Iterator[dict[str, Any]]:
    labels = comparison.labels
    for row in comparison.rules:
        if row.says_something:
            rule = {"id": row.rule.id, "better": "lower"}
            amounts = [total.amount for total in row.totals]
            penalties = [total.penalty / MILLI for total in row.totals]
            yield from _figures(
                labels, amounts, {"table": "rule_amount", "unit": row.rule.unit, **rule}
            )
            yield from _figures(
                labels, penalties, {"table": "rule_penalty", "unit": "points", **rule}
            )
    for figures in comparison.indicators:
        indicator = figures.indicator
        said = {
            "table": "indicator",
            "id": indicator.id,
            "title": indicator.title,
            "unit": indicator.unit,
            "better": indicator.better.value,
        }
        yield from _figures(labels, list(map(rounded, figures.values)), said)
    for difference in comparison.differences:
        yield from _change_lines(comparison, difference, hide_rooms=hide_rooms)


def _figures(
    labels: tuple[str, ...], values: list[Any], said: dict[str, str]
) -> Iterator[dict[str, Any]]:
    for label, value in zip(labels, values, strict=True):
        yield {**said, "programme": label, "value": value, "base": values[0]}


def _change_lines(
    comparison: Comparison, difference: Difference, *, hide_rooms: bool
) -> Iterator[dict[str, Any]]:
    base, other = comparison.base, programme_of(comparison, difference)
    for each in _listed(difference, hide_rooms=hide_rooms):
        yield {
            "table": "session",
            "id": each.session,
            "title": each.title,
            "kind": each.change.value,
            "programme": difference.programme,
            "before": " ".join((_place(base, each.before) or {}).values()),
            "after": " ".join((_place(other, each.after) or {}).values()),
        }
    for who in difference.affected:
        yield {
            "table": "affected",
            "id": who.id,
            "title": who.title,
            "kind": who.group.value,
            "unit": "sessions",
            "programme": difference.programme,
            "value": len(who.sessions),
        }
