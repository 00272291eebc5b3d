"""The page of a comparison, from a template that escapes all it is given."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from scheduler.comparison import Comparison
from scheduler.comparison.summary import sentences
from scheduler.comparison.tables import (
    affected_sheet,
    changes_sheet,
    hours_sheet,
    indicators_sheet,
    items_sheet,
    programmes_sheet,
    rules_sheet,
)
from scheduler.phrases import say
from scheduler.reporting.days import days_of
from scheduler.reporting.figures import (
    colour,
    hours_pictures,
    ink,
    rules_picture,
)
from scheduler.reporting.front_page import (
    HEADINGS,
    LEAST,
    Claim,
    Missing,
    notes_of,
    proposals_of,
)
from scheduler.translations import in_language
from scheduler.wording import one_line


@pass_context
def _spoken(context: Context, text: str) -> str:
    return in_language(text, context["language"])


@pass_context
def _plain(context: Context, value: Any) -> Any:
    """Return text in the language of the page, in one line, without codes that would turn it round.

    What is markup already stays as it is.
    """
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return one_line(_spoken(context, value))


_PAGES = Environment(
    loader=PackageLoader("scheduler.reporting"),
    autoescape=True,
    undefined=StrictUndefined,
    finalize=_plain,
    trim_blocks=True,
    lstrip_blocks=True,
)
_PAGES.filters |= {"spoken": _spoken}
_PAGES.globals |= {"_": say}


def page_of(
    comparison: Comparison,
    *,
    missing: Sequence[Missing] = (),
    claims: Mapping[str, Claim] | None = None,
    language: str = "en",
) -> str:
    """Return a comparison as an HTML page: equal comparisons give equal pages.

    The page loads nothing and runs nothing. `missing` are told of first; `claims` say by label what is proved
    of a programme; names stay as they were typed, whatever the `language`.
    """
    marks = [str(each) for each in range(1, len(comparison.labels) + len(missing) + 1)]
    spoken = partial(in_language, language=language)
    return _PAGES.get_template("comparison.html").render(
        language=language,
        labels=comparison.labels,
        colours=[(colour(each), ink(each)) for each in range(len(marks))],
        conference=comparison.base.instance.title or comparison.base.instance.name,
        same=comparison.nothing_changes,
        missing=missing,
        proposals=proposals_of(comparison, missing, claims),
        headings=HEADINGS,
        notes=list(notes_of(comparison)),
        least=round(100 * LEAST),
        sentences=list(sentences(comparison, in_brief=True)),
        programmes=programmes_sheet(comparison),
        indicators=indicators_sheet(comparison),
        rules=rules_sheet(comparison),
        hours=hours_sheet(comparison),
        differences=[
            (changes_sheet(comparison, each), affected_sheet(each), items_sheet(each))
            for each in comparison.differences
        ],
        rules_picture=rules_picture(comparison, marks, spoken),
        hours_pictures=hours_pictures(comparison, spoken),
        days=days_of(comparison),
        zone=comparison.base.instance.zone.key,
    )
