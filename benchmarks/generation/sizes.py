"""How large a conference of so many sessions is, and draws that come out alike on every machine."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from benchmarks.generation.calendar import GRID
from scheduler.errors import InputError

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")

LEAST, MOST = 50, 4000
"""Sessions of a generated conference. The file of a much larger one has more values than are read."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for."""

    name: str
    """Name of the instance."""
    sessions: int
    """Sessions, from `LEAST` to `MOST`."""
    tightness: float
    """From 0, generous, to 1, where all that can be counted just suffices."""
    seed: int
    """Equal seeds give equal conferences; 0 or more."""
    half_days: bool = False
    """Whether committees meet for half-days, across coffee, and interpretation is counted by half-days."""
    tracks: bool = False
    """Whether dialogues and thematic sessions are in tracks, one for each theme."""

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise InputError(
                f"{self.name}: cannot be the name of an instance, which has letters, digits, dots, "
                "hyphens and underscores, 64 at most, and begins with a letter or a digit."
            )
        if not LEAST <= self.sessions <= MOST:
            raise InputError(
                f"--sessions: found {self.sessions}, expected a number from {LEAST} to {MOST}."
            )
        if not 0 <= self.tightness <= 1:
            raise InputError(
                f"--tightness: found {self.tightness:g}, expected a number from 0 to 1."
            )
        if self.seed < 0:
            raise InputError(f"--seed: found {self.seed}, expected a number, 0 or more.")

    def spare(self, generous: float) -> int:
        """Return how much of a generous reserve is left, rounded; nothing at a tightness of 1."""
        return int(generous * (1 - self.tightness) + 0.5)

    def spare_minutes(self, generous: int) -> int:
        """Return the same of minutes, in steps of the grid."""
        return GRID * self.spare(generous / GRID)


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many bodies there are, and how often they meet.

    A week up to 119 sessions, two up to 799, then three: beyond, more runs at once.
    """

    weeks: int
    committees: int
    committee_meetings: int
    """Of each committee, and so on."""
    ad_hoc_groups: int
    ad_hoc_meetings: int
    drafting_groups: int
    drafting_meetings: int
    coordination_a_week: int
    countries: int
    themes: int


def sizes_of(sessions: int, *, half_days: bool = False) -> Sizes:
    """Return the sizes of a conference of so many sessions; who meets for half-days meets less often."""
    weeks = 1 if sessions < 120 else 2 if sessions < 800 else 3
    return Sizes(
        weeks=weeks,
        committees=min(10, 2 + sessions // 400),
        committee_meetings=((2, 4, 6) if half_days else (4, 7, 11))[weeks - 1],
        ad_hoc_groups=min(7, 1 + sessions // 200),
        ad_hoc_meetings=(3, 4, 6)[weeks - 1],
        drafting_groups=0 if sessions < 200 else 1 if sessions < 2000 else 2,
        drafting_meetings=(2, 3, 4)[weeks - 1],
        coordination_a_week=(1, 2, 4)[weeks - 1],
        countries=min(186, 6 + sessions // 8),
        themes=min(40, 6 + sessions // 40),
    )


SHARES = (
    ("thematic", 28),
    ("side_event", 28),
    ("bilateral", 17),
    ("dialogue", 6),
    ("briefing", 6),
    ("showcase", 5),
    ("interregional", 4),
    ("private_talk", 3),
    ("reception", 3),
)
"""What else takes place, in hundredths."""


def shared_out(sessions: int) -> dict[str, int]:
    """Return how many of `sessions` are of each kind; at least one of each.

    What is left by rounding goes to the first kinds.
    """
    counts = {kind: max(1, sessions * share // 100) for kind, share in SHARES}
    counts["dialogue"] = min(counts["dialogue"], 40)
    counts["interregional"] = min(counts["interregional"], 30)
    counts["reception"] = min(counts["reception"], 24)
    left = sessions - sum(counts.values())
    for step in range(abs(left)):
        counts[SHARES[step % 2][0]] += 1 if left > 0 else -1
    return counts


Thing = TypeVar("Thing")


class Draws:
    """Draws from a seed.

    Of a seeded generator Python promises one thing for all versions to come: what `random()` returns.
    Everything here is made of that.
    """

    def __init__(self, seed: int) -> None:
        self._source = Random(seed)  # noqa: S311 - a conference is no secret

    def share(self) -> float:
        """Return a number from 0 to below 1."""
        return self._source.random()

    def happens(self, probability: float) -> bool:
        """Tell whether something of this probability happens."""
        return self.share() < probability

    def number(self, least: int, most: int) -> int:
        """Return a whole number from `least` to `most`, both included."""
        return least + int(self.share() * (most - least + 1))

    def one(self, things: Sequence[Thing]) -> Thing:
        """Return one of these."""
        return things[int(self.share() * len(things))]

    def some(self, things: Sequence[Thing], number: int) -> list[Thing]:
        """Return so many different ones, or all if there are fewer, in the order of drawing."""
        left = list(things)
        return [left.pop(int(self.share() * len(left))) for _ in range(min(number, len(left)))]

    def shuffled(self, things: Sequence[Thing]) -> list[Thing]:
        """Return all of these in another order."""
        return self.some(things, len(things))
