"""The first page of a report: what each programme proposes, brings, costs, and how sure that is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scheduler.comparison import Comparison
from scheduler.comparison.agendas import agenda_words
from scheduler.comparison.changes import Change, SessionChange
from scheduler.comparison.sheets import number_text
from scheduler.comparison.stakes import Stake, stakes
from scheduler.instance import Instance
from scheduler.reporting.effects import LEAST, SHORT, Effect, Effects, effects_of, standing
from scheduler.reporting.touched import grouped, moved, touched
from scheduler.wording import counted, joined

PRESENT = "If nothing is decided, this programme is held."
"""What the base is."""
NAMED = 2
"""Sessions that a variant brings or cuts which are named, at most."""
GROUPS = 3
"""Bodies or kinds that are named of more sessions, at most."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What is known of a programme, in words."""

    proved: str
    """What is proved of it: whether, and by how much, another of the same variant could be better."""
    unknown: str = ""
    """What nobody knows of this variant in particular; nothing if that is nothing."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A variant that has no programme to be compared."""

    label: str
    why: str
    """Why there is none, without a full stop."""
    troubles: tuple[str, ...] = ()
    """What stands in the way, in whole sentences."""
    instance: Instance | None = None
    """The variant itself."""


_NOBODY = Effects()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A programme in a row of the first page."""

    title: str
    summary: str
    good: Effects = _NOBODY
    bad: Effects = _NOBODY
    brings: Effect | None = None
    """Sessions that the base does not hold."""
    cuts: Effect | None = None
    """Sessions that the base holds, and it does not."""
    stands: tuple[Effect, ...] = ()
    """Where everybody stands in the base."""
    impossible: str = ""
    """Why it has no programme."""
    takes: tuple[str, ...] = ()
    """Hours, days, interpretation, rooms: all of the base's; of others what differs."""
    agendas: tuple[str, ...] = ()
    """What of agenda items was settled before, and what became of the time."""
    agree: tuple[str, ...] = ()
    """Who has to agree, as the variant says."""
    touched: str = ""
    """For whom anything differs, as the facts say, if the variant does not say who has to agree."""
    proved: str = ""
    unknown: str = ""

    @property
    def is_sure(self) -> bool:
        """Whether any of its effects is certain."""
        told = (*self.good.told, *self.bad.told, self.brings, self.cuts)
        return any(each is not None and each.is_sure for each in told)


def proposals_of(
    comparison: Comparison,
    missing: Sequence[Missing] = (),
    claims: Mapping[str, Claim] | None = None,
) -> tuple[Proposal, ...]:
    """Return what the first page says of each programme, the base first, variants without one last."""
    found, known = stakes(comparison), claims or {}
    base = comparison.base.instance
    others = (
        _proposal(comparison, found, position, known.get(each.label))
        for position, each in enumerate(comparison.programmes)
        if position
    )
    return (
        _present(comparison, known.get(comparison.base.label)),
        *others,
        *(_without(each, base, known.get(each.label)) for each in missing),
    )


_UNTOLD = Claim("Not known")


def _present(comparison: Comparison, claim: Claim | None) -> Proposal:
    programme = comparison.base
    said = claim or _UNTOLD
    return Proposal(
        title=programme.label,
        summary=f"{programme.instance.summary or ''} {PRESENT}".strip(),
        stands=tuple(standing(comparison)),
        takes=tuple(_totals(comparison)),
        agree=tuple(programme.instance.agreed_by),
        proved=_proved(comparison, 0, said),
        unknown=said.unknown,
    )


def _proposal(
    comparison: Comparison, found: Sequence[Stake], position: int, claim: Claim | None
) -> Proposal:
    programme = comparison.programmes[position]
    said, instance = claim or _UNTOLD, programme.instance
    changes = comparison.differences[position - 1].changes
    good, bad = (effects_of(found, comparison, position, sign) for sign in (1, -1))
    return Proposal(
        title=programme.label,
        summary=instance.summary or "",
        good=good,
        bad=bad,
        brings=_sessions("Brings", changes, Change.ADDED, Change.TAKEN_UP, comparison, position),
        cuts=_sessions("Cuts", changes, Change.REMOVED, Change.DROPPED, comparison, position),
        takes=tuple(_differing(comparison, position)),
        agendas=tuple(agenda_words(comparison.programmes, position)),
        agree=tuple(instance.agreed_by),
        touched="" if instance.agreed_by else joined(_touched(comparison, position)),
        proved=_proved(comparison, position, said),
        unknown=said.unknown,
    )


def _without(each: Missing, base: Instance, claim: Claim | None) -> Proposal:
    instance = each.instance
    said = claim or Claim(f"{each.why[0].upper()}{each.why[1:]}.")
    agree = () if instance is None else tuple(instance.agreed_by)
    return Proposal(
        title=each.label,
        summary="" if instance is None else instance.summary or "",
        impossible=said.proved or said.unknown,
        takes=() if instance is None else tuple(_teams(base, instance)),
        agree=agree,
        touched="" if agree or instance is None else joined(touched(base, instance)),
        unknown=said.unknown if said.proved else "",
    )


