"""Results of replanning: a programme or agendas, their changes, who must be notified, what is proved."""

from dataclasses import dataclass

from scheduler.instance import Instance
from scheduler.replanning.affected import Notification
from scheduler.replanning.moves import Move, Reseating
from scheduler.schedule import Schedule
from scheduler.solution import Solution


@dataclass(frozen=True, slots=True)
class ItemMove:
    """An agenda item in other sessions than published."""

    item: str
    before: tuple[str, ...]
    """Sessions that were to deal with it; none, if it was on no agenda."""
    after: tuple[str, ...]
    people: tuple[str, ...]
    """Persons who must be notified: those whom it needs."""
    delegations: tuple[str, ...]
    """Delegations that must be notified: those that propose it."""


@dataclass(frozen=True, slots=True)
class Agendas:
    """Agendas, replanned."""

    schedule: Schedule | None
    """The programme with them; None where there are none."""
    moves: tuple[ItemMove, ...]
    """In the order of the file."""
    at_least: int
    """Proved: no agendas of these sessions move fewer items."""
    impossible: bool
    """Whether it is proved that these sessions have no agendas."""

    @property
    def fewest(self) -> bool:
        """Whether it is proved that no fewer items could be elsewhere."""
        return self.schedule is not None and len(self.moves) == self.at_least


@dataclass(frozen=True, slots=True)
class Replan:
    """A published programme, replanned."""

    solution: Solution
    """The programme, judged by the instance as it was given."""
    promised: Instance
    """The instance with the published plan, and with what is frozen."""
    moves: tuple[Move, ...]
    """Sessions with another time or room, in the order in which they were published."""
    panels: tuple[Reseating, ...]
    """Panels that change, whether the session moves or not."""
    new: tuple[str, ...]
    """Sessions that were not published, in the order of the file."""
    gone: tuple[str, ...]
    """Sessions that were published and that the conference no longer has, sorted."""
    told: tuple[Notification, ...]
    """Who must be notified."""
    unchanged: int | None
    """Sessions with the published time and room; None without a programme."""
    at_least: int
    """Proved: no programme that satisfies every hard rule changes fewer sessions."""
    gentlest: bool
    """Whether it is proved that none with so few changes has others on fewer panels, or on as few and affects
    fewer people."""
    best: bool
    """Whether it is proved that none which changes these sessions alone has a smaller penalty."""
    agendas: Agendas | None = None
    """What they deal with, replanned; None where there is nothing to deal with, or no programme."""

    @property
    def fewest(self) -> bool:
        """Whether it is proved that no programme changes fewer sessions."""
        return self.solution.schedule is not None and len(self.moves) == self.at_least
