"""What neighbourhoods are drawn from: which sessions share restrictions, and when and where they are."""

from collections.abc import Collection, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.model import Model, Places
from scheduler.engines.timeline import Minutes
from scheduler.restrictions import Pairs, sessions_of

WIDEST = 0.5
"""Share of all sessions from which on sharing a restriction says nothing: all of them share their rooms."""


class Structure:
    """A model as neighbourhoods see it: leaders, whose followers always go with them, and what they share."""

    def __init__(self, model: Model) -> None:
        self.domains = [*model.domains.values()]
        self.leaders = [each for each in range(len(self.domains)) if each not in model.leaders]
        self._followers: dict[int, list[int]] = {}
        for follower, leader in model.leaders.items():
            self._followers.setdefault(leader, []).append(follower)
        numbers, self._leader_of = model.numbers, model.leaders
        self.groups: list[Sequence[int]] = []
        """Leaders that share a restriction, in order; two at least, and not most of them."""
        known: dict[tuple[int, ...], None] = {}
        for priced in model.shared:
            sets = (
                priced.restriction.shared.keys()
                if isinstance(priced.restriction, Pairs)
                else (sessions_of(priced.restriction),)
            )
            for names in sets:
                known[self.leading(numbers[name] for name in names)] = None
        most = max(2, WIDEST * len(self.leaders))
        self.groups = [group for group in known if 2 <= len(group) <= most]
        self.groups_of: dict[int, list[int]] = {each: [] for each in self.leaders}
        """Positions of the groups of each leader."""
        for position, group in enumerate(self.groups):
            for each in group:
                self.groups_of[each].append(position)

    def leading(self, sessions: Iterable[int]) -> tuple[int, ...]:
        """Return the leaders of sessions, a leader itself being one, each once and in order."""
        return tuple(sorted({self._leader_of.get(each, each) for each in sessions}))

    def with_followers(self, leaders: Collection[int]) -> list[int]:
        """Return leaders and all that follow them, in order."""
        return sorted(one for each in leaders for one in (each, *self._followers.get(each, ())))

    def starts(self, places: Places) -> Minutes:
        """Return the minute at which each session starts; that of absence is after all others."""
        return np.array(
            [domain.starts[start] for domain, (start, _) in zip(self.domains, places, strict=True)]
        )

    def rooms(self, places: Places) -> NDArray[np.int64]:
        """Return the position of the room of each session."""
        return np.array(
            [domain.rooms[room] for domain, (_, room) in zip(self.domains, places, strict=True)]
        )
