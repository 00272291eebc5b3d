"""Rows of the ablation: searches as lines of a table, from which they are read again to go on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.ablation.strategies import ALL, WITHOUT
from benchmarks.run.measuring import Failed, Measured, Outcome, Run
from benchmarks.run.tables import FAILED, NOTHING, head, line, number

LIMITS = (5.0, 30.0, 60.0)
"""Limits of the searches, in seconds."""
MATTERS = 0.01
"""Share of a cost, or of a bound, from which on a difference counts."""

Key = tuple[str, str, str, str]
"""Instance, strategy that is switched off, number of workers and seed, as they stand in a row."""


def heads(limits: Sequence[float]) -> list[str]:
    """Return the heads of a table: of the key, of the cost for each limit, and of the bound for the last."""
    return ["instance", "without", "workers", "seed", *noted(limits)]


def noted(limits: Sequence[float]) -> list[str]:
    """Return the heads of costs and bound."""
    return [*(f"{limit:g} s" for limit in limits), "bound"]


@dataclass(frozen=True, slots=True)
class Row:
    """What searches with growing limits have come to, as it stands in a table."""

    key: Key
    cells: Sequence[str]
    """Cost for each limit, and the bound for the last."""

    @property
    def text(self) -> str:
        """Return the line of the table."""
        return line([*self.key, *self.cells])

    @property
    def numbers(self) -> Sequence[float | None]:
        """Costs and bound; None where there is none."""
        return [_number(cell) for cell in self.cells]


def key_of(run: Run, strategy: str) -> Key:
    """Return the key of a search."""
    return run.name, strategy, str(run.workers), str(run.seed)


def row_of(strategy: str, outcomes: Sequence[Outcome]) -> Row:
    """Return the row of searches, one for each limit; costs are penalties in units of the objective."""
    cells = [_cost(outcome) for outcome in outcomes]
    last = outcomes[-1]
    bound = NOTHING if isinstance(last, Failed) else _in_units(last, last.bound)
    return Row(key_of(last.run, strategy), [*cells, bound])


def _cost(outcome: Outcome) -> str:
    if isinstance(outcome, Failed):
        return f"{FAILED}: {outcome.trouble}"
    return _in_units(outcome, outcome.penalty)


def _in_units(outcome: Measured, penalty: int | None) -> str:
    return NOTHING if penalty is None else number(penalty / abs(outcome.scale.unit))


def table(rows: Iterable[Row], limits: Sequence[float]) -> list[str]:
    """Return the lines of a table of rows."""
    return [*head(heads(limits)), *(row.text for row in rows)]


def rows_in(text: str, limits: Sequence[float]) -> dict[Key, Row]:
    """Return the rows of a text that has such a table; failed searches are left out, to be made anew."""
    found: dict[Key, Row] = {}
    if head(heads(limits))[0] not in text:
        return found
    for each in text.splitlines():
        cells = [cell.strip() for cell in each.strip("| ").split(" | ")]
        if len(cells) == len(heads(limits)) and cells[1] in {ALL, *WITHOUT}:
            name, strategy, workers, seed, *rest = cells
            if not any(cell.startswith(FAILED) for cell in rest):
                row = Row((name, strategy, workers, seed), rest)
                found[row.key] = row
    return found


def worth(rows: Mapping[Key, Row], limits: Sequence[float]) -> list[str]:
    """Return a table of how often each strategy was of use, and of harm.

    A cell says in how many searches the cost was higher, or the bound lower, without the strategy by one per
    cent at least, and in how many it was the other way round; in all others it made no difference.
    """
    columns = noted(limits)
    lines = head(["without", "searches", *columns], texts=1)
    for strategy in WITHOUT:
        pairs = [*_compared(rows, strategy)]
        if pairs:
            cells = [_tally(pairs, place) for place in range(len(columns))]
            lines.append(line([strategy, str(len(pairs)), *cells]))
    return lines


def _compared(rows: Mapping[Key, Row], strategy: str) -> Iterator[tuple[Row, Row]]:
    """Yield the searches without a strategy, each after the same with all."""
    for (name, without, workers, seed), row in rows.items():
        whole = rows.get((name, ALL, workers, seed))
        if without == strategy and whole is not None:
            yield whole, row


def _tally(pairs: Sequence[tuple[Row, Row]], place: int) -> str:
    sign = -1 if place == len(pairs[0][0].cells) - 1 else 1  # higher bounds are better
    changes = [
        sign * change
        for whole, row in pairs
        if (change := _change(whole.numbers[place], row.numbers[place], missing=sign)) is not None
    ]
    use = sum(change > MATTERS for change in changes)
    harm = sum(change < -MATTERS for change in changes)
    return " ".join([*([f"+{use}"] if use else []), *([f"−{harm}"] if harm else [])]) or "0"


def _change(whole: float | None, part: float | None, missing: int) -> float | None:
    """Return the share by which a number is higher without; a missing one is infinitely so, or low."""
    if whole is None or part is None:
        if whole == part:
            return None
        return missing * (float("inf") if part is None else -float("inf"))
    return (part - whole) / max(abs(whole), 1e-9)


def _number(cell: str) -> float | None:
    try:
        return float(cell.replace(",", ""))
    except ValueError:
        return None
