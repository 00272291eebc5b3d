"""A comparison for machines: JSON and CSV."""

from pydantic import Field

from scheduler.cli.views.records import (
    Amount,
    Answer,
    InstanceName,
    IsEmpty,
    Level,
    PlaceRecord,
    Points,
    Record,
    RuleId,
    SessionId,
    SessionIds,
    at,
)
from scheduler.comparison import Comparison, Difference
from scheduler.comparison.affected import AffectedGroup
from scheduler.comparison.changes import ChangeKind, counts
from scheduler.comparison.programmes import Better, Value
from scheduler.comparison.ranges import Range
from scheduler.comparison.summary import sentences
from scheduler.comparison.verdicts import ProgrammeVerdict

OTHER = "other"
"""What hours without a purpose are called."""


Ranges = dict[str, Range]
"""What programmes of nearly the same penalty have, by the label of the programme."""


class IndicatorRecord(Record):
    """A key figure; maps have a field for each programme, by its label."""

    indicator: str = at("id")
    title: str
    unit: str
    better: Better
    sentence: str
    programmes: dict[str, float | int | None]
    ranges: Ranges


class ProgrammeRecord(Record):
    """What is compared."""

    programme: str = at("label")
    """Its label."""
    instance: InstanceName = at("instance.name")
    title: str | None = at("instance.title")
    zone: str = at("instance.zone.key")
    profile: str | None = at("instance.profile")
    penalty: Points = at("evaluation.penalty")
    hard_rules_kept: IsEmpty = at("evaluation.forbidden")


class RuleTotalsRecord(Record):
    """What a rule finds in a programme."""

    level: Level
    amount: Amount
    """All of it, whatever the level."""
    forbidden: Amount
    penalty: Points
    penalty_at_base_levels: Points = at("at_base")


class RuleRowRecord(Record):
    """A rule."""

    rule: RuleId = at("rule.id")
    unit: str = at("rule.unit")
    programmes: dict[str, RuleTotalsRecord]
    ranges: Ranges


class SessionChangeRecord(Record):
    """A session that differs."""

    session: SessionId
    title: str
    change: ChangeKind
    from_: PlaceRecord | None = Field(validation_alias="before", serialization_alias="from")
    to: PlaceRecord | None = at("after")


class AffectedRecord(Record):
    """Who is affected."""

    group: AffectedGroup
    id: str
    title: str
    people: int
    sessions: SessionIds
    other_room_only: SessionIds = at("rooms")


class ItemChangeRecord(Record):
    """An agenda item that is in another session, at another time, or in none any more."""

    item: str
    """Id of the agenda item."""
    title: str
    change: str = at("words")
    """What has become of it, in words."""
    was: str = at("before")
    """Its sessions and times in the first, or nothing."""
    now: str = at("after")
    """Its sessions and times in the other, or nothing."""


class DifferenceRecord(Record):
    """What differs between two."""

    programme: str
    against: str
    counts: dict[str, int]
    """Sessions by change."""
    minutes_freed: dict[str, int]
    sessions: tuple[SessionChangeRecord, ...]
    affected: tuple[AffectedRecord, ...]
    changed_items: tuple[ItemChangeRecord, ...] = at("items")


class CompareAnswer(Answer):
    """Programmes side by side; maps have a field for each programme, by its label."""

    nothing_changes: bool
    summary: tuple[str, ...]
    programmes: tuple[ProgrammeRecord, ...]
    rules: tuple[RuleRowRecord, ...]
    indicators: tuple[IndicatorRecord, ...]
    differences: tuple[DifferenceRecord, ...]
    verdicts: tuple[ProgrammeVerdict, ...]
    undominated: tuple[str, ...]


def comparison_answer(comparison: Comparison, *, hide_rooms: bool = False) -> CompareAnswer:
    """Return all that is compared; times by the clocks of the first."""
    return CompareAnswer.of(
        comparison,
        clocks=comparison.base.instance.zone,
        summary=sentences(comparison),
        rules=[
            RuleRowRecord.of(
                row,
                programmes=dict(zip(comparison.labels, row.totals, strict=True)),
                ranges=dict(zip(comparison.labels, row.ranges, strict=True)),
            )
            for row in comparison.rules
            if row.says_something
        ],
        indicators=indicator_records(comparison),
        differences=[_difference(each, hide_rooms=hide_rooms) for each in comparison.differences],
    )


def indicator_records(comparison: Comparison) -> list[IndicatorRecord]:
    """Return the key figures of all programmes, and their ranges."""
    return [
        IndicatorRecord.of(
            row.indicator,
            programmes=dict(zip(comparison.labels, map(rounded, row.values), strict=True)),
            ranges=dict(zip(comparison.labels, row.ranges, strict=True)),
        )
        for row in comparison.indicators
    ]


def _difference(difference: Difference, *, hide_rooms: bool) -> DifferenceRecord:
    return DifferenceRecord.of(
        difference,
        counts={change.value: number for change, number in counts(difference.changes).items()},
        minutes_freed={
            (purpose.value if purpose else OTHER): minutes
            for purpose, minutes in difference.freed.items()
        },
        sessions=[
            each
            for each in difference.changed
            if not (hide_rooms and each.change is ChangeKind.ROOM)
        ],
    )


def rounded(value: Value) -> Value:
    """Return a figure with three decimals at most."""
    return round(value, 3) if isinstance(value, float) else value
