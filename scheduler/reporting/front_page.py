"""The first page of a report: what each programme proposes, brings, costs, and how sure that is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scheduler.catalogue import HARD, name_of
from scheduler.comparison import Comparison, Difference, Programme, unknown_to
from scheduler.comparison.changes import ChangeKind, SessionChange, reseated_in_words, room_of
from scheduler.comparison.figures import Ranges
from scheduler.comparison.programmes import Better, Value
from scheduler.comparison.sheets import number_text
from scheduler.comparison.summary import given_up_in
from scheduler.evaluation.runs import Run
from scheduler.instance import Instance
from scheduler.phrases import Capital, Lowered, phrase_of, say
from scheduler.wording import chained, counted, joined, moment, shortened

LEAST = 0.05
"""Least difference that is shown, as a share of the figure: smaller ones are likely chance."""
MOST = 3
"""Most gains, and most losses, shown of a programme."""
NAMED = 3
"""Sessions, rules or facts that are named in a line, at most."""
PROPOSED = 10
"""Most changes and moved sessions shown of a programme."""
STANDS = (
    *("statement_minutes", "development_share", "days_clear", "reserve_free"),
    *("vips_without_session", "vip_days", "small_delegations_overstretched", "wishes_missed"),
    *("remote_comfortable", "remote_night_worst", "remote_worst"),
)
"""Key figures of the base."""
TAKES = ("session_hours", "days_used", "interpreted_hours", "rooms_used")
"""Figures of what a programme takes."""
PEOPLE = ("person", "meal", "delegation", "audience", "region")
"""What rules are about that concern people; others count them."""
PRESENT = say("This programme applies if nothing is decided.")
"""Description of the base."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Facts about a programme, in words."""

    proved: str
    """What is proved of it: whether, and by how much, another of the same variant could be better."""
    wishes: tuple[str, ...] = ()
    """What was wished in it besides the places of sessions, a sentence each without a full stop."""


_UNTOLD = Claim(say("Not known"))


@dataclass(frozen=True, slots=True)
class Missing:
    """A variant that has no programme to be compared."""

    label: str
    why: str
    """Why there is none, without a full stop."""
    troubles: tuple[str, ...] = ()
    """Obstacles, in whole sentences."""
    instance: Instance | None = None
    """The variant itself."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A programme in a row of the first page."""

    title: str
    summary: str
    proposed: tuple[str, ...] = ()
    """Its changes, and the slots of sessions."""
    stands: tuple[str, ...] = ()
    """Where everybody stands in the base."""
    good: tuple[str, ...] = ()
    """Sessions that it brings, and figures in which it is better than the base."""
    bad: tuple[str, ...] = ()
    """Hard rules that it breaks or gives up, sessions that it cuts, and figures in which it is worse."""
    takes: tuple[str, ...] = ()
    """Hours, days, interpretation, rooms: all of the base's; of others what differs."""
    agree: tuple[str, ...] = ()
    """Bodies that must agree, by the variant."""
    proved: str = ""
    impossible: str = ""
    """Why it has no programme."""


def proposals_of(
    comparison: Comparison,
    missing: Sequence[Missing] = (),
    claims: Mapping[str, Claim] | None = None,
) -> tuple[Proposal, ...]:
    """Return the entry of each programme on the first page: the base first, variants without one last."""
    known = claims or {}
    return (
        _present(comparison, known.get(comparison.base.label, _UNTOLD)),
        *(
            _proposal(comparison, position, known.get(comparison.labels[position], _UNTOLD))
            for position in range(1, len(comparison.programmes))
        ),
        *(_without(each, known.get(each.label)) for each in missing),
    )


def _present(comparison: Comparison, claim: Claim) -> Proposal:
    base = comparison.base
    since = _outdated(comparison, base)
    summary = filter(None, (base.instance.summary, since or PRESENT))
    return Proposal(
        title=base.label,
        summary=chained(summary, " "),
        stands=tuple(_figures(comparison, STANDS)),
        takes=tuple(_figures(comparison, TAKES)),
        agree=base.instance.agreed_by,
        proved="" if since else _proved(base, claim),
    )


def _proposal(comparison: Comparison, position: int, claim: Claim) -> Proposal:
    programme, base = comparison.programmes[position], comparison.base
    difference = comparison.differences[position - 1]
    own, since = programme.instance.summary, _outdated(comparison, programme)
    own = None if own == base.instance.summary else own
    gains = sorted(_gains(comparison, position), key=lambda each: -abs(each[0]))
    moves = _moves(base, programme, difference)
    brings = _sessions(say("Adds"), difference, ChangeKind.ADDED, ChangeKind.TAKEN_UP)
    cuts = _sessions(say("Removes"), difference, ChangeKind.REMOVED, ChangeKind.DROPPED)
    return Proposal(
        title=programme.label,
        summary=chained(filter(None, (own, since)), " "),
        proposed=() if own else tuple(shortened([*claim.wishes, *moves], PROPOSED)),
        good=(*brings, *[said for share, said in gains if share > 0][:MOST]),
        bad=(
            *_broken(comparison, position),
            *cuts,
            *[said for share, said in gains if share < 0][:MOST],
        ),
        takes=tuple(_figures(comparison, TAKES, position)),
        agree=programme.instance.agreed_by,
        proved="" if since else _proved(programme, claim),
    )


def _without(each: Missing, claim: Claim | None) -> Proposal:
    instance, said = each.instance, claim or Claim(say("{}.", Capital(each.why)))
    return Proposal(
        title=each.label,
        summary="" if instance is None else instance.summary or "",
        agree=() if instance is None else instance.agreed_by,
        impossible=said.proved,
    )


