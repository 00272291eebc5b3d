"""The sheets of a comparison."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat

from scheduler.catalogue import HARD, OFF, name_of, plain_sentence
from scheduler.comparison.changes import (
    Affected,
    AffectedGroup,
    SessionChange,
    place_of,
)
from scheduler.comparison.comparisons import Comparison, Difference, unknown_to
from scheduler.comparison.figures import (
    REMARK,
    SAME,
    IndicatorRow,
    RuleRow,
    RuleTotal,
    costliest_first,
    notes_on,
    span_text,
    stands_out,
)
from scheduler.comparison.indicators import HOUR, worst_off
from scheduler.comparison.programmes import Better, Programme
from scheduler.comparison.sheets import (
    NOTHING,
    Sheet,
    SheetCell,
    SheetColumn,
    SheetRow,
    best_of,
    number_columns,
    number_text,
    row,
)
from scheduler.instance import Purpose
from scheduler.phrases import phrase_of, say
from scheduler.wording import brief_points, chained, counted, joined, name, rule_text

ARROWS: Mapping[Better, str] = {Better.HIGHER: "↑", Better.LOWER: "↓", Better.NEITHER: ""}
"""Direction in which a figure improves."""


def shown(comparison: Comparison) -> tuple[Sheet, ...]:
    """Return what a reader is shown, as sheets; of programmes that are the same, only what they are."""
    if comparison.nothing_changes:
        return (programmes_sheet(comparison),)
    found = [
        programmes_sheet(comparison),
        indicators_sheet(comparison),
        rules_sheet(comparison),
        hours_sheet(comparison),
    ]
    has_items = any(each.instance.items for each in comparison.programmes)
    for difference in comparison.differences:
        found.append(changes_sheet(comparison, difference))
        found.append(affected_sheet(difference))
        if has_items:
            found.append(items_sheet(difference))
    return tuple(found)


def _columns(comparison: Comparison, *first: str) -> tuple[SheetColumn, ...]:
    return (*map(SheetColumn, first), *number_columns(*comparison.labels))


def programmes_sheet(comparison: Comparison) -> Sheet:
    """Return the compared programmes, a column for each."""
    programmes = comparison.programmes
    titles = [each.instance.title or each.instance.name for each in programmes]
    rows = [
        *([row(say("Conference"), *titles)] if len(set(titles)) > 1 else []),
        row(say("Instance"), *(each.instance.name for each in programmes)),
        row(say("Profile of levels"), *(each.instance.profile or NOTHING for each in programmes)),
        row(
            say("Hard rules"),
            *(_kept(each, outdated=bool(unknown_to(each, programmes))) for each in programmes),
        ),
        *_penalties(comparison),
    ]
    columns = (SheetColumn(""), *map(SheetColumn, comparison.labels))
    return Sheet(say("Programmes"), columns, tuple(rows))


def _penalties(comparison: Comparison) -> Iterator[SheetRow]:
    """Yield the penalty of each programme; at the levels of the base as well, if levels differ."""
    rules, own = comparison.rules, [each.evaluation.penalty for each in comparison.programmes]
    kept = [not each.evaluation.forbidden for each in comparison.programmes]
    if all(rule.same_level for rule in rules):
        cells = map(SheetCell, map(brief_points, own), repeat(""), _least(comparison, own, kept))
        yield row(say("Penalty in points"), *cells)
        return
    yield row(say("Penalty at its own levels"), *map(brief_points, own))
    totals = [*zip(*(rule.totals for rule in rules), strict=True)]
    alike = [sum(total.at_base for total in of_one) for of_one in totals]
    broken = [
        [
            rule_text(rule.rule.id)
            for rule, total in zip(rules, of_one, strict=True)
            if total.forbidden_at_base
        ]
        for of_one in totals
    ]
    notes = [say("and would break: {}", joined(each)) if each else "" for each in broken]
    kept = [keeps and not each for keeps, each in zip(kept, broken, strict=True)]
    cells = map(SheetCell, map(brief_points, alike), notes, _least(comparison, alike, kept))
    yield row(say("Penalty at the levels of {}", comparison.base.label), *cells)


def _least(comparison: Comparison, penalties: Sequence[int], kept: Sequence[bool]) -> list[bool]:
    """Return for each penalty whether it is the least of the ranked programmes that satisfy the rules."""
    values = [value for value, keeps in zip(penalties, kept, strict=True) if keeps]
    is_ranked = all(each.ranked for each in comparison.verdicts)
    least = best_of(values, Better.LOWER) if is_ranked else None
    return [keeps and value == least for value, keeps in zip(penalties, kept, strict=True)]


def _kept(programme: Programme, *, outdated: bool) -> str:
    broken = len(programme.evaluation.forbidden)
    if not broken:
        return say("all satisfied when it was planned") if outdated else say("all satisfied")
    return say("broken: {}", counted(broken, "finding"))


def indicators_sheet(comparison: Comparison) -> Sheet:
    """Return the key figures; after the base, each with its difference."""
    return Sheet(
        say("Key figures"),
        _columns(comparison, say("Figure"), say("Unit")),
        tuple(_indicator(comparison, each) for each in comparison.indicators),
        say(
            "↑ more is better, ↓ less is better. The second number is the difference from "
            "the first programme.{}",
            _on_ranges(comparison),
        ),
    )


def _indicator(comparison: Comparison, figures: IndicatorRow) -> SheetRow:
    indicator, values = figures.indicator, figures.values
    best = best_of(values, indicator.better) if comparison.all_ranked else None
    worst_is_named = indicator.id == "remote_worst"
    cells = []
    for position, (programme, value) in enumerate(zip(comparison.programmes, values, strict=True)):
        notes = [*notes_on(figures.ranges[position], value, values[0])]
        region = worst_off(programme) if worst_is_named else None
        if region is not None:
            notes.append(name(programme.instance.region_by_id[region]))
        is_best = best is not None and value == best and stands_out(figures.ranges, position)
        cells.append(SheetCell(number_text(value), chained(notes), best=is_best))
    arrow, title = ARROWS[indicator.better], phrase_of(indicator.title)
    said = say("{} {}", title, arrow) if arrow else title
    return row(said, phrase_of(indicator.unit), *cells, hint=phrase_of(indicator.sentence))


def rules_sheet(comparison: Comparison) -> Sheet:
    """Return what each rule finds and costs: the amount, and the penalty in points."""
    rows = costliest_first(comparison.rules)
    return Sheet(
        say("Rules"),
        _columns(comparison, say("Rule"), say("Unit")),
        tuple(_rule(comparison, each) for each in rows),
        say(
            "The amount (less is better) and its penalty in points. Rules that every "
            "programme satisfies are not listed.{}",
            _on_ranges(comparison),
        ),
        say("Every programme satisfies every rule."),
    )


def _rule(comparison: Comparison, found: RuleRow) -> SheetRow:
    amounts = [total.amount for total in found.totals]
    least = best_of(amounts, Better.LOWER) if comparison.all_ranked else None
    cells = (
        SheetCell(
            number_text(total.amount),
            chained(_rule_notes(found, position)),
            best=total.amount == least and stands_out(found.ranges, position),
        )
        for position, total in enumerate(found.totals)
    )
    name, hint = say(name_of(found.rule.id)), say(plain_sentence(found.rule.id))
    return row(name, say(found.rule.unit), *cells, hint=hint)


def _rule_notes(found: RuleRow, position: int) -> Iterator[str]:
    total, own = found.totals[position], found.ranges[position]
    is_noise = own.differs is False and total.amount != found.totals[0].amount
    yield from filter(None, (_price(total), SAME if is_noise else "", span_text(own)))


def _on_ranges(comparison: Comparison) -> str:
    return say(" {}", REMARK) if any(each.others for each in comparison.programmes) else ""


def _price(total: RuleTotal) -> str:
    if not total.amount:
        return ""
    if total.forbidden:
        return say("breaks a hard rule")
    if total.level in (OFF, HARD) and not total.penalty:
        return say(OFF)
    return brief_points(total.penalty)


PURPOSES: Mapping[Purpose | None, str] = {
    Purpose.DEVELOPMENT: "Development",
    Purpose.ADMINISTRATION: "Administration",
    Purpose.STATEMENTS: "Statements",
    None: "Other",
}
"""Purposes of hours, in words."""


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
            "Hours of sessions, with the hours freed (+) or added (−) compared with the "
            "first programme."
        ),
    )


def _hours_row(title: str, minutes: Sequence[int]) -> SheetRow:
    freed = [minutes[0] - each for each in minutes]
    notes = [number_text(each / HOUR, signed=True) if each else "" for each in freed]
    hours = [number_text(each / HOUR) for each in minutes]
    return row(title, *map(SheetCell, hours, notes))


def changes_sheet(comparison: Comparison, difference: Difference) -> Sheet:
    """Return the sessions that are not as they were, in order of time."""
    other = programme_of(comparison, difference)
    titles = (say("Session"), say("Change"), difference.against, difference.programme)
    return Sheet(
        say("Changed sessions: {}", difference.programme),
        tuple(map(SheetColumn, titles)),
        tuple(_changed(each, comparison.base, other) for each in difference.changed),
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
        SheetCell(change.title, say("private") if session.private else ""),
        change.change.words,
        place_of(base, change.before),
        place_of(other, change.after),
    )


GROUPS: Mapping[AffectedGroup, str] = {
    AffectedGroup.PERSON: "Person",
    AffectedGroup.DELEGATION: "Delegation",
    AffectedGroup.REGION: "Remote from",
    AffectedGroup.AUDIENCE: "Audience",
}
"""Who is affected, in words."""


def affected_sheet(difference: Difference) -> Sheet:
    """Return whom the changes affect, and in how many sessions."""
    return Sheet(
        say("Who is affected: {}", difference.programme),
        (
            SheetColumn(say("Group")),
            SheetColumn(say("Who")),
            *number_columns(say("People"), say("Sessions"), say("Other room only")),
        ),
        tuple(map(_affected, difference.affected)),
        say(
            "Counts sessions that are new, dropped or at another time. The people of a "
            "region are its remote participants in them."
        ),
        say("No one is affected."),
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


def items_sheet(difference: Difference) -> Sheet:
    """Return the agenda items that are in another session, at another time, or in none any more."""
    titles = (say("Item"), say("Change"), difference.against, difference.programme)
    return Sheet(
        say("Changed agenda items: {}", difference.programme),
        tuple(map(SheetColumn, titles)),
        tuple(row(each.title, each.words, each.before, each.after) for each in difference.items),
        empty=say("Every agenda item is in the same session at the same time."),
        is_long=True,
    )
