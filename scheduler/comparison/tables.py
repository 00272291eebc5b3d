"""The sheets of a comparison."""

from collections.abc import Iterator, Mapping, Sequence

from scheduler.catalogue import HARD, OFF, name_of, plain_sentence
from scheduler.comparison.affected import Affected, Group
from scheduler.comparison.agenda_tables import agendas_sheet, has_items, items_sheet
from scheduler.comparison.changes import Change, SessionChange, counts, place_of
from scheduler.comparison.comparisons import Comparison, Difference
from scheduler.comparison.hours import HOUR, slack_by_band
from scheduler.comparison.programmes import Better, Programme
from scheduler.comparison.ranges import REMARK, SAME, IndicatorRow, notes_on, span_text, stands_out
from scheduler.comparison.remote import worst_off
from scheduler.comparison.sheets import (
    Cell,
    Column,
    Sheet,
    SheetRow,
    best_of,
    number_text,
    row,
)
from scheduler.comparison.stakes import can_be_best, stakes_sheet
from scheduler.comparison.summary import programmes_sheet, verdicts_sheet
from scheduler.comparison.totals import RuleRow, RuleTotal, costliest_first
from scheduler.instance import Purpose
from scheduler.phrases import Capital, phrase_of, say
from scheduler.wording import band_name, brief_points, chained, name

ARROWS: Mapping[Better, str] = {Better.HIGHER: "↑", Better.LOWER: "↓", Better.NEITHER: ""}
"""Which way a figure improves."""


def shown(comparison: Comparison, *, hide_rooms: bool = False) -> tuple[Sheet, ...]:
    """Return what a reader is shown, as sheets; of programmes that are the same, only what they are.

    `hide_rooms` leaves out moves to another room at the same time.
    """
    if comparison.nothing_changes:
        return (programmes_sheet(comparison),)
    found = [
        stakes_sheet(comparison),
        programmes_sheet(comparison),
        indicators_sheet(comparison),
        rules_sheet(comparison),
        hours_sheet(comparison),
        counts_sheet(comparison),
    ]
    if has_items(comparison):
        found.insert(5, agendas_sheet(comparison))
    if len(comparison.programmes) > 2:
        found.insert(2, verdicts_sheet(comparison))
    for difference in comparison.differences:
        found.append(changes_sheet(comparison, difference, hide_rooms=hide_rooms))
        found.append(affected_sheet(difference, hide_rooms=hide_rooms))
        if has_items(comparison):
            found.append(items_sheet(difference))
    return tuple(found)


def _columns(comparison: Comparison, *first: str) -> tuple[Column, ...]:
    """Return columns: what a row is about, and the programmes with their numbers."""
    return (*map(Column, first), *(Column(label, is_number=True) for label in comparison.labels))


def indicators_sheet(comparison: Comparison) -> Sheet:
    """Return the key figures; after the base, each with its difference."""
    return Sheet(
        say("Key figures"),
        _columns(comparison, say("Figure"), say("Unit")),
        tuple(_indicator(comparison, each) for each in comparison.indicators),
        say(
            "↑ more is better, ↓ less is better. The second number is the difference to the "
            "first programme.{}",
            _on_ranges(comparison),
        ),
    )


def _indicator(comparison: Comparison, figures: IndicatorRow) -> SheetRow:
    indicator, values = figures.indicator, figures.values
    best = best_of(values, indicator.better) if can_be_best(comparison, indicator.unit) else None
    worst_is_named = indicator.id == "remote_worst"
    cells = []
    for position, (programme, value) in enumerate(zip(comparison.programmes, values, strict=True)):
        notes = [*notes_on(figures.ranges[position], value, values[0])]
        region = worst_off(programme) if worst_is_named else None
        if region is not None:
            notes.append(name(programme.instance.region_by_id[region]))
        if indicator.id == "reserve_free" and value:
            notes.append(_bands_in_words(programme))
        is_best = best is not None and value == best and stands_out(figures.ranges, position)
        cells.append(Cell(number_text(value), chained(notes), best=is_best))
    arrow, title = ARROWS[indicator.better], phrase_of(indicator.title)
    said = say("{} {}", title, arrow) if arrow else title
    return row(said, phrase_of(indicator.unit), *cells, hint=phrase_of(indicator.sentence))


def _bands_in_words(programme: Programme) -> str:
    """Say in which bands the slack is, official ones first: ``morning: 3 evening: 1.5``."""
    free = sorted(slack_by_band(programme).items(), key=lambda each: not each[0].official)
    hours: dict[str, int] = {}
    for band, minutes in free:
        hours[band.id] = hours.get(band.id, 0) + minutes
    said = (say("{}: {}", band_name(each), number_text(hours[each] / HOUR)) for each in hours)
    return chained(said, " ")


def rules_sheet(comparison: Comparison) -> Sheet:
    """Return what each rule finds and costs: the amount, and the penalty in points."""
    rows = costliest_first(comparison.rules)
    return Sheet(
        say("Rules"),
        _columns(comparison, say("Rule"), say("Unit")),
        tuple(_rule(comparison, each) for each in rows),
        say(
            "The amount, less is better, and what it costs in points. Rules that find nothing "
            "in any programme are left out.{}",
            _on_ranges(comparison),
        ),
        say("No rule finds anything in any programme."),
    )


