"""Why a session is where it is, as people and machines read it."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from scheduler.catalogue import RULES, name_of
from scheduler.cli.terminal.layout import Columns
from scheduler.cli.views.programme import room_name, session_title
from scheduler.cli.views.records import (
    ConsequencesRecord,
    FindingRecord,
    InstanceAnswer,
    Instant,
    RoomId,
    SessionId,
    SessionIds,
    at,
)
from scheduler.cli.views.solution_report import few_of, findings, price_cell, saved_by
from scheduler.explanation.programmes import (
    Option,
    Placing,
    best_by_half_day,
    dearest_rule,
)
from scheduler.instance import Instance, end_of
from scheduler.wording import (
    counted,
    item_name,
    rule_text,
    signed,
    when,
)

MOST = 12
"""Other places told of."""
FEW = 3
"""Names told of one rule, and places of which every finding is told."""


class OptionRecord(ConsequencesRecord):
    """Another place."""

    start: Instant
    room: RoomId
    rooms_alike: int
    in_the_way: SessionIds
    at_the_same_time: SessionIds = at("beside")


class PlacingAnswer(InstanceAnswer):
    """Why a session is where it is, and what other places cost (--session)."""

    session: SessionId
    start: Instant
    room: RoomId
    findings: tuple[FindingRecord, ...]
    places: int
    """Places that no hard rule forbids it by itself."""
    all_places: int
    ruled_out: dict[str, int]
    """Places that each hard rule forbids it by itself."""
    elsewhere: tuple[OptionRecord, ...] = at("options")


def placing_answer(instance: Instance, placing: Placing) -> PlacingAnswer:
    """Return the same as the reports, for machines."""
    return PlacingAnswer.about(instance, placing)


def placing_report(instance: Instance, placing: Placing) -> Iterator[RenderableType]:
    """Yield what a planner reads."""
    title = session_title(instance, placing.session)
    yield Text(f"{title} is {_place(instance, placing, placing)}.", "bold")
    if placing.findings:
        yield Text("What is found about it there:")
        yield findings(placing.findings, None)
    else:
        yield Text("Nothing is wrong with it there.")
    yield Text()
    yield Text(_open(placing))
    if placing.asked and 0 < len(placing.options) <= FEW:
        for option in placing.options:
            yield Text()
            yield from _closely(instance, placing, option)
    elif placing.asked and not placing.options:
        yield Text("That is where it is, and no other place was asked for.")
    else:
        if not placing.asked:
            yield Text(decided_in_words(instance, placing))
        best = best_by_half_day(instance, placing.options)
        which = "" if placing.asked else ", the best place of each half-day"
        yield Text(f"Elsewhere{which}, with all other sessions where they are:", "bold")
        yield _options(instance, placing, placing.options[:MOST] if placing.asked else best)


def _closely(instance: Instance, placing: Placing, option: Option) -> Iterator[RenderableType]:
    """Yield all that one place would break and cost."""
    there = _place(instance, placing, option)
    verdict = "would break hard rules, and cost" if option.broken else "would cost"
    yield Text(f"{there} {verdict} {signed(option.difference)} in all.", "bold")
    for told in (option.broken, option.dearer):
        if told:
            yield findings(told, None)
    yield from saved_by(option)


def _open(placing: Placing) -> str:
    """Say how many places are open to a session, and what closes the others."""
    rules = [
        f"{rule_text(rule)} {number:,}" for rule, number in list(placing.ruled_out.items())[:FEW]
    ]
    could = f"By itself it could have {counted(placing.places, 'place')}"
    if not rules:
        return f"{could}."
    return (
        f"{could}, of {placing.all_places:,} in all. Places that a rule forbids, some of them several rules: "
        f"{', '.join(rules)}."
    )


def _place(instance: Instance, placing: Placing, there: Placing | Option) -> str:
    end = end_of(instance, instance.session_by_id[placing.session], there.start)
    room = room_name(instance.room_by_id[there.room])
    return f"{when(there.start, end, instance.zone)} in {room}"


def _options(instance: Instance, placing: Placing, options: Sequence[Option]) -> Columns:
    table = Columns("place", "penalty", "what it would break or cost", right=(1,))
    for option in options:
        alike = f", or {counted(option.rooms_alike, 'other room')}" if option.rooms_alike else ""
        where = _place(instance, placing, option) + alike
        table.add(where, price_cell(option), _rules(instance, option))
    return table


def decided_in_words(instance: Instance, placing: Placing) -> str:
    """Name the rule that decides where a session is, and what the next best place costs, in a sentence."""
    if not placing.options:
        return "No other place is open to it."
    best = placing.options[0]
    there, cost = _place(instance, placing, best), signed(best.difference)
    if best.broken:
        rules = few_of(rule_text(each.rule) for each in best.broken)
        return f"Every other place breaks a hard rule; the next best, {there}, {rules}."
    if best.difference > 0:
        decisive = rule_text(dearest_rule(best.dearer))
        return f"What decides is {decisive}: the next best place, {there}, costs {cost}."
    if best.difference == 0:
        return f"No rule decides: {there} costs the same."
    return f"{there} would cost {cost}: nothing keeps it where it is but the search."


def _rules(instance: Instance, option: Option) -> Text:
    """Say which rules are broken, else which cost more, about whom, and which sessions are in the way."""
    about: dict[str, list[str]] = {}
    for judged in option.broken or option.dearer:
        is_session = RULES[judged.rule].item == "session"
        names = about.setdefault(judged.rule, [])
        names += [] if is_session else [item_name(instance, judged.rule, judged.finding.item)]
    said = [
        Text(f"{name_of(rule)}: {few_of(names)}" if names else name_of(rule))
        for rule, names in about.items()
    ]
    role = "in the way" if option.broken else "at the same time"
    sessions = option.in_the_way if option.broken else option.beside
    titles = [instance.session_by_id[each].title for each in sessions]
    if titles and said:
        said.append(Text(f"{role}: {few_of(titles)}", "dim"))
    saved = [] if option.broken else saved_by(option)
    return Text("\n").join([*said, *saved]) or Text("no difference", "dim")
