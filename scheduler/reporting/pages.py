"""The page of a comparison, from a template that escapes all it is given; half a day of programmes a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from scheduler.catalogue import name_of
from scheduler.comparison import Comparison, Difference, Programme
from scheduler.comparison.agenda_tables import agendas_sheet, has_items, items_sheet
from scheduler.comparison.changes import Change, SessionChange, hours_of, room_of, time_of, told
from scheduler.comparison.sheets import Sheet
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
from scheduler.evaluation.runs import Run
from scheduler.french import in_french
from scheduler.phrases import say
from scheduler.reporting.effects import LEAST
from scheduler.reporting.figures import hours_pictures, rooms_pictures, rules_picture
from scheduler.reporting.front_page import (
    HEADINGS,
    Claim,
    Missing,
    known_since,
    notes_of,
    proposals_of,
)
from scheduler.reporting.marks import badges, colour, ink
from scheduler.reporting.typography import hyphenated, together
from scheduler.wording import band_name, day_text, one_line


def _spoken(context: Context, text: str) -> str:
    """Return a text in the language of the page."""
    return in_french(text) if context["language"] == "fr" else text


@pass_context
def _together(context: Context, text: str) -> Markup:
    return together(_spoken(context, text))


@pass_context
def _hyphenated(context: Context, text: str) -> Markup:
    return hyphenated(_spoken(context, text))


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
_PAGES.filters |= {"together": _together, "hyphenated": _hyphenated}
_PAGES.globals |= {"_": say}


def page_of(
    comparison: Comparison,
    *,
    hide_rooms: bool = False,
    missing: Sequence[Missing] = (),
    claims: Mapping[str, Claim] | None = None,
    language: Literal["en", "fr"] = "en",
) -> str:
    """Return a comparison as an HTML page: equal comparisons give equal pages.

    The page loads nothing and runs nothing; `hide_rooms` leaves out moves to another room at the same
    time; `missing` are told of first; `claims` say by label what is proved of a programme; names stay as they
    were typed, whatever the `language`.
    """
    marks = badges([*comparison.labels, *(each.label for each in missing)])
    spoken = in_french if language == "fr" else str
    return _PAGES.get_template("comparison.html").render(
        language=language,
        labels=comparison.labels,
        badges=marks,
        colours=[(colour(each), ink(each)) for each in range(len(marks))],
        conference=comparison.base.instance.title or comparison.base.instance.name,
        same=comparison.nothing_changes,
        missing=missing,
        proposals=proposals_of(comparison, missing, claims, hide_rooms=hide_rooms),
        headings=HEADINGS,
        notes=list(notes_of(comparison)),
        least=round(100 * LEAST),
        sentences=list(sentences(comparison, in_brief=True)),
        stakes=stakes_sheet(comparison),
        programmes=programmes_sheet(comparison, outdated=_is_outdated(comparison, claims)),
        verdicts=verdicts_sheet(comparison) if len(comparison.programmes) > 2 else None,
        indicators=indicators_sheet(comparison),
        rules=rules_sheet(comparison, lambda rule: say(name_of(rule))),
        hours=hours_sheet(comparison),
        agendas=agendas_sheet(comparison) if has_items(comparison) else None,
        counts=counts_sheet(comparison),
        differences=[
            _sheets_of(comparison, each, hide_rooms=hide_rooms) for each in comparison.differences
        ],
        rules_picture=rules_picture(comparison, marks, spoken),
        hours_pictures=hours_pictures(comparison, spoken),
        rooms_pictures=rooms_pictures(comparison, spoken),
        days=days_of(comparison, hide_rooms=hide_rooms),
        zone=comparison.base.instance.zone.key,
    )


def _is_outdated(comparison: Comparison, claims: Mapping[str, Claim] | None) -> bool:
    return bool(known_since(comparison, claims or {}))


def _sheets_of(
    comparison: Comparison, difference: Difference, *, hide_rooms: bool
) -> tuple[Sheet, Sheet, Sheet]:
    """Return what has changed, who is affected, and the items that have changed."""
    return (
        changes_sheet(comparison, difference, hide_rooms=hide_rooms),
        affected_sheet(difference, hide_rooms=hide_rooms),
        items_sheet(difference),
    )


OUTSIDE = say("outside the hours")
"""Where a session stands that starts outside every band of its day."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A session in a half-day of a programme."""

    title: str
    time: str
    room: str
    change: Change
    """What becomes of it; in the column of the base: what becomes of it in the only other programme."""
    remark: str
    """What is different, in words."""
    is_private: bool
    order: tuple[datetime, str]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a day, a cell for each programme."""

    band: str
    cells: tuple[tuple[Entry, ...], ...]

    @property
    def differs(self) -> bool:
        """Whether anything in it is marked."""
        return any(entry.change is not Change.UNCHANGED for cell in self.cells for entry in cell)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of all programmes."""

    title: str
    parts: tuple[Part, ...]

    @property
    def differs(self) -> bool:
        """Whether any part of it differs."""
        return any(part.differs for part in self.parts)


