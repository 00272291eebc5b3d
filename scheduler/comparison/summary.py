"""A comparison in a few sentences, and the sheet of what is compared: programmes, levels, costs."""

from collections.abc import Iterator, Sequence

from scheduler.catalogue import RULES
from scheduler.comparison.alternatives import possible_in_words
from scheduler.comparison.breaches import (
    fewer_expected,
    more_broken,
    more_without_seat,
    people_in,
)
from scheduler.comparison.changes import Change, counts
from scheduler.comparison.comparisons import Comparison, Difference
from scheduler.comparison.concessions import concessions, in_words
from scheduler.comparison.knowledge import unknown_to
from scheduler.comparison.programmes import Better, Programme
from scheduler.comparison.sheets import NOTHING, Cell, Column, Sheet, SheetRow, best_of, row
from scheduler.comparison.stakes import sentence, stakes
from scheduler.findings import Total
from scheduler.phrases import say
from scheduler.wording import brief_points, chained, counted, joined, rule_text

_SAID = {
    Change.ADDED: "{} added|{} added",
    Change.TAKEN_UP: "{} taken up|{} taken up",
    Change.MOVED: "{} moved in time|{} moved in time",
    Change.ROOM: "{} in another room only",
    Change.DROPPED: "{} dropped|{} dropped",
    Change.REMOVED: "{} removed|{} removed",
    Change.PANEL: "{} with others on the panel",
    Change.UNCHANGED: "{} unchanged|{} unchanged",
}

_LASTING = "{} longer or shorter only"


def sentences(comparison: Comparison, *, in_brief: bool = False) -> Iterator[str]:
    """Yield what a reader should know first: what changes, what is better, and what to bear in mind.

    `in_brief` leaves out ids and commands, for those who decide and do not plan.
    """
    if comparison.nothing_changes:
        yield say("Nothing changes: the programmes are the same.")
    else:
        against = {(each.programme, each.against): each for each in comparison.verdicts}
        found, alike = stakes(comparison), comparison.alike
        yield from comparison.noise
        for position, difference in enumerate(comparison.differences, 1):
            verdict = against[difference.programme, difference.against]
            stake = sentence(comparison, found, position)
            yield _told(comparison, difference, alike[position])
            yield from _amounts(comparison.base, comparison.programmes[position])
            breaks = more_broken(comparison.base, comparison.programmes[position])
            said = stake if breaks or (stake and not verdict.is_short) else verdict.sentence
            if said and (verdict.ranked or said == stake):
                yield said
            yield from _turned_away(comparison.base, comparison.programmes[position])
            yield from _without_the_variant(comparison, position)
        if len(comparison.programmes) > 2 and any(each.ranked for each in comparison.verdicts):
            yield _best(comparison)
    yield from comparison.notes_in_brief if in_brief else comparison.notes


MOST_AMOUNTS = 3
"""Rules whose amounts are told first."""


def _amounts(base: Programme, other: Programme) -> Iterator[str]:
    """Yield what the rules that differ most come to: hard ones first, then those that cost most."""
    before, after = base.evaluation.totals, other.evaluation.totals
    pairs = [(rule, before.get(rule, Total()), after.get(rule, Total())) for rule in RULES]
    differing = [
        (then.forbidden != now.forbidden, abs(then.penalty - now.penalty), rule, then, now)
        for rule, then, now in pairs
        if (then.forbidden, then.penalty) != (now.forbidden, now.penalty)
    ]
    said = [
        say(
            "{} {:,} instead of {:,} {}",
            rule_text(rule),
            now.forbidden + now.amount,
            then.forbidden + then.amount,
            say(RULES[rule].unit),
        )
        for _, _, rule, then, now in sorted(differing, key=lambda each: each[:2], reverse=True)
    ]
    if said:
        yield say("{}: {}.", other.label, chained(said[:MOST_AMOUNTS], "; "))


def _turned_away(base: Programme, other: Programme) -> Iterator[str]:
    """Yield who may no longer come, and who has no seat: no figure has them."""
    fewer, seats = fewer_expected(base, other), more_without_seat(base, other)
    if fewer:
        yield say("{}: no longer to come: {}.", other.label, people_in(fewer, other))
    if seats:
        yield say("{}: without a seat: {}.", other.label, people_in(seats, other))


def _without_the_variant(comparison: Comparison, position: int) -> Iterator[str]:
    """Yield which hard rules are given up, and that the base could have the programme as well."""
    base, other = comparison.base, comparison.programmes[position]
    given_up = concessions(base, other)
    if given_up:
        yield say("{}: no longer ruled out: {}.", other.label, in_words(given_up))
    possible = possible_in_words(base, other, comparison.alternatives[position])
    if possible:
        yield say("{}: {}", other.label, possible)


def _told(comparison: Comparison, difference: Difference, like: int | None) -> str:
    if like:
        other = comparison.labels[like]
        return say("{}: every session is where and when it is in {}.", difference.programme, other)
    numbers = counts(difference.changes)
    if not difference.changed:
        return say(
            "{}: every session is where it is in {}.", difference.programme, difference.against
        )
    lasting = sum(bool(each.longer) for each in difference.changed)
    said = [
        say(_SAID[change], number - lasting if change is Change.MOVED else number)
        for change, number in numbers.items()
        if number > (lasting if change is Change.MOVED else 0)
    ]
    if lasting:
        said.insert(len(said) - bool(numbers[Change.UNCHANGED]), say(_LASTING, lasting))
    return say(
        "{} against {}, sessions: {}.", difference.programme, difference.against, chained(said)
    )


