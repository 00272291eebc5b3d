"""The sheet of what is compared: whose programmes, under which levels, and what they cost."""

from collections.abc import Sequence

from scheduler.comparison.comparisons import Comparison
from scheduler.comparison.indicators import Better
from scheduler.comparison.programmes import Programme
from scheduler.comparison.sheets import NOTHING, Cell, Column, Row, Sheet, best_of, row
from scheduler.wording import points


def programmes_sheet(comparison: Comparison) -> Sheet:
    """Return what is compared, a column for each programme."""
    programmes = comparison.programmes
    titles = _titles([each.instance.title or each.instance.name for each in programmes])
    rows = [
        *([row("Conference", *titles)] if len(set(titles)) > 1 else []),
        row("Instance", *(each.instance.name for each in programmes)),
        row("Profile of levels", *(each.instance.profile or NOTHING for each in programmes)),
        row("Hard rules", *map(_kept, programmes)),
        *_penalties(comparison),
    ]
    columns = (Column(""), *map(Column, comparison.labels))
    return Sheet("Programmes", columns, tuple(rows))


def _titles(titles: Sequence[str]) -> list[str]:
    """Return titles; of those that begin like the base's, what comes after that."""
    base, *others = titles
    return [
        base,
        *(
            f"…{each.removeprefix(base)}" if each.startswith(base) and each != base else each
            for each in others
        ),
    ]


def _penalties(comparison: Comparison) -> list[Row]:
    """Return the penalty of each programme; at the levels of the base as well, if levels differ."""
    own = [programme.evaluation.penalty for programme in comparison.programmes]
    if all(rule.same_level for rule in comparison.rules):
        return [
            _penalty_row("Penalty in points", own, _least(comparison, own, _kept_all(comparison)))
        ]
    alike = [
        sum(rule.totals[position].at_base for rule in comparison.rules)
        for position in range(len(comparison.programmes))
    ]
    title = f"Penalty at the levels of {comparison.base.label}"
    broken = [
        [rule.rule.id for rule in comparison.rules if rule.totals[position].forbidden_at_base]
        for position in range(len(comparison.programmes))
    ]
    kept = [not rules for rules in broken]
    return [
        _penalty_row("Penalty at its own levels", own),
        _penalty_row(title, alike, _least(comparison, alike, kept), broken),
    ]


def _kept_all(comparison: Comparison) -> list[bool]:
    """Tell of each programme whether it keeps the hard rules of its instance."""
    return [not programme.evaluation.forbidden for programme in comparison.programmes]


def _least(comparison: Comparison, penalties: Sequence[int], kept: Sequence[bool]) -> list[bool]:
    """Tell of each penalty whether it is the least of programmes that can be ranked and keep the rules."""
    values = [value for value, keeps in zip(penalties, kept, strict=True) if keeps]
    least = best_of(values, Better.LOWER) if comparison.all_ranked else None
    return [keeps and value == least for value, keeps in zip(penalties, kept, strict=True)]


def _penalty_row(
    title: str,
    penalties: Sequence[int],
    best: Sequence[bool] = (),
    broken: Sequence[Sequence[str]] = (),
) -> Row:
    """Return penalties, which is the best, and which hard rules some would break."""
    some, rules = best or [False] * len(penalties), broken or [()] * len(penalties)
    cells = (
        Cell(points(each), f"and would break {', '.join(names)}" if names else "", best=is_best)
        for each, is_best, names in zip(penalties, some, rules, strict=True)
    )
    return row(title, *cells)


def _kept(programme: Programme) -> str:
    broken = len(programme.evaluation.forbidden)
    if not broken:
        return "all kept"
    return f"broken: {broken} {'finding' if broken == 1 else 'findings'}"