def _proved(comparison: Comparison, position: int, claim: Claim) -> str:
    broken = len(comparison.programmes[position].evaluation.forbidden)
    if not broken:
        return claim.proved
    return f"It breaks rules that must be kept ({broken})."


def _touched(comparison: Comparison, position: int) -> tuple[str, ...]:
    base, other = comparison.base.instance, comparison.programmes[position].instance
    difference = comparison.differences[position - 1]
    if base.sessions == other.sessions and base.levels == other.levels:
        return touched(base, other) or moved(base, difference)
    return touched(base, other) or ("the same sessions, rooms, teams and people; other priorities",)


def _sessions(
    verb: str,
    changes: Sequence[SessionChange],
    by_facts: Change,
    by_choice: Change,
    comparison: Comparison,
    position: int,
) -> Effect | None:
    """Return which sessions a programme brings or cuts; sure where the variant itself does it."""
    some = [each for each in changes if each.change in (by_facts, by_choice)]
    if not some:
        return None
    base, other = comparison.base.instance, comparison.programmes[position].instance
    groups = grouped(other, [each.runs[-1].session for each in some], base)
    titles = [each.title for each in some]
    named = [f"{group} ({number})" for group, number in groups[:GROUPS]]
    left = sum(number for _, number in groups[GROUPS:])
    more = [f"{left} more"] if left else []
    return Effect(
        f"{verb} {counted(len(some), 'session')}",
        joined([*named, *more] if len(some) > NAMED else titles),
        is_sure=all(each.change is by_facts for each in some),
    )


# What it takes

_COSTS = (
    ("session_hours", "{} h of sessions", "{} h of sessions"),
    ("days_used", "{} day", "{} days"),
    ("interpreted_sessions", "{} interpreted meeting", "{} interpreted meetings"),
    ("rooms_used", "{} room", "{} rooms"),
)
"""What a programme takes: figures, and how one and several are said."""


def _totals(comparison: Comparison) -> Iterator[str]:
    """Yield the hours, days, interpretation and rooms of the base."""
    for values, one, several in _figures(comparison):
        yield (one if values[0] == 1 else several).format(number_text(values[0]))
    pools = comparison.base.instance.interpretation
    if pools:
        yield counted(sum(each.teams for each in pools), "interpretation team")


def _differing(comparison: Comparison, position: int) -> Iterator[str]:
    """Yield of what a programme takes more or less than the base."""
    for values, one, several in _figures(comparison):
        value, base = values[position], values[0]
        change = 0.0 if value is None or base is None else round(value - base, 2)
        if change:
            said = one if abs(change) == 1 else several
            yield said.format(number_text(change, signed=True))
    yield from _teams(comparison.base.instance, comparison.programmes[position].instance)


def _figures(comparison: Comparison) -> Iterator[tuple[Sequence[float | None], str, str]]:
    by_id = {each.indicator.id: each.values for each in comparison.indicators}
    for id_, one, several in _COSTS:
        if any(by_id.get(id_, ())):
            yield by_id[id_], one, several
    rosters = [len(each.schedule.roster) for each in comparison.programmes]
    if all(rosters):
        yield rosters, "{} interpreter half-day", "{} interpreter half-days"


def _teams(base: Instance, other: Instance) -> Iterator[str]:
    before, after = (sum(each.teams for each in which.interpretation) for which in (base, other))
    if before != after:
        said = number_text(after - before, signed=True)
        yield f"{said} interpretation team{'' if abs(after - before) == 1 else 's'}"


# What the words mean

HEADINGS = (
    "Variant, and what it proposes",
    "Brings, and is good for",
    "Cuts, and is bad for",
    "Takes; must agree",
)
"""Headings of the columns."""


def notes_of(comparison: Comparison) -> Iterator[str]:
    """Yield how the page is read, in a few paragraphs."""
    least = f"{round(100 * LEAST)} %"
    yield (
        f"Differences of {least} or more are told, the largest first, three each way at most; “also” names "
        "who else feels one, and whoever is not named is about as well off as now. "
        f"✓: so in every programme that the variant can have. {_chance(comparison)}"
    )
    yield SHORT
    yield (
        "Interpreter half-days: of a team each. Fewer sessions mean fewer clashes: part of a gain may come "
        "from what is cut."
    )
    yield (
        "Room to improve: by so much, at most, could another programme of the same variant be better, by "
        "what that variant finds important. It is proved, and does not say which variant is better. Costs in "
        "money are not known here. Participants are those expected."
    )


def _chance(comparison: Comparison) -> str:
    if comparison.has_ranges:
        return "The rest is so in all programmes that were found of each; what is not is left out."
    return "The rest is so in the one programme that was found, and may differ in another."
