"""Why there is no programme, and what would help, as people and machines read it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from scheduler.catalogue import RULES, name_of
from scheduler.cli.inputs.arguments import row_named
from scheduler.cli.inputs.files import command
from scheduler.cli.terminal.layout import Columns
from scheduler.cli.views.check_report import TroubleRecord, troubles_table
from scheduler.cli.views.claims import NONE, UNPROVED
from scheduler.cli.views.programme import session_title
from scheduler.cli.views.records import (
    Amount,
    FindingRecord,
    InstanceAnswer,
    PathInInstance,
    Record,
    RuleId,
    SessionId,
    SessionIds,
    Unit,
    Where,
    at,
)
from scheduler.cli.views.solution_report import findings
from scheduler.errors import InputError, InstanceError
from scheduler.explanation import Trouble
from scheduler.explanation.conflicts import Collision, Conflict, Culprit, Way, broken_in
from scheduler.instance import Instance
from scheduler.phrases import Capital
from scheduler.solution import Status
from scheduler.sources import Lines, changes_between
from scheduler.wording import counted, item_name, one_line, shortened


def collision_in_words(collision: Collision) -> str:
    """Return whether rules collide, in a sentence."""
    match collision.status:
        case Status.INFEASIBLE:
            return f"Proved: {NONE}."
        case Status.UNKNOWN:
            return f"Nothing found in time: no programme, and {UNPROVED}."
        case _:
            return "There is a programme that keeps every hard rule: nothing collides."


def culprits_in_words(conflict: Conflict) -> str:
    """Return that rules of a conflict cannot all be kept, if that is proved, without a full stop."""
    rules = len(conflict.culprits)
    if not conflict.proved:
        return "This is broken; whether it has to be is not proved"
    return "This rule cannot be kept" if rules == 1 else f"These {rules} rules cannot all be kept"


def least_broken_in_words(collision: Collision) -> str:
    """Return whether a programme can break less than the one that was found, ending with a colon."""
    if collision.least:
        return "The least broken programme, proved, breaks:"
    return "The least broken programme that was found (perhaps another breaks less) breaks:"


def together_in_words(collision: Collision) -> str:
    """Return that some changes suffice, and whether fewer would do, ending with a colon."""
    number = len(collision.together)
    if number == 1:
        return "This change is enough, as was tried:"
    said = f"These {number} changes together are enough, as was tried"
    if collision.fewest:
        return f"{said} (proved: every programme breaks {counted(number, 'rule')} or more):"
    return f"{said} (perhaps fewer would do):"


def conflict_in_words(conflict: Conflict) -> str:
    """Return whether all rules of a conflict are needed for it."""
    if conflict.irreducible:
        return "Without any one of them the others could be kept."
    return "Perhaps not all of them are needed for it; the time was too short to tell."


Words = tuple[str, ...]
"""A command without the instance that it is about: its name, and what follows."""


def commands_of(instance: Instance, path: Path, ways: Sequence[Way]) -> Iterator[tuple[str, ...]]:
    """Yield for each way out the commands that do it, one after the other; none where no command does.

    Parameters
    ----------
    instance
        What was explained.
    path
        Its file.
    ways
        Ways that are done one after the other: each has the instance after all before it, too.
    """
    before = instance
    for way in ways:
        yield tuple(
            command("desk", name, path, *rest, "--apply")
            for name, *rest in _steps(before, way.instance)
        )
        before = way.instance


def _steps(before: Instance, after: Instance) -> tuple[Words, ...]:
    """Return the commands that make one state of the other; nothing if they cannot."""
    try:
        found = [_words(before, each) for each in changes_between(before, after)]
    except InstanceError:  # no line of a variant says so
        return ()
    return () if None in found else tuple(each for each in found if each is not None)


def _words(instance: Instance, change: Mapping[str, Any]) -> Words | None:
    (kind, fields), *_ = change.items()
    if kind == "set_level":
        rule, items = fields["rule"], fields.get("items", {})
        named = [(f"{rule}.{item}", level) for item, level in items.items()]
        ((name, level),) = named or [(rule, fields["level"])]
        return "set", name, level if isinstance(level, str) else f"{level:g}"
    if kind == "remove":
        ((table, rows),) = fields.items()
        return ("cancel", *rows) if table in ("sessions", "people") else None
    if kind != "change":
        return None
    ((table, rows),) = fields.items()
    ((row, values),) = rows.items()
    ((field, value),) = values.items()
    return _changed(instance, table, row, field, value)


def _changed(instance: Instance, table: str, row: str, field: str, value: Any) -> Words | None:
    """Return the command that gives a field of a row another value."""
    if (table, field) == ("sessions", "pin"):
        return ("unpin", row) if value is None else None
    if (table, field) == ("sessions", "optional"):
        return None if value else ("hold", row)
    if value is None:
        return None
    plain = json.loads(json.dumps(value))
    text = plain if isinstance(plain, str) and plain else json.dumps(plain, ensure_ascii=False)
    return "change", _row_name(instance, table, row), f"{field}={text}"


def _row_name(instance: Instance, table: str, row: str) -> str:
    """Return the id of a row, with its table if others are called so."""
    try:
        return row if row_named(instance, row, "") == (table, row) else f"{table}.{row}"
    except InputError:
        return f"{table}.{row}"


MOST = 12
"""Sessions and rules of a conflict that are named; of more, the number."""
CONFLICTS = 4
"""Conflicts that are told; of more, the number."""
FINDINGS = 6
"""The same of what the least broken programme breaks."""
WAYS = 4
"""The same of the ways out of each of several conflicts, the cheapest first."""
NO_WAY = "No way out of it by itself was found in the time."


class WayRecord(Record):
    """A change after which there is a programme."""

    message: str = at("words")
    rule: RuleId
    item: str
    amount: Amount
    """By how much the rule would be broken."""
    unit: Unit = at("rule")
    least: bool
    """Whether it is proved that this is the least."""
    level_only: bool = at("by_level")
    """Whether a level changes, and no fact."""
    drastic: bool
    """Whether it cuts more than half of a session or of its people, or more than doubles a room."""
    path: PathInInstance
    where: Where
    commands: tuple[str, ...]
    """Commands of the desk that do it, in order; of ways that suffice together, after those before it. None
    where no command does."""


class CulpritRecord(Record):
    """A hard rule of an item."""

    rule: RuleId
    item: str
    sessions: SessionIds
    message: str = at("words")
    path: PathInInstance
    where: Where


class SessionWhereRecord(Record):
    """A session of a conflict."""

    session: SessionId
    where: Where


class ConflictRecord(Record):
    """Rules that cannot all be kept."""

    rules: tuple[CulpritRecord, ...]
    proved: bool
    """Whether they cannot all be kept: proved. If not, the programme that breaks least breaks them."""
    irreducible: bool
    """Whether all but any one of them can be kept: proved."""
    sessions: tuple[SessionWhereRecord, ...]
    ways_out: tuple[WayRecord, ...]


class LeastBrokenRecord(Record):
    """The programme that breaks least of the hard rules."""

    proved: bool
    """Whether none breaks less: proved."""
    breaks: tuple[FindingRecord, ...]


class CollisionAnswer(InstanceAnswer):
    """Why there is no programme: rules that cannot all be kept (INSTANCE alone)."""

    status: Status
    proofs: tuple[TroubleRecord, ...]
    """What check tells that is impossible: each of them proves that there is no programme."""
    complete: bool
    """Whether there are no other conflicts."""
    conflicts: tuple[ConflictRecord, ...]
    least_broken: LeastBrokenRecord | None
    """Null if there is none, or one that keeps all hard rules."""
    together: tuple[WayRecord, ...]
    """Ways out that suffice all at once, as was tried."""
    fewest: bool
    """Whether every programme breaks as many rules as `together` has changes: proved."""
    given: tuple[str, ...]
    """What is taken as given, as the variant asks for it and what it extends does not: no way out changes
    it."""


@dataclass(frozen=True, slots=True)
class CollisionReport:
    """A collision, with what its words need."""

    instance: Instance
    lines: Lines
    collision: Collision
    longer: str
    """The command that searches for longer."""
    written: Path | None = None
    """Where the programme was written that breaks least."""
    path: Path | None = None
    """The file, for commands of the desk that do a way out; None: it is not about what the file says."""
    begin: str | None = None
    """The command that has to come before these; None: none has to."""

    def commands(self, ways: Sequence[Way], *, together: bool = False) -> list[tuple[str, ...]]:
        """Return for each way the commands that do it, all of them `together` or each alone."""
        if self.path is None:
            return [() for _ in ways]
        if together:
            return [*commands_of(self.instance, self.path, ways)]
        return [next(commands_of(self.instance, self.path, [way])) for way in ways]


def collision_report(told: CollisionReport) -> Iterator[RenderableType]:
    """Yield what a planner reads: what is proved, the ways out, then why, and what is broken otherwise."""
    collision = told.collision
    yield Text(collision_in_words(collision), "bold")
    yield from proofs_report(collision.proofs)
    if collision.given:
        yield Text(f"Taken as given: {one_line('; '.join(collision.given))}.")
    if collision.status is Status.UNKNOWN:
        yield Text(f"Give it more time: {told.longer}")
    yield from all_at_once(told)
    for number, conflict in enumerate(collision.conflicts[:CONFLICTS], 1):
        yield Text()
        yield from _conflict(told, conflict, number)
    if len(collision.conflicts) > CONFLICTS:
        yield Text()
        more = counted(len(collision.conflicts) - CONFLICTS, "more conflict")
        yield Text(f"And {more}, which --json tells.")
    yield from _unsaid(told)
    if told.begin is not None and any(map(any, map(told.commands, _all_ways(collision)))):
        yield Text()
        yield Text(
            f"Commands of the desk begin with a programme, which is not there yet: {told.begin}"
        )
    if collision.status is not Status.FEASIBLE:
        yield from least_broken(told.instance, collision)
    if told.written is not None:
        yield Text(f"The least broken programme was written to {told.written}")


def collision_answer(told: CollisionReport) -> CollisionAnswer:
    """Return the same for machines."""
    collision = told.collision
    return CollisionAnswer.about(
        told.instance,
        collision,
        conflicts=[_conflict_record(told, each) for each in collision.conflicts],
        least_broken=_least_broken_record(told.instance, collision),
        together=_way_records(told, collision.together, together=True),
    )


def _conflict_record(told: CollisionReport, conflict: Conflict) -> ConflictRecord:
    where = told.lines.where
    sessions = [
        SessionWhereRecord(session=each, where=where(("sessions", each)))
        for each in conflict.sessions
    ]
    rules = [CulpritRecord.of(each, where=where(each.path)) for each in conflict.culprits]
    ways = _way_records(told, conflict.ways)
    return ConflictRecord.of(conflict, rules=rules, sessions=sessions, ways_out=ways)


def _least_broken_record(instance: Instance, collision: Collision) -> LeastBrokenRecord | None:
    if collision.schedule is None:
        return None
    breaks = broken_in(instance, collision.schedule)
    return LeastBrokenRecord.of(proved=collision.least, breaks=breaks)


def _way_records(
    told: CollisionReport, ways: Sequence[Way], *, together: bool = False
) -> tuple[WayRecord, ...]:
    commands = told.commands(ways, together=together)
    return tuple(
        WayRecord.of(way, where=told.lines.where(way.path), commands=done)
        for way, done in zip(ways, commands, strict=True)
    )


def proofs_report(proofs: Sequence[Trouble]) -> Iterator[RenderableType]:
    """Yield what proves that there is no programme, as `check` tells it; nothing, if that proves nothing."""
    if proofs:
        yield troubles_table(map(TroubleRecord.of, proofs))


def _all_ways(collision: Collision) -> tuple[tuple[Way, ...], ...]:
    return (collision.together, *(each.ways for each in collision.conflicts))


def _unsaid(told: CollisionReport) -> Iterator[RenderableType]:
    """Yield what is not known, and how to learn more."""
    conflicts = told.collision.conflicts
    if conflicts and not told.collision.complete:
        yield Text()
        yield Text("There may be more conflicts: no programme was found that keeps all else.")
    if conflicts and not all(each.proved for each in conflicts):
        yield Text()
        yield Text(f"To search for longer, and prove more: {told.longer}")


def least_broken(instance: Instance, collision: Collision) -> Iterator[RenderableType]:
    """Yield what the programme breaks that breaks least of the hard rules."""
    if collision.schedule is not None:
        yield Text()
        yield Text(least_broken_in_words(collision), "bold")
        broken = broken_in(instance, collision.schedule)
        yield findings(broken[:FINDINGS], None)
        if len(broken) > FINDINGS:
            yield Text(f"and {counted(len(broken) - FINDINGS, 'more finding')}")


def all_at_once(told: CollisionReport) -> Iterator[RenderableType]:
    """Yield changes that suffice together."""
    if told.collision.together:
        yield Text()
        yield Text(together_in_words(told.collision), "bold")
        yield from _ways(told, told.collision.together, together=True)


def _conflict(told: CollisionReport, conflict: Conflict, number: int) -> Iterator[RenderableType]:
    several = len(told.collision.conflicts) > 1
    collide = culprits_in_words(conflict)
    yield Text(f"Conflict {number}. {collide}:" if several else f"{collide}:", "bold")
    yield _culprits(told, conflict)
    if len(conflict.culprits) > MOST:
        yield Text(f"And {len(conflict.culprits) - MOST} more.")
    if len(conflict.culprits) > 1:
        yield Text(conflict_in_words(conflict))
    if conflict.sessions:
        yield Text(f"It is about {_sessions(told, conflict)}.")
    yield Text()
    yield Text("Ways out, each tried by itself:" if conflict.ways else NO_WAY, "bold")
    if conflict.ways:
        most = WAYS if several else len(conflict.ways)
        yield from _ways(told, conflict.ways[:most])
        if len(conflict.ways) > most:
            yield Text(
                f"and {counted(len(conflict.ways) - most, 'more way')} out, which --json tells"
            )


def _sessions(told: CollisionReport, conflict: Conflict) -> str:
    names = [
        f"{session_title(told.instance, each)} ({told.lines.where(('sessions', each))})"
        for each in conflict.sessions
    ]
    return "; ".join(shortened(names, MOST, "and {} more sessions"))


def _culprits(told: CollisionReport, conflict: Conflict) -> Columns:
    table = Columns("", "", gap=1)
    for culprit in conflict.culprits[:MOST]:
        where = told.lines.where(culprit.path)
        said = Text.assemble(
            one_line(culprit.words), (f"\n{_of(told.instance, culprit)}, {where}", "dim")
        )
        table.add(Text("!", "bold red"), said)
    return table


def _of(instance: Instance, culprit: Culprit) -> str:
    item = one_line(item_name(instance, culprit.rule, culprit.item))
    return f"{name_of(culprit.rule)}: {item}"


def _ways(
    told: CollisionReport, ways: tuple[Way, ...], *, together: bool = False
) -> Iterator[RenderableType]:
    for way, commands in zip(ways, told.commands(ways, together=together), strict=True):
        table = Columns("", "", gap=1)
        words = f"{one_line(Capital(way.words))}{_amount(way)}"
        where = (f"\n{told.lines.where(way.path)}", "dim")
        table.add(Text("·", "green"), Text.assemble(words, where))
        yield table
        yield from (Text(f"  {each}") for each in commands)  # in one line, to be copied


_BY_DEGREES = frozenset(
    {
        *("windows", "preferred", "available", "closures", "bands", "duration", "gap"),
        *("capacity", "layouts", "attendance", "daily_load", "minutes", "agenda"),
        *("longest_meeting",),
        *("teams", "count", "size", "waves", "rhythm", "within", "days", "travel_days"),
        *("at_least", "at_most", "tasks_at_most", "days_at_least", "days_at_most", "first_days"),
        *("showcases", "coordination_a_week"),
    }
)
"""Fields that change by more or less."""


def _amount(way: Way) -> str:
    """Return how far a softened rule would be broken, or that a fact might have to change less."""
    if not way.by_level:
        by_degrees = way.path[-1] in _BY_DEGREES
        return "; perhaps less would do" if by_degrees and not way.least else ""
    least = "" if way.least else ", perhaps less"
    return f" (amount broken: {way.amount:,} {RULES[way.rule].unit}{least})"
