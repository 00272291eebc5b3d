"""Why a session is where it is, as people and machines read it."""

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text

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
from scheduler.cli.views.solution_report import findings, price_cell, would_cell
from scheduler.cli.views.tables import section, table
from scheduler.explanation.programmes import (
    Option,
    Placing,
    best_by_half_day,
    dearest_rule,
)
from scheduler.instance import Instance, end_of
from scheduler.wording import (
    rule_text,
    shortened,
    signed,
    when,
)

MOST = 12
"""Sessions in the way that are told of."""
FEW = 3
"""Rules that are named, and places of which every finding is told."""
_WOULD = "what it would break or cost"


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
    """Return the same as the report, for machines."""
    return PlacingAnswer.about(instance, placing)


def placing_report(instance: Instance, placing: Placing) -> Iterator[RenderableType]:
    """Yield what a planner reads."""
    title = session_title(instance, placing.session)
    yield Text(f"{title} is {_place(instance, placing, placing)}.", "bold")
    yield from findings(placing.findings)
    rules = [f"{rule_text(rule)} {number:,}" for rule, number in placing.ruled_out.items()]
    forbid = f" Places that a rule forbids: {', '.join(rules[:FEW])}." if rules else ""
    yield f"{placing.places:,} of {placing.all_places:,} places are possible.{forbid}"
    if placing.asked:
        for option in placing.options[:FEW]:
            there = _place(instance, placing, option)
            verdict = "would break hard rules, and cost" if option.broken else "would cost"
            told = [*findings(option.broken), *findings(option.dearer)]
            cost = f"{there} {verdict} {signed(option.difference)} in all."
            yield from section(cost, told or ["Nothing is found about it there."])
        return
    yield decided_in_words(instance, placing)
    rows = (
        (
            _place(instance, placing, option),
            price_cell(option),
            would_cell(option, _titles(instance, option.in_the_way, "in the way: ")),
        )
        for option in best_by_half_day(instance, placing.options)
    )
    yield from section(
        "The best place of each half-day, with all other sessions where they are:",
        table(("place", "penalty", _WOULD), rows, right=(1,)),
    )


def _place(instance: Instance, placing: Placing, there: Placing | Option) -> str:
    end = end_of(instance, instance.session_by_id[placing.session], there.start)
    room = room_name(instance.room_by_id[there.room])
    return f"{when(there.start, end, instance.zone)} in {room}"


def _titles(instance: Instance, sessions: Iterable[str], before: str = "") -> str:
    titles = shortened([session_title(instance, each) for each in sessions], MOST)
    return f"{before}{'; '.join(titles)}" if titles else ""


def decided_in_words(instance: Instance, placing: Placing) -> str:
    """Name the rule that decides where a session is, and what the next best place costs, in a sentence."""
    if not placing.options:
        return "No other place is open to it."
    best = placing.options[0]
    there, cost = _place(instance, placing, best), signed(best.difference)
    if best.broken:
        rules = ", ".join(dict.fromkeys(rule_text(each.rule) for each in best.broken))
        return f"Every other place breaks a hard rule; the next best, {there}: {rules}."
    rule = rule_text(dearest_rule(best.dearer)) if best.difference > 0 else "no rule"
    return f"What decides is {rule}: the next best place, {there}, costs {cost}."
