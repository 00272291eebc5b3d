"""The effect of a change at the desk, the steps on a desk, and the desks of an instance."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import RenderableType
from rich.text import Text

from scheduler.catalogue import name_of
from scheduler.cli.inputs.files import command
from scheduler.cli.terminal.layout import section, table
from scheduler.cli.views.claims import fewest_in_words, nothing_in_words
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
    panels_and_told,
)
from scheduler.cli.views.solution_report import findings
from scheduler.desk import DeskFile, Outcome, Wish, unassigned_by, where_to
from scheduler.instance import minutes_of
from scheduler.solution import Status
from scheduler.wording import counted, joined, one_line, points, shortened, signed


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


MOST = 8
"""Findings shown, and names."""


class OutcomeRecord(Record):
    """What comes of a wish."""

    penalty_now: Points = at("desk.evaluation.penalty")
    penalty_then: Points = at("evaluation.penalty")
    rules: dict[RuleId, tuple[Points, Points]] = at("by_rule")
    """What each rule costs now and then, if it costs more or less."""
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
    plain, granted = told.plain, told.granted
    facts, desk = plain.instance, plain.desk
    yield Text(f"{told.wish.said}.", "bold")
    for session in plain.wish.about:
        if session in desk.schedule.by_session:
            here = place_in_words(desk.instance, desk.schedule.by_session[session])
            yield f"{session_title(desk.instance, session)} is now on {here}."
    before, after = desk.evaluation.penalty, plain.evaluation.penalty
    yield f"Penalty {points(before)} before, {points(after)} after ({signed(plain.difference)})."
    rules = (
        (name_of(rule), points(old), points(new), signed(new - old))
        for rule, (old, new) in plain.by_rule.items()
    )
    yield from table(("rule", "before", "after", "difference"), rules, right=(1, 2, 3))
    broken = findings(plain.consequences.broken, MOST, "--json")
    yield from section("It breaks hard rules:", broken)
    items = (
        (one_line(each.item.title), str(minutes_of(each.item.needed)), where_to(facts, each))
        for each in unassigned_by(plain)
    )
    yield from section(
        "Agenda items that are left without a meeting:",
        table(("item", "minutes", "could go to"), items, right=(1,)),
    )
    if plain.displaced and not plain.wish.is_fact:
        titles = [session_title(desk.instance, each) for each in plain.displaced]
        yield f"In its way: {joined(shortened(titles, MOST))}"
    if told.roomy is not None:
        yield from section("Making room:", _room(told.roomy, told.wish))
    yield from panels_and_told(granted.desk.instance, granted.panels, granted.told)
    yield ""
    yield from _ending(told)


def _room(roomy: Outcome, told: Wish) -> Iterator[RenderableType]:
    """Say how room is made; and what the wish comes to then, if that is not told yet."""
    made = roomy.made
    if made is None or made.solution.schedule is None:
        yield (
            "No room was found."
            if made is None
            else nothing_in_words(made.solution, condition="with what is wished")
        )
        return
    moved = counted(len(roomy.others), "other session")
    yield f"{moved} elsewhere, {signed(roomy.difference)} in all."
    if roomy.wish.said != told.said:
        yield f"Then: {roomy.wish.said}."
    yield fewest_in_words(made, "no session being left out" if roomy.holds else "")
    rows = []
    for each in roomy.moves:
        is_known = each.session in roomy.instance.session_by_id
        facts = roomy.instance if is_known else roomy.desk.instance
        places = (place_in_words(facts, where) for where in (each.before, each.after))
        rows.append((session_title(facts, each.session), *places))
    yield from table(("session", "before", "after"), rows)


def _ending(told: WishReport) -> Iterator[RenderableType]:
    """Say what was done, or how to do it."""
    name, *rest = told.words
    if told.written is not None:
        desk = told.written
        yield Text(f"Done: {desk.desk.steps[desk.desk.done - 1].said}", "bold")
        yield f"Written to {desk.variant}, and the programme to {desk.programme}."
        if told.plain.wish.is_fact and told.granted.consequences.broken:
            words = ("replan", desk.variant, desk.programme, "-o", desk.programme)
            yield f"Repair it with few changes: {command(*words)}"
        yield f"Undo it: {command('desk', 'undo', told.words[1])}"
        return
    if told.is_outdated:
        yield "The desk has changed since this was shown, and other things come of it now."
    yield Text("Nothing was changed.", "bold")
    if told.granted.step.is_nothing:
        yield "It is so already."
    elif told.roomy is None or _is_found(told.roomy):
        room = ["--make-room"] if told.roomy is not None else []
        yield f"Do it: {command('desk', name, *rest, *room, '--apply')}"


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
