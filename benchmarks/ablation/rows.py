"""Rows of the ablation: searches as lines of a table, from which they are read again to go on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.ablation.strategies import ALL, WITHOUT
from benchmarks.run.measuring import Failed, Outcome
from benchmarks.run.tables import FAILED, NOTHING, head, line, number, seconds

MOMENTS = (5.0, 30.0, 60.0)
"""Seconds of search after which costs are noted."""
HEADS = (
    "instance",
    "without",
    "seed",
    "limit, s",
    "first, s",
    *(f"at {moment:g} s" for moment in MOMENTS),
    "end",
    "bound",
)
NOTED = HEADS[5:]
"""Of these, costs and bound."""
MATTERS = 0.01
"""Share of a cost, or of a bound, from which on a difference counts."""

Key = tuple[str, str, str, str]
"""Instance, strategy that is switched off, seed and limit, as they stand in a row."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one search has come to, as it stands in a table."""

    key: Key
    cells: Sequence[str]
    """Of the first schedule, the moments, the end and the bound."""

    @property
    def text(self) -> str:
        """Return the line of the table."""
        return line([*self.key, *self.cells])

    @property
    def costs(self) -> Sequence[float | None]:
        """Costs at the moments and in the end, and the bound; None where there is none."""
        return [_number(cell) for cell in self.cells[1:]]


def key_of(name: str, strategy: str, seed: int, limit: float) -> Key:
    """Return the key of a search."""
    return name, strategy, str(seed), f"{limit:g}"


def row_of(strategy: str, outcome: Outcome) -> Row:
    """Return the row of a search, whose costs are penalties in units of the instance's objective."""
    run = outcome.run
    key = key_of(run.name, strategy, run.seed, run.seconds)
    if isinstance(outcome, Failed):
        trouble = f"{FAILED}: {outcome.trouble}"
        return Row(key, [NOTHING] * (1 + len(MOMENTS)) + [trouble, NOTHING])

    def cost(penalty: int | None) -> str:
        return NOTHING if penalty is None else number(penalty / abs(outcome.scale.unit))

    known = dict(zip(run.moments, outcome.penalties, strict=True))
    noted = [cost(known.get(moment)) for moment in MOMENTS]
    return Row(key, [seconds(outcome.first), *noted, cost(outcome.penalty), cost(outcome.bound)])


def table(rows: Iterable[Row]) -> list[str]:
    """Return the lines of a table of rows."""
    return [*head(HEADS), *(row.text for row in rows)]


def rows_in(text: str) -> dict[Key, Row]:
    """Return the rows of a text that has such a table; failed searches are left out, to be made anew."""
    found: dict[Key, Row] = {}
    for each in text.splitlines():
        cells = [cell.strip() for cell in each.strip("| ").split(" | ")]
        if len(cells) == len(HEADS) and cells[1] in {ALL, *WITHOUT}:
            name, strategy, seed, limit, *rest = cells
            if not rest[-2].startswith(FAILED):
                row = Row((name, strategy, seed, limit), rest)
                found[row.key] = row
    return found


def worth(rows: Mapping[Key, Row]) -> list[str]:
    """Return a table of how often each strategy was of use, and of harm.

    A cell says in how many searches the cost was higher, or the bound lower, without the strategy by one per
    cent at least, and in how many it was the other way round; in all others it made no difference.
    """
    lines = head(["without", "searches", *NOTED], texts=1)
    for strategy in WITHOUT:
        pairs = [*_compared(rows, strategy)]
        if pairs:
            cells = [_tally(pairs, place) for place in range(len(NOTED))]
            lines.append(line([strategy, str(len(pairs)), *cells]))
    return lines


def _compared(rows: Mapping[Key, Row], strategy: str) -> Iterator[tuple[Row, Row]]:
    """Yield the searches without a strategy, each after the same with all."""
    for (name, without, seed, limit), row in rows.items():
        whole = rows.get((name, ALL, seed, limit))
        if without == strategy and whole is not None:
            yield whole, row


def _tally(pairs: Sequence[tuple[Row, Row]], place: int) -> str:
    sign = -1 if place == len(NOTED) - 1 else 1  # higher bounds are better
    changes = [
        sign * change
        for whole, row in pairs
        if (change := _change(whole.costs[place], row.costs[place], missing=sign)) is not None
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
