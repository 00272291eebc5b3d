"""What comes of a wish at the desk, as people and machines read it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator
from rich.console import RenderableType
from rich.text import Text

from scheduler.catalogue import name_of
from scheduler.cli.inputs.files import command
from scheduler.cli.terminal.layout import Columns
from scheduler.cli.views.claims import made_room_in_words, no_room_in_words
from scheduler.cli.views.programme import place_in_words, session_title
from scheduler.cli.views.records import (
    Answer,
    File,
    FindingRecord,
    Minutes,
    Points,
    Record,
    RuleId,
    SessionId,
    SessionIds,
    at,
)
from scheduler.cli.views.replan_report import (
    MoveRecord,
    PanelRecord,
    ToldRecord,
    panels_table,
    told_table,
)
from scheduler.cli.views.solution_report import findings
from scheduler.desk import DeskFile, Outcome, Unassigned, Wish, unassigned_by, where_to
from scheduler.findings import ordered
from scheduler.instance import Instance, minutes_of
from scheduler.solution import Status
from scheduler.wording import counted, joined, one_line, points, shortened, signed

if TYPE_CHECKING:  # what searches takes long to load
    from scheduler.replanning import Move


class FreeMeetingRecord(Record):
    """A meeting that has time for an agenda item."""

    session: SessionId
    minutes_free: int = at("free")
    """Minutes that its agenda leaves."""


class UnassignedRecord(Record):
    """An agenda item that is left without a meeting."""

    id: str = at("item.id")
    title: str = at("item.title")
    minutes: Minutes = at("item.needed")
    """Minutes that it needs."""
    could_go_to: tuple[FreeMeetingRecord, ...] = at("open_to")
    """Meetings that may take it and have time for it."""
    could_be_allowed_in: tuple[FreeMeetingRecord, ...] = at("others")
    """Meetings of the same body, or else kind, that have time for it and may not take it yet."""


def unassigned_report(
    instance: Instance, items: Sequence[Unassigned], path: str
) -> Iterator[RenderableType]:
    """Yield what a planner reads: each item, where it could go, and the commands that send it there.

    Parameters
    ----------
    instance
        The facts after the wish.
    items
        The items; nothing is told of none.
    path
        The instance file, as it is typed.
    """
    if not items:
        return
    verb = "is" if len(items) == 1 else "are"
    yield Text(f"{counted(len(items), 'agenda item')} {verb} left without a meeting:", "bold")
    table = Columns("item", "minutes", "could go to", right=(1,))
    for each in items:
        minutes = str(minutes_of(each.item.needed))
        table.add(one_line(each.item.title), minutes, where_to(instance, each))
    yield table
    yield from _commands_for(items, path)


def _commands_for(items: Sequence[Unassigned], path: str) -> Iterator[Text]:
    """Yield the commands for the first item that needs one."""
    stuck = [each for each in items if not each.open_to]
    elsewhere = next((each for each in stuck if each.others), None)
    if elsewhere is not None:
        sessions = f"sessions={{sessions: [{elsewhere.others[0].session}]}}"
        done = command("desk", "change", path, f"items.{elsewhere.item.id}", sessions, "--apply")
        yield Text(f"Let another meeting take one: {done}")
    if stuck and not stuck[0].item.optional:
        done = command(
            "desk", "change", path, f"items.{stuck[0].item.id}", "optional=true", "--apply"
        )
        yield Text(f"Do without one: {done}")


MOST = 8
"""Findings shown, and names."""
LONGER = "60"
"""Seconds that are advised where a search found nothing, and proved nothing."""


class RuleChangeRecord(Record):
    """A rule that costs more or less."""

    rule: RuleId
    penalty_now: Points
    penalty_then: Points


def _changes(by_rule: Mapping[str, tuple[int, int]]) -> list[RuleChangeRecord]:
    return [
        RuleChangeRecord.of(rule=rule, penalty_now=old, penalty_then=new)
        for rule, (old, new) in by_rule.items()
    ]


class OutcomeRecord(Record):
    """What comes of a wish."""

    penalty_now: Points = at("desk.evaluation.penalty")
    penalty_then: Points = at("evaluation.penalty")
    rules: Annotated[tuple[RuleChangeRecord, ...], BeforeValidator(_changes)] = at("by_rule")
    breaks: tuple[FindingRecord, ...] = at("consequences.broken")
    """What it breaks of hard rules."""
    in_the_way: SessionIds = at("displaced")
    moves: tuple[MoveRecord, ...]
    panels: tuple[PanelRecord, ...]
    told: tuple[ToldRecord, ...]


class RoomSoughtRecord(Record):
    """The search for room, where none can be made or none was found."""

    status: Status = at("made.solution.status")
    at_least: int = at("made.at_least")
    fewest: bool = at("made.fewest")
    gentlest: bool = at("made.gentlest")
    best_among_these: bool = at("made.best")


class RoomMadeRecord(OutcomeRecord, RoomSoughtRecord):
    """How room is made, and what comes of the wish then."""


class WishAnswer(OutcomeRecord, Answer):
    """What comes of a wish at the desk."""

    wish: str
    applied: bool
    outdated: bool
    """Whether it was not applied, as something else comes of it by now than its preview has shown."""
    variant: File
    programme: File
    unassigned: tuple[UnassignedRecord, ...]
    """Agenda items that it leaves without a meeting."""
    making_room: RoomMadeRecord | RoomSoughtRecord | None


@dataclass(frozen=True, slots=True)
class WishReport:
    """All that a command of the desk has to say."""

    file: DeskFile
    plain: Outcome
    """If all others stay."""
    roomy: Outcome | None
    """If others make room; None, if that was not asked."""
    written: DeskFile | None
    """The desk afterwards; None, if nothing was applied."""
    words: Sequence[str]
    """The command of the desk, as it can be typed again; its name and the instance come first."""
    is_outdated: bool = False
    """Whether it was not done, as something else comes of it by now than was shown."""

    @property
    def granted(self) -> Outcome:
        """What was applied, or would be."""
        return self.roomy if self.roomy is not None and _is_found(self.roomy) else self.plain

    @property
    def wish(self) -> Wish:
        """The wish: with the place that it got, if it was applied."""
        return self.plain.wish if self.written is None else self.granted.wish


def _is_found(roomy: Outcome) -> bool:
    return roomy.made is not None and roomy.made.solution.schedule is not None


def outcome_report(told: WishReport) -> Iterator[RenderableType]:
    """Yield what a planner reads."""
    plain = told.plain
    yield Text(f"{told.wish.said}.", "bold")
    yield from _now(plain)
    yield from _costs(plain)
    broken = plain.consequences.broken
    if broken:
        yield Text(f"It breaks hard rules, {counted(len(broken), 'finding')}:", "bold red")
        most = MOST if len(broken) > MOST + 1 else len(broken)
        yield findings(ordered(broken)[:most], None)
        if len(broken) > most:
            yield Text(f"and {len(broken) - most} more; --json tells all.", "dim")
    yield from unassigned_report(plain.instance, unassigned_by(plain), told.words[1])
    is_gone = plain.wish.is_fact and bool(plain.wish.about)
    if plain.displaced and not is_gone:
        yield Text(f"In its way: {_titles(plain.instance, plain.displaced)}")
    if told.roomy is not None:
        yield Text()
        yield from _room(told.roomy, told.wish)
    granted = told.granted
    if granted.panels:
        yield Text()
        yield panels_table(granted.desk.instance, granted.panels)
    if granted.told:
        yield Text()
        yield Text("Who must be told:", "bold")
        yield told_table(granted.told)
    yield Text()
    yield from _ending(told)


def _now(outcome: Outcome) -> Iterator[Text]:
    """Say where the sessions are that it is about."""
    desk = outcome.desk
    for session in outcome.wish.about:
        here = desk.schedule.by_session.get(session)
        if here is not None:
            title = session_title(desk.instance, session)
            yield Text(f"{title} is now on {place_in_words(desk.instance, here)}.")


def _costs(outcome: Outcome) -> Iterator[RenderableType]:
    before, after = outcome.desk.evaluation.penalty, outcome.evaluation.penalty
    if not outcome.by_rule:
        yield Text(f"It costs nothing: the penalty stays {points(after)}.")
        return
    much = points(abs(outcome.difference))
    verb = "saves" if outcome.difference < 0 else "costs"
    yield Text(
        f"It {verb} {much} in all: the penalty is {points(before)} before, {points(after)} after."
    )
    table = Columns("rule", "before", "after", "difference", right=(1, 2, 3))
    for rule, (old, new) in outcome.by_rule.items():
        table.add(name_of(rule), points(old), points(new), signed(new - old))
    yield table


def _room(roomy: Outcome, told: Wish) -> Iterator[RenderableType]:
    """Say how room is made; and what the wish comes to then, if that is not told yet."""
    made = roomy.made
    if made is None or made.solution.schedule is None:
        yield Text("No room was found." if made is None else no_room_in_words(made), "bold red")
        return
    number = counted(len(roomy.others), "other session moves", "other sessions move")
    said = f"Making room: {number}" if roomy.others else "No other session has to move"
    if roomy.panels:
        said += f", {counted(len(roomy.panels), 'panel changes', 'panels change')}"
    yield Text(f"{said}, {signed(roomy.difference)} in all.", "bold")
    if roomy.wish.said != told.said:
        yield Text(f"Then: {roomy.wish.said}.")
    yield Text(made_room_in_words(made, holds=roomy.holds))
    yield _moves(roomy)


def _moves(outcome: Outcome) -> Columns:
    table = Columns("session", "before", "after")
    for move in outcome.moves:
        facts = _facts_of(outcome, move)
        title = session_title(facts, move.session)
        table.add(title, *(place_in_words(facts, each) for each in (move.before, move.after)))
    return table


def _facts_of(outcome: Outcome, move: "Move") -> Instance:
    """Return the instance that knows a session: one that is cancelled is in the old one alone."""
    is_known = move.session in outcome.instance.session_by_id
    return outcome.instance if is_known else outcome.desk.instance


def _titles(instance: Instance, sessions: Iterable[str]) -> str:
    titles = [session_title(instance, each) for each in sessions]
    return joined(shortened(titles, MOST))


def _ending(told: WishReport) -> Iterator[Text]:
    """Say what was done, or how to do it."""
    if told.written is not None:
        desk = told.written
        yield Text(f"Done: {desk.desk.steps[desk.desk.done - 1].said}", "bold")
        yield Text(f"Written to {desk.variant}, and the programme to {desk.programme}.")
        yield from _repair(told, desk)
        yield Text(f"Undo it: {command('desk', 'undo', told.words[1])}")
        return
    if told.is_outdated:
        yield Text("The desk has changed since this was shown, and other things come of it now.")
    yield Text("Nothing was changed.", "bold")
    name, *rest = told.words
    if told.granted.step.is_nothing:
        yield Text("It is so already.")
        return
    if told.roomy is not None and not _is_found(told.roomy):
        yield from _ways_on(told)
        return
    room = ["--make-room"] if told.roomy is not None else []
    yield Text(f"Do it: {command('desk', name, *rest, *room, '--apply')}")
    if told.plain.wish.is_fact and told.roomy is None and told.plain.consequences.broken:
        again = command("desk", name, *rest, "--make-room", "--apply")
        yield Text(f"Make room as well: {again}")


def _repair(told: WishReport, desk: DeskFile) -> Iterator[Text]:
    """Name the command that mends what a fact breaks, changing as little as it can."""
    if told.plain.wish.is_fact and told.granted.consequences.broken:
        words = ("replan", desk.variant, desk.programme, "-o", desk.programme)
        yield Text(f"Repair it with few changes: {command(*words)}")


def _ways_on(told: WishReport) -> Iterator[Text]:
    """Name the commands that go on where no room was found."""
    schedule = told.plain.desk.schedule.by_session
    stored = told.file.variant if told.file.content is not None else told.words[1]
    wanted = [each for each in told.plain.wish.about if each in schedule]
    for session in wanted:
        yield Text(f"Other places: {command('explain', stored, '--session', session)}")
    made = told.roomy.made if told.roomy is not None else None
    if made is not None and made.solution.status is not Status.INFEASIBLE:
        longer = command("desk", *told.words, "--make-room", "--time-limit", LONGER)
        yield Text(f"Look longer: {longer}")
    if not wanted:
        done = command("desk", *told.words, "--apply")
        yield Text(f"What collides then: {done}; {command('explain', told.file.variant)}")


def wish_answer(told: WishReport) -> WishAnswer:
    """Return the same for machines."""
    roomy = told.roomy if told.roomy is not None and told.roomy.made is not None else None
    room = RoomMadeRecord if roomy is not None and _is_found(roomy) else RoomSoughtRecord
    return WishAnswer.about(
        told.plain.instance,
        told.plain,
        wish=told.wish.said,
        applied=told.written is not None,
        outdated=told.is_outdated,
        variant=told.file.variant,
        programme=told.file.programme,
        unassigned=unassigned_by(told.plain),
        making_room=None if roomy is None else room.of(roomy),
    )
