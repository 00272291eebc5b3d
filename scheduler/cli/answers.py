"""The JSON output: one serialiser of the dataclasses that reports are made of.

It goes by their types: thousandths of points are printed as points, durations as minutes, rows of the
instance as their ids, instants in UTC by the clocks of the venue. ``python -m tests.cli.output_schema``
makes the schema from the same types, with the docstrings of the fields.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin
from zoneinfo import ZoneInfo

from scheduler.catalogue import MILLI, RULES, Thousandths
from scheduler.instance import Instance, minutes_of

if TYPE_CHECKING:  # a list of commands reads no instance
    from scheduler.sources import FileLines

SHOWN: Mapping[str, str] = {
    "Judgement": "rule finding.item finding.amount unit=rule penalty=cost finding.sessions finding.message",
    "InstanceCheck": "instance.title instance.zone instance.first_day instance.last_day counts "
    "levels instance.profile instance.topic_lock instance.schedule_lock troubles",
    "Trouble": "message certain sessions rules where=place",
    "CollisionReport": "collision.status collision.proofs collision.complete collision.conflicts breaks "
    "collision.least collision.together collision.fewest collision.given written",
    "Culprit": "rule item words path where=path sessions",
    "Way": "words path where=path rule item amount unit=rule least by_level",
    "ComparisonReport": "comparison.nothing_changes summary comparison.programmes rules "
    "comparison.indicators comparison.differences comparison.verdicts comparison.undominated",
    "Programme": "label instance=instance.name instance.title instance.zone instance.profile "
    "evaluation.penalty breaks=evaluation.forbidden",
    "RuleRow": "rule=rule.id unit=rule.unit totals ranges",
    "IndicatorRow": "indicator.id indicator.title indicator.unit indicator.better indicator.sentence values "
    "ranges",
    "Difference": "programme against sessions=changed affected freed items",
    "SessionChange": "session title change before after",
    "Run": "start end room seated",
    "VariantReport": "conditions runs summary indicators=found.indicators",
    "VariantRun": "case.name case.instance.title case.instance.profile file=path done.note done.troubles "
    "filed.written filed.kept filed.stays done.solution.status done.solution.search.stop "
    "done.solution.penalty done.solution.bound done.solution.gap rules=done.solution.evaluation.totals",
    "ProgrammeReport": "instance.profile evaluation.penalty fitting.discrepancies dropped "
    "rules=evaluation.totals findings=evaluation.judgements",
    "Discrepancy": "session what stored now message=sentence",
    "SolveReport": "instance.profile solution.status in_words solution.search.stop seconds=ended.duration "
    "solution.penalty ended.found solution.bound solution.gap rules=solution.evaluation.totals dropped "
    "ended.written ended.kept ended.stays repair moves no_rule_worse",
    "Start": "broken moves repaired",
    "MinimalPerturbation": "moved bound best",
    "NoRuleWorse": "penalty=than.penalty proved cheaper",
    "Vacancies": "rooms person busy",
    "Chosen": "title=concerned.instance.title zone=concerned.instance.zone sessions=shown untimed roster "
    "dropped dropped_items fitting.discrepancies local conflicts",
    "Meeting": "session session.title session.kind session.bodies start end breaks room marks languages "
    "seated session.output session.audience invited agenda",
    "Point": "item item.title start end minutes continued item.documents people=item.persons item.proposers",
    "Document": "=symbol",
    "Untimed": "item=id title kind body description=summary published.document published.address",
    "RemoteHours": "session=meeting.session who zone start end",
    "ReplanReport": "ended.profile found.solution.status in_words found.solution.search.stop "
    "seconds=ended.duration found.unchanged found.at_least found.fewest found.gentlest found.best "
    "found.moves found.panels items=found.agendas.moves items_fewest=found.agendas.fewest found.new "
    "found.gone found.told causes found.solution.penalty ended.written ended.kept "
    "published.discrepancies lock",
    "Move": "session what before after reasons",
    "WishReport": "change=wish.said applied file.variant file.programme outcome=plain making_room=roomy "
    "unassigned",
    "Outcome": "penalty_now=desk.evaluation.penalty penalty_then=evaluation.penalty rules=by_rule "
    "breaks=consequences.broken in_the_way=displaced moves panels told search=made",
    "Replan": "solution.status at_least fewest gentlest best",
    "Unassigned": "item item.title minutes=item.needed open_to others",
    "DeskFile": "variant programme desk.name title desk.done desk.steps desk.evaluation.penalty "
    "breaks=desk.evaluation.forbidden",
    "Step": "=said",
    "Publication": "release=step.new changes=step.differences store dry_run breaks locked",
    "ReleaseStep": "release=new since=old.number changes=differences",
    "Release": "number published note draft override",
    "ReleaseDifference": "session titles=entry.titles change before=old after=new fields people delegations "
    "sites",
    "Entry": "start end room standing",
    "FeedFolder": "release=release.number written.new written.changed written.same "
    "left=left.files left_personal=left.personal removed=removed.files removed_personal=removed.personal",
    "NoticesReport": "release=release.number concerned=mail.concerns without_address=mail.without_address "
    "sent",
    "Concern": "id=name news",
    "PersonalNews": "session turn",
    "Recipient": "id=name email",
    "TokenRow": "owner.sort owner.id title issued.made issued.revoked",
    "AttendeeGroup": "id title kind people served members",
    "Member": "id title sessions wished minutes conflict_minutes=conflicts missed_minutes=missed days hours",
    "Due": "date=day deadline title session meeting=session.title first_day=begins days_before=deadline.days",
    "PreviousSolution": "=path",
    "ZoneInfo": "=key",
    "JudgedSolution": "=path",
}
"""What is printed of classes that are not printed field by field, by the name of the class.

