"""Why an item is on the agenda it is on, as people and machines read it."""

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.arguments import one_named
from scheduler.cli.terminal.console import say
from scheduler.cli.terminal.layout import Columns
from scheduler.cli.views.placement_report import FEW
from scheduler.cli.views.programme import session_title
from scheduler.cli.views.records import (
    ConsequencesRecord,
    FindingRecord,
    InstanceAnswer,
    Instant,
    Record,
    SessionId,
    SessionIds,
    at,
)
from scheduler.cli.views.solution_report import few_of, findings, price_cell, saved_by
from scheduler.explanation.programmes import Dealing, ItemOption, ItemPlacing, place_item
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from scheduler.wording import counted, moment, one_line, shortened


class DealingRecord(Record):
    """A session that deals with an agenda item."""

    session: SessionId
    start: Instant
    minutes: int
    """Minutes that it is given there."""


class ItemOptionRecord(ConsequencesRecord):
    """Another session that may take an agenda item."""

    session: SessionId
    start: Instant
    """When the item would begin."""
    minutes_left: int = at("left")
    """Minutes that the session would have left for items; negative, if too few."""
    items_in_the_way: tuple[str, ...] = at("in_the_way")
    """Ids of items there without each of which less would be broken."""


class ItemAnswer(InstanceAnswer):
    """Why an agenda item is on the agenda it is on (--item), and what other sessions would cost."""

    item: str
    """Id of the agenda item."""
    dealt_with: tuple[DealingRecord, ...] = at("dealt")
    """The sessions that deal with it, in order of time."""
    findings: tuple[FindingRecord, ...]
    other_sessions: tuple[ItemOptionRecord, ...] = at("options")
    """Other sessions that may take it and are held, the best first."""
    not_held: SessionIds = at("absent")
    """Sessions that may take it, and are not held."""


def item_report(instance: Instance, placing: ItemPlacing) -> Iterator[RenderableType]:
    """Yield what a planner reads."""
    title = one_line(instance.item_by_id[placing.item].title)
    if placing.dealt:
        where = "; ".join(_dealt(instance, each) for each in placing.dealt)
        yield Text(f"{title} is dealt with in {where}.", "bold")
    else:
        yield Text(f"{title} is on no agenda.", "bold")
    if placing.findings:
        yield Text("What is found about it there:" if placing.dealt else "What is found about it:")
        yield findings(placing.findings, None)
    elif placing.dealt:
        yield Text("Nothing is wrong with it there.")
    yield Text()
    if placing.options:
        yield Text("In another session, with all else as it is:", "bold")
        yield _options(instance, placing.options)
    else:
        yield Text("No other session of the programme may take it.")
    if placing.absent:
        names = "; ".join(session_title(instance, each) for each in placing.absent)
        yield Text(f"May take it, and not held: {names}.")


def _dealt(instance: Instance, dealing: Dealing) -> str:
    start = moment(dealing.start, instance.zone)
    return f"{session_title(instance, dealing.session)}, {start}, {dealing.minutes} min"


def _options(instance: Instance, options: Iterable[ItemOption]) -> Columns:
    table = Columns("session", "penalty", "what it would break, cost and take", right=(1,))
    for option in options:
        where = f"{session_title(instance, option.session)}, {moment(option.start, instance.zone)}"
        table.add(where, price_cell(option), _why(instance, option))
    return table


def _why(instance: Instance, option: ItemOption) -> Text:
    """Say what is broken, or else what costs more; what is in the way, and how much time is left."""
    told = [one_line(each.finding.message) for each in option.broken or option.dearer]
    said = [*map(Text, shortened([*dict.fromkeys(told)], FEW))]
    if option.in_the_way:
        titles = few_of(instance.item_by_id[each].title for each in option.in_the_way)
        said.append(Text(f"easier without: {titles}", "dim"))
    said += [] if option.broken else saved_by(option)
    if option.left >= 0:
        said.append(Text(f"{counted(option.left, 'minute')} left for items then", "dim"))
    return Text("\n").join(said)


def explain_item(facts: Instance, schedule: Schedule, item: str, *, as_json: bool) -> Code:
    """Say of an item why it is where it is, and what is elsewhere."""
    found = place_item(facts, schedule, one_named("--item", item, facts.items))
    say(as_json, lambda: ItemAnswer.about(facts, found), lambda: item_report(facts, found))
    return Code.FINE
