"""The words of a rule in explanations, and the changes that help."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeVar

from scheduler.catalogue import RULES
from scheduler.explanation.presolve import Presolve, Unplaceable
from scheduler.explanation.remedies import MOST_MORE, Cure, Remedy, Violation, cured
from scheduler.explanation.trouble import FieldPath, Trouble
from scheduler.instance import TABLES, Identified, Instance, Session, Span, end_of
from scheduler.phrases import say
from scheduler.wording import item_name, name, rule_text

Where = Callable[[Instance, str], FieldPath]
"""Returns where the file says what is asked of an item."""


class Gravity(IntEnum):
    """How hard it is to break a rule in practice; of rules in conflict, the lighter ones are broken."""

    NEGOTIABLE = 1
    """Somebody has set a number, which somebody can change: seats, teams, hours, limits."""
    AGREED = 2
    """Somebody counts on it: what was fixed, promised or put in order."""
    IMPOSSIBLE = 3
    """Nobody can do it: be in two places at once, meet where another session is, or in the night."""


Screen = Callable[[Presolve], Iterator[Trouble]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """The words and remedies of a rule in explanations.

    A rule without words of its own says what its item is, what the catalogue calls its trouble, and that the
    level may change.
    """

    rule: str = ""
    """Its id; `VOICES` fills it in."""
    says: Callable[[Instance, str], str] | None = None
    """Its demand on an item: a sentence without a full stop."""
    field: str = ""
    """Field of the item's row in the file that says so."""
    at: Where | None = None
    """Where the file says so, if that is not the item's row."""
    asks_among: Callable[[Instance, str, Collection[str]], tuple[str, FieldPath]] | None = None
    """What it asks, and its place, where only some sessions are looked at; None if that is no different."""
    cure: Cure | None = None
    """Which facts could change so that an item is kept; None if nothing but its level helps."""
    cure_of_given: Cure | None = None
    """The same where what the item asks for is taken as given; None if no other fact helps."""
    gravity: Gravity = Gravity.NEGOTIABLE
    """How hard it is to break the rule."""

    because: Callable[[Unplaceable, str], str] | None = None
    """Why it takes places of a session, after "it has no place", if that is not what it asks."""
    helps: str = ""
    """Remedies where it leaves too little: no place, too little time, too few."""
    meant: Callable[[Instance, Session], tuple[Span, ...]] | None = None
    """Intended times of a session, which are explained first; None for other rules."""
    keeps_from: str = ""
    """Cause that keeps a session from earlier and later starts; ``{who}`` is the item."""
    self_evident: bool = False
    """Whether the times that it takes from a session need no word: all others are told beside it."""

    beside: bool = False
    """Whether the loads of its capacities are a device, so that only the minutes too many mean something."""

    counts: Callable[[Instance], Iterable[str | None]] | None = None
    """Items that have a limit, even one that is never reached; None if its restrictions say so."""
    ubiquitous: bool = False
    """Whether everything has to do with it; if others explain a conflict as well, they do it better."""
    screen: Screen | None = None
    """Yields too few of something, found without a search."""

    def asks(self, instance: Instance, item: str) -> str:
        """Return what it asks of an item: one sentence, without a full stop."""
        if self.says is not None:
            return self.says(instance, item)
        return say("{} must avoid “{}”", item_name(instance, self.rule, item), rule_text(self.rule))

    def where(self, instance: Instance, item: str) -> FieldPath:
        """Return where the file says so: a field, or the row of the item; else the level."""
        if self.at is not None:
            return self.at(instance, item)
        tables = [table for table, sort in TABLES.items() if sort in RULES[self.rule].items]
        for table in tables:
            if any(row.id == item for row in getattr(instance, table)):
                return (table, item, *([self.field] if self.field else []))
        return "levels", self.rule

    def cause(self, case: Unplaceable, item: str) -> str:
        """Return why it takes slots of a session, to follow "it has no slot"."""
        if self.because is not None:
            return self.because(case, item)
        if not item and "session" not in RULES[self.rule].items:
            return f"other slots break “{rule_text(self.rule)}”"
        asked = self.asks(case.presolve.instance, item or case.session.id)
        said, who = asked, f"{name(case.session)} "
        return f"it {said.removeprefix(who)}" if said.startswith(who) else said


def field_of_kind(field: str) -> Where:
    """Return where the file says what is asked of a session: in a field of its kind."""
    return lambda instance, session: ("kinds", instance.session_by_id[session].kind, field)


Row = TypeVar("Row", bound=Identified)


def row_of(rows: Iterable[Row], id_: str) -> Row:
    """Return the row of a table that has an id."""
    return next(each for each in rows if each.id == id_)


def raised(table: str, field: str, said: Callable[[str, int], str], *, fewer: bool = False) -> Cure:
    """Return the cure of giving a number of the item's row more and more; or less, down to nothing.

    `said` makes the order to the planner of the row's name and the number.
    """

    def cure(violation: Violation) -> Iterator[Remedy]:
        row = row_of(getattr(violation.instance, table), violation.item)
        called = getattr(row, "title", None) or row.id
        now: int = getattr(row, field)
        numbers = range(now - 1, -1, -1) if fewer else range(now + 1, now + MOST_MORE + 1)
        for value in numbers:
            yield cured(violation, said(called, value), (table, row.id, field), value)

    return cure


def pinned_time(instance: Instance, session: Session) -> tuple[Span, ...]:
    """Return when a session runs if it keeps its pin; nothing, if that names no start."""
    if session.pin is None or session.pin.start is None:
        return ()
    return ((session.pin.start, end_of(instance, session, session.pin.start)),)