Place = tuple[date, str]
Column = Mapping[Place, Sequence[Entry]]


def days_of(comparison: Comparison, *, hide_rooms: bool) -> tuple[Day, ...]:
    """Return every day on which any programme holds a session."""
    hidden = {Change.ROOM} if hide_rooms else set()
    base = comparison.base
    columns = [_base_column(comparison, hidden)]
    pairs = zip(comparison.programmes[1:], comparison.differences, strict=True)
    for programme, difference in pairs:
        columns.append(_column(base, programme, difference.changes, hidden))
    places = {place for column in columns for place in column}
    order = _order_of_bands(comparison)
    return tuple(
        Day(
            day_text(day),
            tuple(
                Part(band, tuple(tuple(column.get((day, band), ())) for column in columns))
                for band in sorted(
                    {band for other, band in places if other == day},
                    key=lambda band: (order.get((day, band), timedelta.max), band),
                )
            ),
        )
        for day in sorted({day for day, _ in places})
    )


def _base_column(comparison: Comparison, hidden: set[Change]) -> Column:
    """Return the sessions of the base; marked, if there is only one other programme."""
    base, differences = comparison.base, comparison.differences
    changes = {each.session: each for each in differences[0].changes}
    is_pair = len(differences) == 1
    entries: dict[Place, list[Entry]] = {}
    for run in base.runs:
        change = changes[run.id]
        mark = change.change if is_pair and change.change not in hidden else Change.UNCHANGED
        remark = _leaving(change, comparison.programmes[1]) if mark is not Change.UNCHANGED else ""
        _put(entries, base, run, mark, remark)
    return _sorted(entries)


def _leaving(change: SessionChange, other: Programme) -> str:
    """Return what becomes of a session of the base, in words."""
    if change.after is None:
        return change.change.words
    if change.longer:
        return change.words
    if change.change is Change.ROOM:
        return say("to {}", room_of(other, change.after))
    if change.change is Change.PANEL:
        return say("others on its panel")
    return say("to {}", time_of(change.after, other.instance.zone))


def _column(
    base: Programme, other: Programme, changes: Sequence[SessionChange], hidden: set[Change]
) -> Column:
    entries: dict[Place, list[Entry]] = {}
    for change in changes:
        mark = Change.UNCHANGED if change.change in hidden else change.change
        remark = told(change, base) if mark is not Change.UNCHANGED else ""
        if change.after is not None:
            _put(entries, other, change.after, mark, remark)
        elif change.before is not None:
            _put(entries, base, change.before, mark, remark)
    return _sorted(entries)


def _put(
    entries: dict[Place, list[Entry]],
    programme: Programme,
    run: Run,
    change: Change,
    remark: str,
) -> None:
    time = hours_of(run, programme.instance.zone)
    entry = Entry(
        title=run.title,
        time=time,
        room=room_of(programme, run),
        change=change,
        remark=remark,
        is_private=run.session.private,
        order=(run.start, run.id),
    )
    entries.setdefault(_place(programme, run), []).append(entry)


def _place(programme: Programme, run: Run) -> Place:
    wall = run.start.astimezone(programme.instance.zone)
    clock = timedelta(hours=wall.hour, minutes=wall.minute)
    profile = programme.instance.profile_of(wall.date())
    bands = profile.bands if profile else ()
    band = next((band_name(each.id) for each in bands if each.start <= clock < each.end), OUTSIDE)
    return wall.date(), band


def _sorted(entries: Mapping[Place, Sequence[Entry]]) -> Column:
    return {place: sorted(found, key=lambda each: each.order) for place, found in entries.items()}


def _order_of_bands(comparison: Comparison) -> Mapping[Place, timedelta]:
    """Return when each band of each day begins, in the first programme that has it."""
    order: dict[Place, timedelta] = {}
    for programme in comparison.programmes:
        for day in programme.instance.working_dates:
            profile = programme.instance.profile_of(day)
            for band in profile.bands if profile else ():
                order.setdefault((day, band.id), band.start)
    return order
