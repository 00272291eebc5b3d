"""The first page of a report: what each programme proposes, brings, costs, and how sure that is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scheduler.comparison import Comparison, Programme, unlike_in_words
from scheduler.comparison.sheets import number_text
from scheduler.comparison.stakes import FEW, Stake, stakes
from scheduler.instance import Instance
from scheduler.reporting.touched import moved, touched
from scheduler.wording import counted

LEAST = 0.05
"""Share of a figure from which a difference is told here: smaller ones are likely chance of the search."""

WORDS: Mapping[str, str] = {
    "VIPs without a session": "Ministers and others without a session",
    "VIP days on site": "Days for which ministers and others stay, in all",
    "Statements delivered": "Statements read out",
    "Share of development": "Share of hours on development",
    "Slack": "Time kept free for overruns",
    "Days left free": "Days without a session",
    "Small delegations overstretched": "Small delegations wanted in too many places",
    "Wishes missed": "Wishes of delegations missed",
    "Remote, comfortable hours": "Remote participation at comfortable hours",
    "Remote nights, worst-off region": "Night hours of the worst-off region",
    "Remote inconvenience, worst-off region": "Inconvenient hours of the worst-off region",
}
"""What a reader in a hurry calls a figure."""
REGION = "Remote inconvenience, "
"""How the title of a figure begins that is of one region."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What is known of a programme, in words."""

    proved: str
    """What is proved of it."""
    unknown: str = ""
    """What nobody knows; nothing if that is nothing."""


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


@dataclass(frozen=True, slots=True)
class Proposal:
    """A programme in a column of the first page; what is empty is told by a dash."""

    title: str
    summary: str
    gains: tuple[str, ...]
    losses: tuple[str, ...]
    agree: str
    """Who has to agree, as the variant says."""
    touched: str
    """For whom anything differs, as the facts say."""
    costs: str
    proved: str
    unknown: tuple[str, ...]
    is_base: bool = False


def proposals_of(
    comparison: Comparison,
    missing: Sequence[Missing] = (),
    claims: Mapping[str, Claim] | None = None,
) -> tuple[Proposal, ...]:
    """Return what the first page says of each programme, the base first, variants without one last."""
    found, known = stakes(comparison), claims or {}
    some = [
        _proposal(comparison, found, position, known.get(programme.label))
        for position, programme in enumerate(comparison.programmes)
    ]
    base = comparison.base.instance
    return (*some, *(_without(each, base, known.get(each.label)) for each in missing))


_UNTOLD = Claim("Nothing is said of how it was found.")


def _proposal(
    comparison: Comparison, found: Sequence[Stake], position: int, claim: Claim | None
) -> Proposal:
    programme, base = comparison.programmes[position], comparison.base
    said = claim or _UNTOLD
    gains, losses = (_most(found, position, sign) for sign in (1, -1))
    broken = len(programme.evaluation.forbidden)
    return Proposal(
        title=programme.label,
        summary=_summary(programme.instance, is_base=position == 0),
        gains=gains,
        losses=losses,
        agree=_line(programme.instance.agreed_by),
        touched=_line(_touched(comparison, position)) if position else "",
        costs=_line(_costs(comparison, position)),
        proved=f"It breaks hard rules ({broken})." if broken else said.proved,
        unknown=tuple(filter(None, (said.unknown, _unlike(base, programme)))),
        is_base=position == 0,
    )


def _unlike(base: Programme, other: Programme) -> str:
    unlike = unlike_in_words(base.instance, other.instance)
    return f"How its counts compare, as it plans for something else: {unlike}." if unlike else ""


