"""Why there is no programme, and what would help, as people and machines read it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import RenderableType
from rich.text import Text

from scheduler.catalogue import RULES, name_of
from scheduler.cli.console import complain, section, table
from scheduler.cli.files import known_programme
from scheduler.cli.searches import Compiling
from scheduler.cli.views.claims import NONE
from scheduler.cli.views.solution_report import LONGER, findings, troubles_table
from scheduler.errors import InstanceError
from scheduler.explanation import screen
from scheduler.explanation.conflicts import (
    Collision,
    Conflict,
    Culprit,
    FieldPath,
    Way,
    broken_in,
    collide,
    given_by,
)
from scheduler.findings import Judgement
from scheduler.instance import Instance
from scheduler.phrases import Capital
from scheduler.programmes import session_title
from scheduler.solution import Solution, Status, Stop
from scheduler.solving import without_programme
from scheduler.sources import FileLines, extended_by, read_instance, read_lines
from scheduler.wording import item_name, one_line, shortened

MOST = 12
"""Sessions and rules of a conflict, and findings, that are named; of more, the number."""
CONFLICTS = 4
"""Conflicts shown; of more, the number."""
WAYS = 4
"""The same of the ways out of each of several conflicts, the cheapest first."""


@dataclass(frozen=True, slots=True)
class CollisionReport:
    """A collision, with its instance and its file."""

    instance: Instance
    lines: FileLines
    collision: Collision
    written: Path | None = None
    """Where the least broken programme was written."""

    @property
    def breaks(self) -> tuple[Judgement, ...]:
        """What the least broken programme breaks of hard rules."""
        schedule = self.collision.schedule
        return () if schedule is None else broken_in(self.instance, schedule)


def collision_in_words(collision: Collision) -> str:
    """Return whether rules conflict, in a sentence."""
    match collision.status:
        case Status.INFEASIBLE:
            return f"Proved: {NONE}."
        case Status.UNKNOWN:
            return f"Out of time: no programme, and no proof that none exists. {LONGER}"
        case _:
            return "A programme that satisfies all hard rules exists: no rules conflict."


def collision_report(told: CollisionReport) -> Iterator[RenderableType]:
    """Yield what a planner reads: the proof, the ways out, the conflicts, and the least broken programme."""
    collision, conflicts = told.collision, told.collision.conflicts
    yield Text(collision_in_words(collision), "bold")
    if collision.given:
        yield f"Not changed, as the variant asks for it: {one_line('; '.join(collision.given))}."
    yield from collision_in_brief(told, _conflicts(told))
    if conflicts and not collision.complete:
        yield f"There may be more conflicts. {LONGER}"
    if told.written is not None:
        yield f"Wrote the least broken programme to {told.written}"


def collision_in_brief(
    told: CollisionReport, conflicts: Iterable[RenderableType] = ()
) -> Iterator[RenderableType]:
    """Yield a proof that no programme exists, changes that suffice, and the least broken programme."""
    collision = told.collision
    if collision.proofs:
        yield from troubles_table(collision.proofs)
    fewest = "proved: no fewer suffice" if collision.fewest else "fewer changes may suffice"
    yield from section(f"Verified fix ({fewest}):", _ways(told, collision.together))
    yield from conflicts
    if collision.status is not Status.FEASIBLE and collision.schedule is not None:
        least = "proved" if collision.least else "best found"
        broken = findings(told.breaks, MOST, "--json")
        yield from section(f"Even the best programme ({least}) breaks:", broken)


def _conflicts(told: CollisionReport) -> Iterator[RenderableType]:
    conflicts = told.collision.conflicts
    for number, conflict in enumerate(conflicts[:CONFLICTS], 1):
        collide = (
            "no programme satisfies all of these"
            if conflict.proved
            else "these are broken; that they must be is not proved"
        )
        yield from section(f"Conflict {number}: {collide}:", _culprits(told, conflict))
        if len(conflict.culprits) > 1 and not conflict.irreducible:
            yield "Some of them may not belong to the conflict; the time was too short to check."
        most = WAYS if len(conflicts) > 1 else len(conflict.ways)
        ways = [*_ways(told, conflict.ways[:most])] or ["Found none in time."]
        yield from section("Each of these resolves it (verified):", ways)
        if len(conflict.ways) > most:
            yield f"and {len(conflict.ways) - most} more; --json shows them"
    if len(conflicts) > CONFLICTS:
        yield ""
        yield f"and {len(conflicts) - CONFLICTS} more conflicts; --json shows them"


def _culprits(told: CollisionReport, conflict: Conflict) -> Iterator[RenderableType]:
    rows = (
        (Text("!", "bold red"), _placed(told, each, f"{_of(told.instance, each)}, "))
        for each in conflict.culprits
    )
    yield from table(("", ""), rows, most=MOST, gap=1)
    if conflict.sessions:
        names = [
            f"{session_title(told.instance, each)} ({told.lines.where(('sessions', each))})"
            for each in conflict.sessions
        ]
        yield f"Sessions: {'; '.join(shortened(names, MOST, 'and {} more sessions'))}."


def _of(instance: Instance, culprit: Culprit) -> str:
    item = one_line(item_name(instance, culprit.rule, culprit.item))
    return f"{name_of(culprit.rule)}: {item}"


def _placed(told: CollisionReport, what: Culprit | Way, before: str = "", after: str = "") -> Text:
    words = f"{one_line(Capital(what.words))}{after}"
    return Text.assemble(words, (f"\n{before}{told.lines.where(what.path)}", "dim"))


def _ways(told: CollisionReport, ways: Sequence[Way]) -> Iterator[RenderableType]:
    rows = ((Text("·", "green"), _placed(told, way, after=_amount(way))) for way in ways)
    yield from table(("", ""), rows, gap=1)


def _amount(way: Way) -> str:
    if not way.by_level:
        return ""
    least = "" if way.least else ", or less"
    return f" (broken by {way.amount:,} {RULES[way.rule].unit}{least})"


def collision_of(facts: Instance, path: Path, limit: float) -> Collision:
    """Search for the conflicts of an instance, from the programme that is stored or published."""
    known, watch = known_programme(facts, path=path), Compiling(complain).look
    return collide(facts, time_limit=limit, known=known, given=_given(facts, path), watch=watch)


def _given(facts: Instance, path: Path) -> frozenset[FieldPath]:
    """Return the fields that a variant file changes: no way out changes them."""
    extended = extended_by(path)
    if extended is None:
        return frozenset()
    try:
        return given_by(read_instance(path.parent / extended), facts)
    except InstanceError:
        return frozenset()


def settled(facts: Instance, found: Solution) -> Solution:
    """Return the result of a search; if it has none, the proof that `check` has."""
    if found.status is not Status.UNKNOWN or not any(each.certain for each in screen(facts)):
        return found
    how = replace(found.search, stop=Stop.PROVED)
    return without_programme(facts, Status.INFEASIBLE, how)


def explained_in_brief(facts: Instance, path: Path, limit: float) -> Iterator[RenderableType]:
    """Yield a proof that no programme exists, changes that suffice, and the least broken programme."""
    found = collision_of(facts, path, limit)
    if found.status is not Status.FEASIBLE:
        yield from collision_in_brief(CollisionReport(facts, read_lines(path), found))
