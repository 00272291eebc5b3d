"""Sessions without a place, with the cause; and those with few."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from scheduler.evaluation.wording import counted, name, number
from scheduler.explanation.ground import Ground
from scheduler.explanation.places import Case, Places, Taker, least_of, taken_of
from scheduler.explanation.rules import VOICES
from scheduler.explanation.trouble import Trouble
from scheduler.explanation.wording import session_names
from scheduler.instance.moments import Span
from scheduler.restrictions import Stay

FEW = 3
"""A session with fewer places is worth a warning."""


def without_place(ground: Ground) -> Iterator[Trouble]:
    """Yield the sessions that no start in any room is left to, those with one cause together."""
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for session in ground.hopeless:
        taken = taken_of(ground, session)
        least = least_of(taken)
        cause = _cause(_case(ground, session, taken, least))
        rules = tuple(dict.fromkeys(rule for rule, _ in least))
        found.setdefault((cause, rules), []).append(session)
    for (cause, rules), sessions in found.items():
        needed = [session for session in sessions if session not in ground.optional]
        spare = [session for session in sessions if session in ground.optional]
        for some, certain in ((needed, True), (spare, False)):
            if some:
                message = _message(ground, cause, rules, some)
                yield Trouble(message, certain=certain, sessions=tuple(some), rules=rules)


def _case(
    ground: Ground, session: str, taken: Mapping[Taker, Places], least: Sequence[Taker]
) -> Case:
    """Return a session with when it is meant to be: by the most exact of the rules that say so."""
    fact = ground.instance.session_by_id[session]
    said = [
        spans
        for rule, _ in least
        if (meant := VOICES[rule].meant) is not None and (spans := meant(ground.instance, fact))
    ]
    exact = min(reversed(said), key=_length, default=())
    return Case(ground, fact, taken, least, exact)


def _length(spans: Sequence[Span]) -> timedelta:
    return sum((end - start for start, end in spans), timedelta())


def _cause(case: Case) -> str:
    """Return why there is no place, without the session's name: what was meant for it first."""
    ordered = sorted(case.least, key=lambda taker: VOICES[taker[0]].meant is None)
    said = [words for taker in ordered if (words := _words(case, *taker))]
    return "; ".join(dict.fromkeys(said)).replace("; which", ", which")


def _words(case: Case, rule: str, item: str) -> str:
    cause = VOICES[rule].cause
    return f"{rule} rules out the rest" if cause is None else cause(case, item)


def _message(ground: Ground, cause: str, rules: Sequence[str], sessions: Sequence[str]) -> str:
    names = session_names(ground.instance, sessions)
    helps = dict.fromkeys(VOICES[rule].helps or f"give {rule} a weight" for rule in rules)
    help_ = f"What may help: {'; '.join(helps)}."
    if len(sessions) == 1:
        return f"{names} has no place: {cause}. {help_}"
    many = number(len(sessions)).capitalize()
    return f"{many} sessions have no place: {cause}. They are {names}. {help_}"


def with_few_places(ground: Ground) -> Iterator[Trouble]:
    """Yield the sessions with few places, unless that is what a pin or the frozen time is for."""
    if not ground.lags_fit:
        return
    meant = {
        priced.restriction.item
        for priced in ground.hard
        if VOICES[priced.rule].few_are_meant and isinstance(priced.restriction, Stay)
    }
    for session, domain in ground.left.items():
        places = int(domain.allowed.sum())
        fact = ground.instance.session_by_id[session]
        if places < FEW and fact.pin is None and session not in meant:
            message = f"{name(fact)}: only {counted(places, 'place')} left (a start in a room)."
            yield Trouble(message, certain=False, sessions=(session,), rules=())
