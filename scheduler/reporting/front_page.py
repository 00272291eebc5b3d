"""The first page of a report: what each programme proposes, brings, costs, and how sure that is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scheduler.comparison import Comparison
from scheduler.comparison.agendas import agenda_words
from scheduler.comparison.alternatives import possible_in_words
from scheduler.comparison.changes import Change
from scheduler.comparison.concessions import concessions
from scheduler.comparison.knowledge import facts_named, facts_unknown
from scheduler.comparison.stakes import Stake, rules_of_people, stakes
from scheduler.instance import Instance
from scheduler.phrases import Capital, say
from scheduler.reporting.brought import breaks_of, sessions_of
from scheduler.reporting.effects import LEAST, SHORT, Effect, Effects, effects_of, standing
from scheduler.reporting.proposed import Proposed, proposed_of, shortest
from scheduler.reporting.takes import differing, teams, totals
from scheduler.reporting.touched import touched
from scheduler.wording import chained, joined

PRESENT = say("If nothing is decided, this programme is held.")
"""What the base is."""
TOUCHES_NOBODY = say("nobody")
"""Whom a programme touches in which nothing goes elsewhere, and no fact differs."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What is known of a programme, in words."""

    proved: str
    """What is proved of it: whether, and by how much, another of the same variant could be better."""
    unknown: str = ""
    """What nobody knows of this variant in particular; nothing if that is nothing."""
    wishes: tuple[str, ...] = ()
    """What was wished in it besides the places of sessions, a sentence each without a full stop."""
    facts: tuple[str, ...] = ()
    """Those of them that nobody chooses, and that the base does not know: a room closed, a person away."""


_UNTOLD = Claim(say("Not known"))


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


