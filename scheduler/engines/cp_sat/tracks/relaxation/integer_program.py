"""Linear programs in whole numbers, for whichever solver, and what a solver says of one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from scheduler.search import Status


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of a search on a program."""

    status: Status
    values: Sequence[int] | None
    """Of each variable; they keep all rows."""
    bound: int | None
    """No values that keep all rows have a smaller objective."""


NOTHING = Outcome(Status.UNKNOWN, None, None)


Variable = int
"""Position of a variable."""
Sum = Sequence[tuple[Variable, int]]
"""Variables with their factors; each variable once."""


@dataclass(frozen=True, slots=True)
class Row:
    """A sum that is at most a number, or equal to it."""

    sum: Sum
    limit: int
    equal: bool = False

    def kept(self, values: Sequence[int]) -> bool:
        """Tell whether values keep the row."""
        value = sum(factor * values[variable] for variable, factor in self.sum)
        return value == self.limit if self.equal else value <= self.limit


@dataclass
class IntegerProgram:
    """Minimise ``constant + sum(prices * variables)``, each variable between 0 and its bound, in all rows."""

    bounds: list[int] = field(default_factory=list)
    prices: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    constant: int = 0

    def variable(self, most: int, price: int = 0) -> Variable:
        """Add a variable from 0 to `most`."""
        self.bounds.append(most)
        self.prices.append(price)
        return len(self.bounds) - 1

    def keep(self, terms: Iterable[tuple[Variable, int]], most: int) -> None:
        """Keep a sum at or below a number."""
        self.rows.append(Row(tuple(terms), most))

    def equal(self, terms: Iterable[tuple[Variable, int]], value: int) -> None:
        """Keep a sum at a number."""
        self.rows.append(Row(tuple(terms), value, equal=True))

    def value(self, values: Sequence[int]) -> int:
        """Return the objective."""
        pairs = zip(self.prices, values, strict=True)
        return self.constant + sum(price * value for price, value in pairs)

    def kept(self, values: Sequence[int]) -> bool:
        """Tell whether values keep all bounds and rows."""
        pairs = zip(values, self.bounds, strict=True)
        inside = all(0 <= value <= bound for value, bound in pairs)
        return inside and all(row.kept(values) for row in self.rows)