def _outdated(comparison: Comparison, programme: Programme) -> str:
    """Say that a programme was made before a fact was known: nothing is claimed to be proved of it."""
    since = unknown_to(programme, comparison.programmes)
    if not since:
        return ""
    return say(
        "It was planned before this was known: {}. It may no longer be possible.",
        chained(shortened(since, NAMED), "; "),
    )


def _proved(programme: Programme, claim: Claim) -> str:
    broken = len(programme.evaluation.forbidden)
    return say("It breaks hard rules ({}).", broken) if broken else claim.proved


def _figures(comparison: Comparison, ids: Sequence[str], position: int = 0) -> Iterator[str]:
    """Yield figures of the base; of another programme those in which it differs, beyond chance."""
    rows = {row.indicator.id: row for row in comparison.indicators}
    for row in (rows[each] for each in ids if each in rows):
        value, base = row.values[position], row.values[0]
        title, unit = phrase_of(row.indicator.title), phrase_of(row.indicator.unit)
        if not position and value:
            yield say("{} ({}): {}", title, unit, number_text(value))
        elif value != base and row.ranges[position].differs is not False:
            yield say("{} ({}): {}, not {}", title, unit, number_text(value), number_text(base))


def _gains(comparison: Comparison, position: int) -> Iterator[tuple[float, str]]:
    """Yield by which share a programme is better than the base (negative: worse) in what figure."""
    told = {row.indicator.rule for row in comparison.indicators}
    for row in comparison.indicators:
        each = row.indicator
        if each.better is not Better.NEITHER and each.id not in TAKES:
            share = _gain(row.values, row.ranges, position, each.better)
            yield from _told(share, each.title, each.unit, row.values, position)
    for found in comparison.rules:
        priced = any(total.penalty for total in found.totals)
        is_hard = any(total.level == HARD for total in found.totals)
        of_people = found.rule.item in PEOPLE or found.rule.unit in ("people", "person-minutes")
        if of_people and priced and not is_hard and found.rule.id not in told:
            amounts = [total.amount for total in found.totals]
            share = _gain(amounts, found.ranges, position, Better.LOWER)
            name = name_of(found.rule.id)
            yield from _told(share, name, found.rule.unit, amounts, position)


def _gain(values: Sequence[Value], ranges: Ranges, position: int, better: Better) -> float:
    """Return a difference as a share of the larger one; what does not differ beyond the search is none."""
    base, value = values[0], values[position]
    if base is None or value is None or ranges[position].differs is False:
        return 0.0
    share = (value - base) / max(abs(base), abs(value)) if value != base else 0.0
    return share if better is Better.HIGHER else -share


def _told(
    share: float, title: str, unit: str, values: Sequence[Value], position: int
) -> Iterator[tuple[float, str]]:
    if abs(share) >= LEAST:
        value, base = number_text(values[position]), number_text(values[0])
        yield share, say("{} ({}): {}, not {}", phrase_of(title), phrase_of(unit), value, base)


def _sessions(verb: str, difference: Difference, *kinds: ChangeKind) -> Iterator[str]:
    titles = [each.title for each in difference.changes if each.change in kinds]
    if titles:
        number = counted(len(titles), "session")
        yield say("{} {}: {}", verb, number, joined(shortened(titles, NAMED)))


def _broken(comparison: Comparison, position: int) -> Iterator[str]:
    """Yield which hard rules a programme breaks more than the base, or gives up."""
    broken = [
        say("{} ({})", Lowered(say(name_of(row.rule.id))), row.totals[position].forbidden)
        for row in comparison.rules
        if row.totals[position].forbidden > row.totals[0].forbidden
    ]
    if broken:
        yield say("Hard rules broken: {}", joined(broken))
    given_up = given_up_in(comparison, position)
    if given_up:
        yield say("Breaks rules that are hard in the first programme: {}", joined(given_up))


_LATER = (ChangeKind.ROOM, ChangeKind.PANEL)


def _moves(base: Programme, other: Programme, difference: Difference) -> Iterator[str]:
    """Yield which sessions go where: those at another time first, those of many people before others."""
    for each in sorted(difference.changed, key=_importance):
        if each.change is ChangeKind.PANEL:
            yield say("{}: {}", each.title, reseated_in_words(each, base, other))
        elif each.before is not None and each.after is not None:
            yield say(
                "{}: {} → {}", each.title, _place(base, each.before), _place(other, each.after)
            )


def _place(programme: Programme, run: Run) -> str:
    return say("{}, {}", moment(run.start, programme.instance.zone), room_of(programme, run))


def _importance(change: SessionChange) -> tuple[bool, int, str]:
    return change.change in _LATER, -(change.runs[-1].session.attendance or 0), change.session


# What the words mean

HEADINGS = (
    say("Variant and proposal"),
    say("Gains"),
    say("Losses"),
    say("Needs; who must agree"),
)
"""Headings of the columns."""


def notes_of(comparison: Comparison) -> Iterator[str]:
    """Yield how the page is read, in a few paragraphs."""
    yield say(
        "Shows differences of {0} % or more: at most {1} gains and {1} losses, the largest "
        "first. {2}",
        round(100 * LEAST),
        MOST,
        say("They hold in all programmes found for each variant.")
        if comparison.has_ranges
        else say("They hold in the one programme found for each variant; another could differ."),
    )
    yield say(
        "Room to improve: another programme of the same variant could be better by at most "
        "this much, by that variant's own priorities. This is proved. It does not say which "
        "variant is better. Costs in money are not included. Participants are expected "
        "numbers."
    )
