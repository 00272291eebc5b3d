"""Why there is no programme, and what would help, as people and machines read it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import RenderableType
from rich.text import Text

from scheduler.catalogue import RULES, name_of
from scheduler.cli.exit_codes import CODES, Code
from scheduler.cli.inputs.files import command, make_sure_of_solution, solution_path
from scheduler.cli.inputs.programmes import known_programme, now_named, published_programme
from scheduler.cli.terminal.console import complain, say
from scheduler.cli.terminal.layout import section, table
from scheduler.cli.terminal.searches import Compiling
from scheduler.cli.views.check_report import TroubleRecord, troubles_table
from scheduler.cli.views.claims import NONE
from scheduler.cli.views.explanations import overview_answer, overview_report
from scheduler.cli.views.programme import session_title
from scheduler.cli.views.records import (
    Amount,
    FindingRecord,
    InstanceAnswer,
    PathInInstance,
    Record,
    RuleId,
    SessionIds,
    Unit,
    Where,
    at,
)
from scheduler.cli.views.solution_report import findings
from scheduler.errors import InputError, InstanceError
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
from scheduler.explanation.programmes import overview
from scheduler.instance import Instance
from scheduler.phrases import Capital
from scheduler.replanning import promised, still_seated
from scheduler.solution import Solution, Status, Stop
from scheduler.solutions import Standing, standing_at
from scheduler.solving import proved_impossible
from scheduler.sources import Lines, extended_by, read_instance, read_lines, write_schedule
from scheduler.wording import item_name, one_line, shortened

MOST = 12
"""Sessions and rules of a conflict, and findings, that are named; of more, the number."""
CONFLICTS = 4
"""Conflicts that are told; of more, the number."""
WAYS = 4
"""The same of the ways out of each of several conflicts, the cheapest first."""
GIVE_TIME = "Give it more time (--time-limit)."


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
    path: PathInInstance
    where: Where


class CulpritRecord(Record):
    """A hard rule of an item."""

    rule: RuleId
    item: str
    sessions: SessionIds
    message: str = at("words")
    path: PathInInstance
    where: Where


class ConflictRecord(Record):
    """Rules that cannot all be kept."""

    rules: tuple[CulpritRecord, ...]
    proved: bool
    """Whether they cannot all be kept: proved. If not, the programme that breaks least breaks them."""
    irreducible: bool
    """Whether all but any one of them can be kept: proved."""
    sessions: SessionIds
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
    written: Path | None = None
    """Where the programme was written that breaks least."""


def collision_in_words(collision: Collision) -> str:
    """Return whether rules collide, in a sentence."""
    match collision.status:
        case Status.INFEASIBLE:
            return f"Proved: {NONE}."
        case Status.UNKNOWN:
            return f"Out of time: no programme, and no proof that there is none. {GIVE_TIME}"
        case _:
            return "There is a programme that keeps every hard rule: nothing collides."


def collision_report(told: CollisionReport) -> Iterator[RenderableType]:
    """Yield what a planner reads: what is proved, the ways out, then why, and what is broken otherwise."""
    collision, conflicts = told.collision, told.collision.conflicts
    yield Text(collision_in_words(collision), "bold")
    if collision.given:
        yield f"Taken as given: {one_line('; '.join(collision.given))}."
    yield from collision_in_brief(told, _conflicts(told))
    if conflicts and not collision.complete:
        yield f"There may be more conflicts. {GIVE_TIME}"
    if told.written is not None:
        yield f"The least broken programme was written to {told.written}"


def collision_in_brief(
    told: CollisionReport, conflicts: Iterable[RenderableType] = ()
) -> Iterator[RenderableType]:
    """Yield what proves that there is no programme, changes that suffice, and what is broken otherwise."""
    collision = told.collision
    if collision.proofs:
        yield from troubles_table(map(TroubleRecord.of, collision.proofs))
    fewest = "proved: no fewer would do" if collision.fewest else "perhaps fewer would do"
    yield from section(
        f"Enough all together, as was tried ({fewest}):", _ways(told, collision.together)
    )
    yield from conflicts
    if collision.status is not Status.FEASIBLE and collision.schedule is not None:
        least = "proved" if collision.least else "as far as was found"
        broken = broken_in(told.instance, collision.schedule)
        yield from section(
            f"The least broken programme ({least}) breaks:", findings(broken, MOST, "--json")
        )


def _conflicts(told: CollisionReport) -> Iterator[RenderableType]:
    conflicts = told.collision.conflicts
    for number, conflict in enumerate(conflicts[:CONFLICTS], 1):
        collide = (
            "these rules cannot all be kept"
            if conflict.proved
            else "this is broken; whether it has to be is not proved"
        )
        yield from section(f"Conflict {number}: {collide}:", _culprits(told, conflict))
        if len(conflict.culprits) > 1 and not conflict.irreducible:
            yield "Perhaps not all of them are needed for it; the time was too short to tell."
        most = WAYS if len(conflicts) > 1 else len(conflict.ways)
        ways = [*_ways(told, conflict.ways[:most])] or ["None was found in the time."]
        yield from section("Ways out, each tried by itself:", ways)
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
        yield f"It is about {'; '.join(shortened(names, MOST, 'and {} more sessions'))}."


def _of(instance: Instance, culprit: Culprit) -> str:
    item = one_line(item_name(instance, culprit.rule, culprit.item))
    return f"{name_of(culprit.rule)}: {item}"


def _placed(told: CollisionReport, what: Culprit | Way, before: str = "", after: str = "") -> Text:
    """Return what a rule asks or a way changes; below it the place in the file."""
    words = f"{one_line(Capital(what.words))}{after}"
    return Text.assemble(words, (f"\n{before}{told.lines.where(what.path)}", "dim"))


def _ways(told: CollisionReport, ways: Sequence[Way]) -> Iterator[RenderableType]:
    rows = ((Text("·", "green"), _placed(told, way, after=_amount(way))) for way in ways)
    yield from table(("", ""), rows, gap=1)


def _amount(way: Way) -> str:
    """Return how far a softened rule would be broken."""
    if not way.by_level:
        return ""
    least = "" if way.least else ", perhaps less"
    return f" (amount broken: {way.amount:,} {RULES[way.rule].unit}{least})"


def collision_answer(told: CollisionReport) -> CollisionAnswer:
    """Return the same for machines."""
    collision, where = told.collision, told.lines.where
    broken = None
    if collision.schedule is not None:
        breaks = broken_in(told.instance, collision.schedule)
        broken = LeastBrokenRecord.of(proved=collision.least, breaks=breaks)

    def ways(of: Sequence[Way]) -> list[WayRecord]:
        return [WayRecord.of(way, where=where(way.path)) for way in of]

    return CollisionAnswer.about(
        told.instance,
        collision,
        conflicts=[
            ConflictRecord.of(
                conflict,
                rules=[
                    CulpritRecord.of(each, where=where(each.path)) for each in conflict.culprits
                ],
                ways_out=ways(conflict.ways),
            )
            for conflict in collision.conflicts
        ],
        least_broken=broken,
        together=ways(collision.together),
    )


def explain_instance(
    facts: Instance,
    path: Path,
    limit: float,
    *,
    output: Path | None = None,
    search: bool,
    as_json: bool,
) -> Code:
    """Answer from the stored programme of this very state, if it keeps the hard rules; else search."""
    standing = None if search else standing_at(solution_path(facts, None), facts)
    if standing is None or not standing.keeps_hard_rules:
        return _explain_collision(facts, path, limit, output=output, as_json=as_json)
    return _explain_stored(facts, path, standing, as_json=as_json)


def explain_published(
    facts: Instance,
    path: Path,
    published: Path | None,
    now: str | None,
    limit: float,
    *,
    unlock: bool,
    as_json: bool,
) -> Code:
    """Search for what rules cannot all be kept by who replans a published programme."""
    if published is None and not facts.published:
        raise InputError("--now: of which programme? Add --published.")
    plan = still_seated(facts, published_programme(facts, published).stored)
    told = promised(facts, plan, now_named(facts, now), unlock=unlock)
    return _explain_collision(told, path, limit, as_json=as_json)


def _explain_collision(
    facts: Instance, path: Path, limit: float, *, output: Path | None = None, as_json: bool
) -> Code:
    """Search for what rules cannot all be kept; write the programme that breaks least."""
    if output is not None:
        make_sure_of_solution(output)
    found = _collision(facts, path, limit)
    is_broken = found.status is not Status.FEASIBLE
    written = output if is_broken and found.schedule is not None else None
    if written is not None and found.schedule is not None:
        write_schedule(written, facts, found.schedule)
    told = CollisionReport(facts, read_lines(path), found, written)
    say(as_json, lambda: collision_answer(told), lambda: collision_report(told))
    return CODES[found.status]


def _collision(facts: Instance, path: Path, limit: float) -> Collision:
    """Search from the programme that people know; who waits for the fast engine is told."""
    known, watch = known_programme(facts, path), Compiling(complain).look
    return collide(facts, time_limit=limit, known=known, given=_given(facts, path), watch=watch)


def _given(facts: Instance, path: Path) -> frozenset[FieldPath]:
    """Return where a variant file changes what is taken as given."""
    extended = extended_by(path)
    if extended is None:
        return frozenset()
    try:
        return given_by(read_instance(path.parent / extended), facts)
    except InstanceError:
        return frozenset()


def settled(facts: Instance, found: Solution) -> Solution:
    """Return what a search has come to; where that is nothing, what `check` proves."""
    if found.status is not Status.UNKNOWN or not any(each.certain for each in screen(facts)):
        return found
    return proved_impossible(facts, replace(found.search, stop=Stop.PROVED))


def explained_in_brief(facts: Instance, path: Path, limit: float) -> Iterator[RenderableType]:
    """Yield what proves that there is none, changes that suffice, and what is broken otherwise."""
    found = _collision(facts, path, limit)
    if found.status is not Status.FEASIBLE:
        yield from collision_in_brief(CollisionReport(facts, read_lines(path), found))


def _explain_stored(facts: Instance, path: Path, standing: Standing, *, as_json: bool) -> Code:
    """Say what is known without a search: there is a programme, and what it suffers from."""
    found = overview(facts, standing.schedule)

    def report() -> Iterator[RenderableType]:
        yield Text(f"There is a programme that keeps every hard rule: {standing.path}.", "bold")
        yield from overview_report(facts, found)
        yield ""
        yield f"To search all the same: {command('explain', path, '--search')}"

    say(as_json, lambda: overview_answer(facts, found, standing.path), report)
    return Code.FINE
