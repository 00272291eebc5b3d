"""What a variant gives up: hard rules of the base that it does not ask for, and what becomes of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scheduler.catalogue import HARD, RULES, name_of
from scheduler.comparison.likeness import own_levels
from scheduler.comparison.programmes import Programme
from scheduler.comparison.sheets import number_text
from scheduler.evaluation.evaluator import VOICES, misfits
from scheduler.findings import Finding, Judgement
from scheduler.instance import TABLES, Instance
from scheduler.phrases import say
from scheduler.schedule import Schedule
from scheduler.wording import chained, shortened

RULES_NAMED = 3
"""Rules that are named of those given up and kept all the same, at most."""
PAIR = 2
"""Sessions of a finding whose message is told, at most."""
WISHES = frozenset(
    {"adjacency", "separation", "series", "common start", "minimum load", "preference"}
    | {"parallel limit", "quota", "relation", "feature wish"}
)
"""Rows that are a wish themselves: without its row, a wish is given up. Without a room, there is less."""
_TABLE_OF = {word: table for table, word in TABLES.items()}


@dataclass(frozen=True, slots=True)
class Concession:
    """A hard rule of the base which a variant does not ask for, or not for everything."""

    rule: str
    items: tuple[str, ...]
    """What it is no longer asked for; nothing: for anything."""
    findings: tuple[Finding, ...]
    """What it finds in the programme of the variant, the largest first; in all, if several were found."""

    def covers(self, judged: Judgement) -> bool:
        """Tell whether nobody would mind a finding if it was given up."""
        return judged.rule == self.rule and (not self.items or judged.finding.item in self.items)


def concessions(base: Programme, other: Programme) -> tuple[Concession, ...]:
    """Return the hard rules of the base that a variant gives up; those first that its programme breaks."""
    found = []
    for rule in RULES:
        given_up = _given_up(base.instance, other.instance, rule)
        if given_up is not None:
            found.append(Concession(rule, given_up, _broken(base, other, rule, given_up)))
    return tuple(sorted(found, key=lambda each: not each.findings))


def _given_up(base: Instance, other: Instance, rule: str) -> tuple[str, ...] | None:
    """Return for what a rule is no longer hard; nothing in particular if for nothing; None if it still is."""
    kind = RULES[rule].item
    items = tuple(each for each in _items(base, rule) if base.level(rule, each) == HARD)
    if kind not in WISHES and base.level(rule, "") == HARD != other.level(rule, ""):
        return ()
    there = _ids(other, kind)
    if kind in WISHES:
        gone = [
            each
            for each in items
            if (each not in there and _is_about(base, kind, each, other))
            or (each in there and other.level(rule, each) != HARD)
        ]
    else:
        gone = [each for each in items if each in there and other.level(rule, each) != HARD]
    return tuple(gone) or None


def _items(base: Instance, rule: str) -> Iterator[str]:
    """Yield what may have a level of its own: the rows that are wishes; else those with such a level."""
    kind = RULES[rule].item
    if kind in WISHES:
        yield from _ids(base, kind)
        return
    yield from dict.fromkeys(own_levels(base, rule))


def _ids(instance: Instance, kind: str) -> Mapping[str, object]:
    """Return the rows of a table by their ids; of what has no table, nothing."""
    table = _TABLE_OF.get(kind)
    return {} if table is None else {each.id: each for each in getattr(instance, table)}


def _is_about(base: Instance, kind: str, item: str, other: Instance) -> bool:
    """Tell whether the sessions of a wish are still there: without them nothing is given up."""
    sessions = getattr(_ids(base, kind)[item], "sessions", None)
    if isinstance(sessions, tuple):
        return other.session_by_id.keys() >= {*sessions}
    return sessions is None or bool(other.session_by_id.keys() & _selected(base, sessions))


def _selected(base: Instance, sessions: object) -> set[str]:
    return {each.id for each in base.selected(sessions)}  # type: ignore[arg-type]


def _broken(
    base: Programme, other: Programme, rule: str, items: Sequence[str]
) -> tuple[Finding, ...]:
    """Return what a rule of the base finds in a programme, and in all others of its variant."""
    found = _findings(base.instance, other.schedule, rule, items)
    for schedule in other.others:
        also = {each.item for each in _findings(base.instance, schedule, rule, items)}
        found = [each for each in found if each.item in also]
    before = {each.item for each in _findings(base.instance, base.schedule, rule, items)}
    new = (each for each in found if each.item not in before)
    return tuple(sorted(new, key=lambda each: (-each.amount, each.item)))


def _findings(base: Instance, schedule: Schedule, rule: str, items: Sequence[str]) -> list[Finding]:
    known = without_foreign_sessions(base, schedule)
    return [
        each
        for each in VOICES[rule](base, known)
        if (each.item in items if items else base.level(rule, each.item) == HARD)
    ]


def without_foreign_sessions(instance: Instance, schedule: Schedule) -> Schedule:
    """Return a schedule without sessions and agenda items that a conference does not have, or not there."""
    placed = [each for each in schedule.assignments if not misfits(instance, Schedule((each,)))]
    held = {each.session for each in placed}
    known = {each.id for each in instance.items if each.is_open}
    entries = [each for each in schedule.agendas if each.session in held and each.item in known]
    return Schedule.of(placed, (), entries)


def in_words(found: Sequence[Concession]) -> str:
    """Say which troubles are no longer ruled out, which of them the programme has, and which it has not."""
    broken = [_told(each) for each in found if each.findings]
    kept = [say(name_of(each.rule)) for each in found if not each.findings]
    if kept:
        broken.append(say("kept all the same: {}", chained(shortened(kept, RULES_NAMED))))
    return chained(broken, "; ")


def _told(each: Concession) -> str:
    name = say(name_of(each.rule))
    first, *more = each.findings
    if len(first.sessions) > PAIR:  # their names would fill a page
        amount = number_text(sum(finding.amount for finding in each.findings))
        return say("{}: {} {}", name, amount, say(RULES[each.rule].unit))
    if more:
        return say("{}: {}; and {} more", name, first.message, len(more))
    return say("{}: {}", name, first.message)