def _best(comparison: Comparison) -> str:
    left = comparison.undominated
    if len(left) == len(comparison.programmes):
        if any(each.ranked and not (each.better or each.worse) for each in comparison.verdicts):
            return say(
                "But for those that are equal, no programme is better than another in everything."
            )
        return say(
            "No programme is better than another or equal in everything: each has its merits."
        )
    beaten = [label for label in comparison.labels if label not in left]
    one, several = "{} has one", "{} have one each"
    others = say(one if len(beaten) == 1 else several, ", ".join(beaten))
    return say(
        "{} that is better or equal in everything; left: {}.",
        others,
        ", ".join(left),
    )


def verdicts_sheet(comparison: Comparison) -> Sheet:
    """Return in how many criteria each programme is better than each other one."""
    found = {(each.programme, each.against): each for each in comparison.verdicts}
    rows: list[SheetRow] = []
    for one in comparison.labels:
        cells = [
            Cell(str(len(found[one, other].better)))
            if one != other and found[one, other].ranked
            else Cell("–")
            for other in comparison.labels
        ]
        rows.append(row(one, *cells))
    judged = next((each for each in comparison.verdicts if each.ranked), comparison.verdicts[0])
    number = len(judged.better) + len(judged.worse) + judged.equal
    return Sheet(
        say("Better than"),
        (Column(say("Programme")), *(Column(label, is_number=True) for label in comparison.labels)),
        tuple(rows),
        say(
            "In how many of {} the programme of the row is better than that of the column.",
            counted(number, "criterion", "criteria"),
        )
        + (
            ""
            if comparison.all_ranked
            else say(" Programmes of unlike conferences are not ranked.")
        ),
    )


def programmes_sheet(comparison: Comparison) -> Sheet:
    """Return what is compared, a column for each programme."""
    programmes = comparison.programmes
    titles = _titles([each.instance.title or each.instance.name for each in programmes])
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
    columns = (Column(""), *map(Column, comparison.labels))
    return Sheet(say("Programmes"), columns, tuple(rows))


def _titles(titles: Sequence[str]) -> list[str]:
    """Return titles; of those that begin like the base's, what comes after that."""
    base, *others = titles
    return [
        base,
        *(
            say("…{}", each.removeprefix(base)) if each.startswith(base) and each != base else each
            for each in others
        ),
    ]


def _penalties(comparison: Comparison) -> list[SheetRow]:
    """Return the penalty of each programme; at the levels of the base as well, if levels differ."""
    own = [programme.evaluation.penalty for programme in comparison.programmes]
    if all(rule.same_level for rule in comparison.rules):
        return [
            _penalty_row(
                say("Penalty in points"), own, _least(comparison, own, _kept_all(comparison))
            )
        ]
    alike = [
        sum(rule.totals[position].at_base for rule in comparison.rules)
        for position in range(len(comparison.programmes))
    ]
    title = say("Penalty at the levels of {}", comparison.base.label)
    broken = [
        [rule.rule.id for rule in comparison.rules if rule.totals[position].forbidden_at_base]
        for position in range(len(comparison.programmes))
    ]
    kept_all = _kept_all(comparison)
    kept = [not rules and keeps for rules, keeps in zip(broken, kept_all, strict=True)]
    return [
        _penalty_row(say("Penalty at its own levels"), own),
        _penalty_row(title, alike, _least(comparison, alike, kept), broken),
    ]


def _kept_all(comparison: Comparison) -> list[bool]:
    """Tell of each programme whether it keeps the hard rules of its instance."""
    return [not programme.evaluation.forbidden for programme in comparison.programmes]


def _least(comparison: Comparison, penalties: Sequence[int], kept: Sequence[bool]) -> list[bool]:
    """Tell of each penalty whether it is the least of programmes that can be ranked and keep the rules."""
    values = [value for value, keeps in zip(penalties, kept, strict=True) if keeps]
    is_ranked = all(each.ranked for each in comparison.verdicts)
    least = best_of(values, Better.LOWER) if is_ranked else None
    return [keeps and value == least for value, keeps in zip(penalties, kept, strict=True)]


def _penalty_row(
    title: str,
    penalties: Sequence[int],
    best: Sequence[bool] = (),
    broken: Sequence[Sequence[str]] = (),
) -> SheetRow:
    """Return penalties, which is the best, and which hard rules some would break."""
    some, rules = best or [False] * len(penalties), broken or [()] * len(penalties)
    cells = (
        Cell(
            brief_points(each),
            say("and would break: {}", joined(list(map(rule_text, names)))) if names else "",
            best=is_best,
        )
        for each, is_best, names in zip(penalties, some, rules, strict=True)
    )
    return row(title, *cells)


def _kept(programme: Programme, *, outdated: bool) -> str:
    broken = len(programme.evaluation.forbidden)
    if not broken:
        return say("all kept, by what was known then") if outdated else say("all kept")
    return say("broken: {}", counted(broken, "finding"))