def _without(each: Missing, base: Instance, claim: Claim | None) -> Proposal:
    instance = each.instance
    said = claim or Claim(f"{each.why[0].upper()}{each.why[1:]}.")
    return Proposal(
        title=each.label,
        summary="" if instance is None else _summary(instance, is_base=False),
        gains=(),
        losses=(),
        agree="" if instance is None else _line(instance.agreed_by),
        touched="" if instance is None else _line(touched(base, instance)),
        costs="" if instance is None else _line(_teams(instance)),
        proved=said.proved,
        unknown=(said.unknown or "What it would bring: there is no programme to measure.",),
    )


def _line(said: Iterable[str]) -> str:
    """Return short phrases as a line, with a capital at its beginning."""
    line = "; ".join(said)
    return line[:1].upper() + line[1:]


def _summary(instance: Instance, *, is_base: bool) -> str:
    usual = "What the others are compared with." if is_base else ""
    return instance.summary or usual


def _touched(comparison: Comparison, position: int) -> tuple[str, ...]:
    base, other = comparison.base.instance, comparison.programmes[position].instance
    difference = comparison.differences[position - 1]
    if base.sessions == other.sessions and base.levels == other.levels:
        return touched(base, other) or moved(base, difference)
    return touched(base, other) or (
        "the same sessions, rooms, teams and people; only the weights of rules differ",
    )


def _most(found: Sequence[Stake], position: int, sign: int) -> tuple[str, ...]:
    """Return the figures in which a programme gains most, or loses most, and how many more there are.

    Figures are ranked by shares. Of the regions one is named, that of most person-minutes: a large share of
    next to nothing says nothing, and whoever gains or loses most is never left out.
    """
    ranked = sorted(found, key=lambda stake: -sign * stake.gain(position))
    some = [stake for stake in ranked if sign * stake.gain(position) >= LEAST]
    regions = sorted(
        (stake for stake in some if stake.title.startswith(REGION)),
        key=lambda stake: -abs(_change(stake, position)),
    )
    others = [stake for stake in some if stake not in regions]
    named = [*others[: FEW - len(regions[:1])], *regions[:1]]
    left = len(some) - len(named)
    more = (f"and {counted(left, 'more figure')}",) if left else ()
    return (*(_told(stake, position) for stake in named), *more)


def _change(stake: Stake, position: int) -> float:
    value, base = stake.values[position], stake.values[0]
    return 0.0 if value is None or base is None else value - base


def _told(stake: Stake, position: int) -> str:
    value, base = stake.values[position], stake.values[0]
    title = WORDS.get(stake.title, stake.title).replace(REGION, "Inconvenient hours of ")
    if stake.unit == "person-minutes" and base and value is not None:
        change = _change(stake, position)
        share = f"{abs(100 * change / base):.0f} % {'more' if change > 0 else 'less'}"
        return f"{title}: {share} ({number_text(round(abs(change) / 60))} person-hours)"
    unit = "" if stake.unit in title else f" {stake.unit}"
    return f"{title}: {number_text(value)}{unit}, not {number_text(base)}"


_COSTS = (
    ("session_hours", "{} h of sessions"),
    ("days_used", "{} days"),
    ("interpreted_sessions", "{} interpreted meetings"),
    ("rooms_used", "{} rooms"),
)
"""What a programme takes: figures, and how they are said."""


def _costs(comparison: Comparison, position: int) -> Iterator[str]:
    """Yield hours, days, interpretation and rooms; after the base with how much more or less."""
    by_id = {each.indicator.id: each.values for each in comparison.indicators}
    for id_, said in _COSTS:
        values = by_id.get(id_, ())
        if values and (value := values[position]) is not None:
            yield said.format(number_text(value)) + _against(value, values[0] if position else None)
    programme: Programme = comparison.programmes[position]
    yield from _teams(programme.instance)


def _against(value: float, base: float | None) -> str:
    if base is None or not round(value - base, 2):
        return ""
    return f" ({number_text(value - base, signed=True)})"


def _teams(instance: Instance) -> Iterator[str]:
    if instance.interpretation:
        yield counted(sum(each.teams for each in instance.interpretation), "interpretation team")
