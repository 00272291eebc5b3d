"""Why a session is where it is, who is worst off, and what a rule costs."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import Field
from rich.console import RenderableType
from rich.text import Text

from scheduler.catalogue import RULES
from scheduler.cli.terminal.layout import section, table
from scheduler.cli.views.claims import (
    nothing_in_words,
    price_in_words,
    without_proved,
)
from scheduler.cli.views.programme import room_name, session_title
from scheduler.cli.views.records import (
    Amount,
    ConsequencesRecord,
    File,
    FindingRecord,
    InstanceAnswer,
    Instant,
    IsEmpty,
    Points,
    Record,
    RoomId,
    RuleId,
    SessionId,
    SessionIds,
    Unit,
    at,
)
from scheduler.cli.views.solution_report import (
    findings,
    judged,
    penalties,
    price_cell,
    rule_with_id,
    would_cell,
)
from scheduler.explanation.programmes import (
    Burden,
    Option,
    Overview,
    Placing,
    RulePrice,
    best_by_half_day,
    dearest_rule,
)
from scheduler.instance import Instance, end_of
from scheduler.solution import Status
from scheduler.wording import (
    counted,
    item_name,
    one_line,
    points,
    rule_text,
    shortened,
    signed,
    when,
)

MOST = 10
"""Findings told of."""
FEW = 3
"""Of each kind of item, how many are told of."""


class BurdenRecord(Record):
    """Who or what bears most."""

    item: str
    penalty: Points
    findings: tuple[FindingRecord, ...]


class OverviewAnswer(InstanceAnswer):
    """What a programme suffers from. `status` and `solution` are there where none was named: there is one."""

    status: Status | None = None
    solution: File | None = None
    penalty: Points = at("evaluation.penalty")
    hard_rules_kept: IsEmpty = at("evaluation.forbidden")
    dearest: tuple[FindingRecord, ...]
    worst_off: dict[str, tuple[BurdenRecord, ...]]
    """By sort: session, person, delegation …"""


class ProvedRecord(Record):
    """Whether either programme is proved to be the best."""

    with_: bool = Field(serialization_alias="with")
    without: bool


class RulePriceAnswer(InstanceAnswer):
    """What a rule costs (--rule)."""

    rule: RuleId
    price: Points | None
    """Points that the programme costs more than the best without the rule."""
    penalty: Points = at("now.penalty")
    own: Points
    """Points of the rule itself."""
    penalty_without: Points | None = at("without.penalty")
    amount_without: Amount | None
    unit: Unit = at("rule")
    moved: SessionIds
    status: Status = at("without.status")
    """How the search without the rule ended."""
    proved: ProvedRecord


def overview_answer(
    instance: Instance, overview: Overview, stored: Path | None = None
) -> OverviewAnswer:
    """Return the same as a report, for machines; `stored` is where the programme is, if none was named."""
    found = {} if stored is None else {"status": Status.FEASIBLE, "solution": stored}
    return OverviewAnswer.about(instance, overview, **found)


def price_answer(instance: Instance, price: RulePrice) -> RulePriceAnswer:
    """Return the same as a report, for machines."""
    proved = ProvedRecord(with_=price.now_proved, without=without_proved(price))
    unknown = {} if price.without.penalty is not None else {"price": None, "amount_without": None}
    return RulePriceAnswer.about(instance, price, proved=proved, **unknown)


def overview_report(instance: Instance, overview: Overview) -> Iterator[RenderableType]:
    """Yield what a planner reads."""
    yield judged(overview.evaluation)
    yield ""
    yield from penalties(overview.evaluation)
    yield from section("What costs most:", findings(overview.dearest, MOST, "--json"))
    rows = (
        (
            about,
            one_line(_name(instance, burden)),
            points(burden.penalty),
            one_line(burden.findings[0].finding.message),
        )
        for about, burdens in overview.worst_off.items()
        for burden in burdens[:FEW]
    )
    titles = ("", "who", "penalty", "most of it")
    yield from section("Who is worst off:", table(titles, rows, right=(2,)))


def _name(instance: Instance, burden: Burden) -> str:
    if burden.about == "session":
        return instance.session_by_id[burden.item].title
    return item_name(instance, burden.findings[0].rule, burden.item)


def price_report(instance: Instance, price: RulePrice) -> Iterator[RenderableType]:
    """Yield what a planner reads of what a rule costs."""
    without, rule = price.without, RULES[price.rule]
    if without.penalty is None:
        yield Text(f"{rule_with_id(rule.id)}: {points(price.own)} in the programme.", "bold")
        yield f"What another would cost without it: {nothing_in_words(without)}"
        return
    yield Text(f"{rule_with_id(rule.id)}: {points(price.price)} in all.", "bold")
    yield Text(rule.sentence, "dim")
    level = instance.level(rule.id, "")
    yield from table(
        ("", f"with it ({level})", "without it"),
        (
            ("the rule itself", points(price.own), "not counted"),
            ("all other rules", points(price.others_now), points(without.penalty)),
            ("in all", points(price.now.penalty), points(without.penalty)),
        ),
        right=(1, 2),
    )
    yield (
        f"Without it, {counted(len(price.moved), 'session')} would be elsewhere, and it would count "
        f"{price.amount_without:,} {rule.unit}."
    )
    yield price_in_words(price)


SESSIONS = 12
"""Sessions in the way that are told of."""
RULES_NAMED = 3
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
    forbid = f" Places that a rule forbids: {', '.join(rules[:RULES_NAMED])}." if rules else ""
    yield f"{placing.places:,} of {placing.all_places:,} places are possible.{forbid}"
    if placing.asked:
        for option in placing.options[:RULES_NAMED]:
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
    titles = shortened([session_title(instance, each) for each in sessions], SESSIONS)
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