Each word is a path of attributes, printed under its last name or under the name before ``=``. The names
`unit` and `where` stand for the unit of a rule and for the line of a path in the instance file. ``=id``
alone means that an object is printed as this attribute. The schema has the types and docstrings of the
attributes, so a path that leads nowhere fails its test.
"""
ROW = "=id"
"""What is printed of rows of an instance."""


def answer(
    told: object,
    zone: ZoneInfo | None = None,
    lines: "FileLines | None" = None,
    **about: object,
) -> Mapping[str, Any]:
    """Return a report as a JSON object.

    Parameters
    ----------
    told
        The dataclass of the report.
    zone
        Time zone of its instants; UTC, if none is given.
    lines
        Of the instance file, for the lines of what the report names.
    about
        Fields that come first, such as the name of the instance.
    """
    form = _Form(zone, lines)
    first: dict[str, Any] = form.printed(about)
    report: dict[str, Any] = form.printed(told)
    return first | report


def about(instance: Instance, told: object, lines: "FileLines | None" = None) -> Mapping[str, Any]:
    """Return a report about an instance as a JSON object."""
    return answer(told, instance.zone, lines, instance=instance.name)


def shown_of(cls: type) -> str:
    """Return what is printed of a class, as in `SHOWN`."""
    usual = " ".join(each.name for each in fields(cls)) if is_dataclass(cls) else ROW
    return SHOWN.get(cls.__name__, usual)


@cache
def paths_of(cls: Any) -> Mapping[str, Sequence[str]]:
    """Return the attributes that lead to each field that is printed of a class, by its name."""
    found: dict[str, Sequence[str]] = {}
    for word in shown_of(cls).split():
        name, _, path = word.rpartition("=")
        attributes = path.split(".")
        found[name or attributes[-1]] = attributes
    return found


@dataclass(frozen=True, slots=True)
class _Form:
    """The form of values in a report."""

    zone: ZoneInfo | None
    lines: "FileLines | None"

    def printed(  # noqa: C901, PLR0911 - a case for each type
        self, value: object, *, in_thousandths: bool = False
    ) -> Any:
        """Return a value as JSON has it."""
        match value:
            case Enum():
                return value.value
            case None | bool() | str():
                return value
            case int():
                return value / MILLI if in_thousandths else value
            case float():
                return round(value, 6)
            case datetime():
                is_local = isinstance(value.tzinfo, ZoneInfo)  # what is in UTC is not
                local = value if is_local else value.astimezone(self.zone or UTC)
                return local.isoformat(timespec="seconds")
            case timedelta():
                return minutes_of(value)
            case date() | PurePath():
                return str(value)
            case Mapping():
                return {
                    "other" if key is None else self.printed(key): self.printed(
                        each, in_thousandths=in_thousandths
                    )
                    for key, each in value.items()
                }
            case set() | frozenset():
                return sorted(map(self.printed, value))
            case tuple() | list():
                return [self.printed(each, in_thousandths=in_thousandths) for each in value]
        shown = shown_of(type(value))
        if shown.startswith("="):
            return self.printed(getattr(value, shown[1:]))
        cls: Any = type(value)
        return {name: self._found(name, value, path) for name, path in paths_of(cls).items()}

    def _found(self, name: str, value: Any, path: Sequence[str]) -> Any:
        in_thousandths = False
        for attribute in path:
            if value is None:
                return None
            cls: Any = type(value)
            in_thousandths = _is_in_thousandths(cls, attribute)
            value = getattr(value, attribute)
        if name == "unit" and value in RULES:
            return RULES[value].unit
        if name == "where":
            return self.lines.where(value) if self.lines is not None and value else None
        return self.printed(value, in_thousandths=in_thousandths)


@cache
def _is_in_thousandths(cls: Any, attribute: str) -> bool:
    for each in cls.__mro__:
        made = vars(each).get(attribute)
        getter = made.fget if isinstance(made, property) else getattr(made, "func", None)
        if getter is not None:
            return _has_thousandths(getter.__annotations__.get("return"))
        if attribute in vars(each).get("__annotations__", {}):
            return _has_thousandths(each.__annotations__[attribute])
    return False


def _has_thousandths(annotation: object) -> bool:
    if get_origin(annotation) is Annotated:
        return annotation == Thousandths
    return any(map(_has_thousandths, get_args(annotation)))
