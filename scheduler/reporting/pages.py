"""The page of a comparison, made from a template that escapes all it is given."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from scheduler.comparison import Comparison
from scheduler.comparison.stakes import stakes_sheet
from scheduler.comparison.summary import programmes_sheet, sentences, verdicts_sheet
from scheduler.comparison.tables import (
    affected_sheet,
    changes_sheet,
    counts_sheet,
    hours_sheet,
    indicators_sheet,
    rules_sheet,
)
from scheduler.reporting.figures import colour, hours_pictures, rooms_pictures, rules_picture
from scheduler.reporting.plans import days_of
from scheduler.wording import one_line


def _plain(value: Any) -> Any:
    """Return text in one line, without codes that would turn it round; what is markup already, as it is."""
    return one_line(value) if isinstance(value, str) and not isinstance(value, Markup) else value


_PAGES = Environment(
    loader=PackageLoader("scheduler.reporting"),
    autoescape=True,
    undefined=StrictUndefined,
    finalize=_plain,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Missing:
    """A variant that has no programme to be compared."""

    label: str
    why: str
    """Why there is none, without a full stop."""
    troubles: tuple[str, ...] = ()
    """What stands in the way, in whole sentences."""


def page_of(
    comparison: Comparison, *, hide_rooms: bool = False, missing: Sequence[Missing] = ()
) -> str:
    """Return a comparison as an HTML page: equal comparisons give equal pages.

    The page loads nothing and runs nothing; `hide_rooms` leaves out moves to another room at the same
    time; `missing` are told of first.
    """
    return _PAGES.get_template("comparison.html").render(
        labels=comparison.labels,
        colours=[colour(number) for number in range(len(comparison.labels))],
        conference=comparison.base.instance.title or comparison.base.instance.name,
        same=comparison.nothing_changes,
        missing=missing,
        sentences=list(sentences(comparison)),
        stakes=stakes_sheet(comparison),
        programmes=programmes_sheet(comparison),
        verdicts=verdicts_sheet(comparison) if len(comparison.programmes) > 2 else None,
        indicators=indicators_sheet(comparison),
        rules=rules_sheet(comparison),
        hours=hours_sheet(comparison),
        counts=counts_sheet(comparison),
        differences=[
            (
                changes_sheet(comparison, difference, hide_rooms=hide_rooms),
                affected_sheet(difference, hide_rooms=hide_rooms),
            )
            for difference in comparison.differences
        ],
        rules_picture=rules_picture(comparison),
        hours_pictures=hours_pictures(comparison),
        rooms_pictures=rooms_pictures(comparison),
        days=days_of(comparison, hide_rooms=hide_rooms),
        zone=comparison.base.instance.zone.key,
    )
