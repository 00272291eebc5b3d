"""A comparison for machines: JSON and CSV."""

from collections.abc import Iterator, Sequence
from typing import Any

from scheduler.cli.terminal.clocks import at_venue
from scheduler.cli.views.tables import csv_text
from scheduler.comparison import Comparison, Difference, Programme
from scheduler.comparison.affected import Affected
from scheduler.comparison.changes import Change, SessionChange, counts
from scheduler.comparison.programmes import Value
from scheduler.comparison.ranges import IndicatorRow, Range
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
        "indicators": indicators_as_json(comparison),
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
        "ranges": ranges_as_json(labels, row.ranges),
    }


def indicators_as_json(comparison: Comparison) -> list[dict[str, Any]]:
    """Return the key figures of all programmes, and their ranges."""
    return [_indicator(comparison.labels, row) for row in comparison.indicators]


def _indicator(labels: tuple[str, ...], row: IndicatorRow) -> dict[str, Any]:
    indicator = row.indicator
    return {
        "indicator": indicator.id,
        "title": indicator.title,
        "unit": indicator.unit,
        "better": indicator.better.value,
        "sentence": indicator.sentence,
        "programmes": dict(zip(labels, map(rounded, row.values), strict=True)),
        "ranges": ranges_as_json(labels, row.ranges),
    }


def ranges_as_json(labels: Sequence[str], ranges: Sequence[Range]) -> dict[str, Any]:
    """Return what other programmes of nearly the same penalty have, by programme; null where not known."""
    return {
        label: {
            "low": each.low if each.known else None,
            "high": each.high if each.known else None,
            "proved": each.proved,
            "differs": each.differs,
        }
        for label, each in zip(labels, ranges, strict=True)
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
        "changed_items": [
            {
                "item": each.item,
                "title": each.title,
                "change": each.words,
                "was": each.before,
                "now": each.after,
            }
            for each in difference.items
        ],
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
    *("programme", "value", "base", "low", "high", "proved", "differs", "before", "after"),
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
                labels, amounts, {"table": "rule_amount", "unit": row.rule.unit, **rule}, row.ranges
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
        yield from _figures(labels, list(map(rounded, figures.values)), said, figures.ranges)
    for difference in comparison.differences:
        yield from _change_lines(comparison, difference, hide_rooms=hide_rooms)


def _figures(
    labels: tuple[str, ...],
    values: list[Any],
    said: dict[str, str],
    ranges: Sequence[Range] = (),
) -> Iterator[dict[str, Any]]:
    known = ranges_as_json(labels, ranges) if ranges else {}
    for label, value in zip(labels, values, strict=True):
        yield {
            **said,
            "programme": label,
            "value": value,
            "base": values[0],
            **{name: _word(each) for name, each in known.get(label, {}).items()},
        }


def _word(value: Any) -> Any:
    """Return a figure, or yes, no, or nothing where it is not known."""
    return ("no", "yes")[value] if isinstance(value, bool) else "" if value is None else value


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