def _rule(comparison: Comparison, found: RuleRow) -> SheetRow:
    amounts = [total.amount for total in found.totals]
    ranked = can_be_best(comparison, found.rule.unit)
    least = best_of(amounts, Better.LOWER) if ranked else None
    cells = (
        Cell(
            number_text(total.amount),
            chained(_rule_notes(found, position)),
            best=total.amount == least and stands_out(found.ranges, position),
        )
        for position, total in enumerate(found.totals)
    )
    name, hint = say(name_of(found.rule.id)), say(plain_sentence(found.rule.id))
    return row(name, say(found.rule.unit), *cells, hint=hint)


def _rule_notes(found: RuleRow, position: int) -> Iterator[str]:
    """Yield what an amount costs, whether it is no difference, and its range."""
    total, own = found.totals[position], found.ranges[position]
    is_noise = own.differs is False and total.amount != found.totals[0].amount
    yield from filter(None, (_price(total), SAME if is_noise else "", span_text(own)))


def _on_ranges(comparison: Comparison) -> str:
    return say(" {}", REMARK) if any(each.others for each in comparison.programmes) else ""


def _price(total: RuleTotal) -> str:
    if not total.amount:
        return ""
    if total.forbidden:
        return say("forbidden")
    if total.level in (OFF, HARD) and not total.penalty:
        return say(OFF)
    return brief_points(total.penalty)


PURPOSES: Mapping[Purpose | None, str] = {
    Purpose.DEVELOPMENT: "Development",
    Purpose.ADMINISTRATION: "Administration",
    Purpose.STATEMENTS: "Statements",
    None: "Other",
}
"""What hours are for, in words."""


def hours_sheet(comparison: Comparison) -> Sheet:
    """Return the hours of sessions by purpose, and what each programme frees of those of the base."""
    programmes = comparison.programmes
    rows = []
    for purpose, title in PURPOSES.items():
        minutes = [programme.minutes_by_purpose[purpose] for programme in programmes]
        if any(minutes):
            rows.append(_hours_row(say(title), minutes))
    rows.append(
        _hours_row(say("All"), [sum(each.minutes_by_purpose.values()) for each in programmes])
    )
    return Sheet(
        say("Hours freed"),
        _columns(comparison, say("Purpose")),
        tuple(rows),
        say(
            "Hours of sessions, and the hours that are freed (+) or taken (−) against the first programme."
        ),
    )


def _hours_row(title: str, minutes: Sequence[int]) -> SheetRow:
    cells = (
        Cell(
            number_text(each / HOUR),
            number_text((minutes[0] - each) / HOUR, signed=True) if each != minutes[0] else "",
        )
        for each in minutes
    )
    return row(title, *cells)


def counts_sheet(comparison: Comparison) -> Sheet:
    """Return how many sessions are added, dropped, moved and left, for each programme but the base."""
    counted = [counts(difference.changes) for difference in comparison.differences]
    rows = (
        row(Capital(change.words), *(str(each[change]) for each in counted)) for change in Change
    )
    others = (Column(each.programme, is_number=True) for each in comparison.differences)
    return Sheet(
        say("Sessions against {}", comparison.base.label),
        (Column(say("Change")), *others),
        tuple(rows),
    )


def changes_sheet(
    comparison: Comparison, difference: Difference, *, hide_rooms: bool = False
) -> Sheet:
    """Return the sessions that are not as they were, in order of time."""
    other = programme_of(comparison, difference)
    shown = [each for each in difference.changed if not (hide_rooms and each.change is Change.ROOM)]
    return Sheet(
        say("Changed sessions: {}", difference.programme),
        tuple(
            Column(title)
            for title in (say("Session"), say("Change"), difference.against, difference.programme)
        ),
        tuple(_changed(each, comparison.base, other) for each in shown),
        empty=say(
            "No session differs between {} and {}.", difference.against, difference.programme
        ),
    )


def programme_of(comparison: Comparison, difference: Difference) -> Programme:
    """Return the programme that a difference is about."""
    return next(each for each in comparison.programmes if each.label == difference.programme)


def _changed(change: SessionChange, base: Programme, other: Programme) -> SheetRow:
    session = change.runs[-1].session
    return row(
        Cell(change.title, say("private") if session.private else ""),
        change.words,
        place_of(base, change.before),
        place_of(other, change.after),
    )


GROUPS: Mapping[Group, str] = {
    Group.PERSON: "Person",
    Group.DELEGATION: "Delegation",
    Group.REGION: "Remote from",
    Group.AUDIENCE: "Audience",
}
"""Who is affected, in words."""


def affected_sheet(difference: Difference, *, hide_rooms: bool = False) -> Sheet:
    """Return whom the changes affect, and in how many sessions."""
    shown = [each for each in difference.affected if each.sessions or not hide_rooms]
    return Sheet(
        say("Who is affected: {}", difference.programme),
        (
            Column(say("Group")),
            Column(say("Who")),
            Column(say("People"), is_number=True),
            Column(say("Sessions"), is_number=True),
            Column(say("Other room only"), is_number=True),
        ),
        tuple(map(_affected, shown)),
        say(
            "Sessions that are at another time, new, or no longer held; people of a region are remote "
            "participations."
        ),
        say("Nobody is affected."),
        is_long=True,
    )


def _affected(each: Affected) -> SheetRow:
    return row(
        say(GROUPS[each.group]),
        each.title,
        number_text(each.people),
        str(len(each.sessions)),
        str(len(each.rooms)),
    )