_NOBODY, _NOTHING = Effects(), Proposed()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A programme in a row of the first page."""

    title: str
    summary: str
    proposed: Proposed = _NOTHING
    """What it proposes, if it has no summary of its own."""
    known: tuple[str, ...] = ()
    """Facts that it knows of and not all but the base do; of the base those that all others know."""
    like: int | None = None
    """The first programme before it in which all is when and where it is here; None: none is."""
    good: Effects = _NOBODY
    bad: Effects = _NOBODY
    brings: Effect | None = None
    """Sessions that the base does not hold."""
    cuts: Effect | None = None
    """Sessions that the base holds, and it does not."""
    breaks: tuple[Effect, ...] = ()
    """For whom it has no seats that the base has, which hard rules it breaks that the base keeps or gives up,
    and what it has fewer of."""
    possible: str = ""
    """That the base could be held like this as well, if it could."""
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

    @property
    def is_nothing_else(self) -> bool:
        """Whether it is the base for everybody: nothing is elsewhere, and no fact differs."""
        felt = (*self.good.told, *self.bad.told, self.good.also, self.bad.also)
        is_felt = any(felt) or bool(self.breaks)
        return self.like == 0 and self.touched == TOUCHES_NOBODY and not is_felt


def proposals_of(
    comparison: Comparison,
    missing: Sequence[Missing] = (),
    claims: Mapping[str, Claim] | None = None,
    *,
    hide_rooms: bool = False,
) -> tuple[Proposal, ...]:
    """Return what the first page says of each programme, the base first, variants without one last."""
    found, known = (*stakes(comparison), *rules_of_people(comparison)), claims or {}
    base, shared = comparison.base.facts, known_to_all(comparison, known)
    others = []
    for position, like in enumerate(comparison.alike):
        if position:
            claim = known.get(comparison.programmes[position].label, _UNTOLD)
            wishes = [each for each in claim.wishes if each not in claim.facts]
            proposed = proposed_of(comparison, position, wishes, hide_rooms=hide_rooms)
            made = _proposal(comparison, found, position, claim)
            if like:  # where sessions go is told in the row of the other one
                proposed = shortest(wishes)
            proposed = _NOTHING if made.summary else proposed  # in its own words
            own = tuple(each for each in claim.facts if each not in shared)
            made = replace(made, proposed=proposed, known=own, like=like)
            others.append(_since(made, known_since(comparison, known, position)))
    present = _present(comparison, known.get(comparison.base.label), known_since(comparison, known))
    return (
        replace(present, known=shared),
        *others,
        *(_without(each, base, known.get(each.label)) for each in missing),
    )


def known_since(
    comparison: Comparison, claims: Mapping[str, Claim], position: int = 0
) -> tuple[str, ...]:
    """Return the facts that others know of and a programme does not; those that most know of first."""
    facts = [claims.get(each, _UNTOLD).facts for each in comparison.labels]
    return facts_unknown(facts[position], facts)


def known_to_all(comparison: Comparison, claims: Mapping[str, Claim]) -> tuple[str, ...]:
    """Return the facts that every programme but the base knows of, as the first of them has them."""
    first, *others = (claims.get(each, _UNTOLD).facts for each in comparison.labels[1:])
    return tuple(fact for fact in first if all(fact in facts for facts in others))


def _present(comparison: Comparison, claim: Claim | None, since: Sequence[str]) -> Proposal:
    """Return the row of the base; of facts that it does not know it is not claimed that it can be held."""
    programme = comparison.base
    said = claim or _UNTOLD
    held: str = PRESENT
    if since:
        held = _outdated(since)
    return Proposal(
        title=programme.label,
        summary=chained(filter(None, (programme.instance.summary, held)), " "),
        stands=tuple(standing(comparison)),
        takes=tuple(totals(comparison)),
        agree=tuple(programme.instance.agreed_by),
        proved="" if since else _proved(comparison, 0, said),
        unknown="" if since else said.unknown,
    )


def _outdated(since: Sequence[str]) -> str:
    return say(
        "It was made before this became known: {}. It is not said that it can still be held.",
        facts_named(since),
    )


def _since(made: Proposal, since: Sequence[str]) -> Proposal:
    """Return the row of a programme that does not know some facts: nothing is claimed to be proved of it."""
    if not since:
        return made
    summary = chained(filter(None, (made.summary, _outdated(since))), " ")
    return replace(made, summary=summary, proved="", unknown="")


def _proposal(
    comparison: Comparison, found: Sequence[Stake], position: int, claim: Claim
) -> Proposal:
    programme = comparison.programmes[position]
    instance = programme.instance
    changes = comparison.differences[position - 1].changes
    told = {each.rule for each in concessions(comparison.base, programme)}
    found = [each for each in found if not (each.is_rule and each.id in told)]
    good, bad = (effects_of(found, comparison, position, sign) for sign in (1, -1))
    return Proposal(
        title=programme.label,
        summary=_own_summary(comparison, position),
        good=good,
        bad=bad,
        brings=sessions_of(
            "Brings {}", changes, Change.ADDED, Change.TAKEN_UP, comparison, position
        ),
        cuts=sessions_of("Cuts {}", changes, Change.REMOVED, Change.DROPPED, comparison, position),
        breaks=tuple(breaks_of(comparison.base, programme)),
        possible=possible_in_words(comparison.base, programme, comparison.alternatives[position]),
        takes=tuple(differing(comparison, position)),
        agendas=tuple(agenda_words(comparison.programmes, position)),
        agree=tuple(instance.agreed_by),
        touched="" if instance.agreed_by else joined(_touched(comparison, position)),
        proved=_proved(comparison, position, claim),
        unknown=claim.unknown,
    )


def _own_summary(comparison: Comparison, position: int) -> str:
    own, base = comparison.programmes[position].instance.summary, comparison.base.instance.summary
    return "" if own is None or own == base else own


def _without(each: Missing, base: Instance, claim: Claim | None) -> Proposal:
    instance = each.instance
    said = claim or Claim(say("{}.", Capital(each.why)))
    agree = () if instance is None else tuple(instance.agreed_by)
    return Proposal(
        title=each.label,
        summary="" if instance is None else instance.summary or "",
        impossible=said.proved or said.unknown,
        takes=() if instance is None else tuple(teams(base, instance)),
        agree=agree,
        touched="" if agree or instance is None else joined(touched(base, instance)),
        unknown=said.unknown if said.proved else "",
    )


def _proved(comparison: Comparison, position: int, claim: Claim) -> str:
    broken = len(comparison.programmes[position].evaluation.forbidden)
    if not broken:
        return claim.proved
    return say("It breaks rules that must be kept ({}).", broken)


def _touched(comparison: Comparison, position: int) -> tuple[str, ...]:
    base, other = comparison.base.facts, comparison.programmes[position].facts
    runs, changed = comparison.base.runs, comparison.differences[position - 1].changed
    if base.levels != other.levels and not touched(base, other, runs):
        return (say("the same sessions, rooms, teams and people; other priorities"),)
    return touched(base, other, runs, [each.session for each in changed]) or (TOUCHES_NOBODY,)


# What the words mean

HEADINGS = (
    say("Variant, and what it proposes"),
    say("Brings, and is good for"),
    say("Cuts, and is bad for"),
    say("Takes; must agree"),
)
"""Headings of the columns."""


def notes_of(comparison: Comparison) -> Iterator[str]:
    """Yield how the page is read, in a few paragraphs."""
    least = say("{} %", round(100 * LEAST))
    yield (
        say(
            "Differences of {} or more are told, three each way at most: of key figures, then of other "
            "rules that concern people, the largest first; “also” names who else feels one, and whoever "
            "is not named is about as well off as now. ✓: so in every programme that the variant can "
            "have. {}",
            least,
            _chance(comparison),
        )
    )
    yield say("What the present plan could have as well is no gain of a variant.")
    yield SHORT
    yield say(
        "Interpreter half-days: of a team each. Fewer sessions mean fewer clashes: part of a gain may come "
        "from what is cut."
    )
    yield say(
        "Room to improve: by so much, at most, could another programme of the same variant be better, by "
        "what that variant finds important. It is proved, and does not say which variant is better. Costs in "
        "money are not known here. Participants are those expected."
    )


def _chance(comparison: Comparison) -> str:
    if comparison.has_ranges:
        return say(
            "The rest is so in all programmes that were found of each; what is not is left out."
        )
    return say("The rest is so in the one programme that was found, and may differ in another.")
