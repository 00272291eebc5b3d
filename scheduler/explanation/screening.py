"""The screening of an instance: what cannot work, and what may not, found without a search."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from scheduler.explanation.chains import broken_chains
from scheduler.explanation.idle import without_effect
from scheduler.explanation.loads import overfull_rooms, overloads
from scheduler.explanation.plausibility import (
    incomplete,
    nobody_asks_for,
    outside_the_dates,
    switched_off,
)
from scheduler.explanation.presolve import (
    Places,
    Presolve,
    Source,
    Unplaceable,
    covers,
    presolve_of,
    prohibitions_of,
)
from scheduler.explanation.quotas import missed_peaks, missed_quotas
from scheduler.explanation.rules import VOICES
from scheduler.explanation.trouble import Trouble, session_names
from scheduler.instance import Instance, Span
from scheduler.wording import number

SCREENING = 3e-3
"""Nominal seconds that it takes, for each session."""


def screen(instance: Instance) -> tuple[Trouble, ...]:
    """Return the troubles of an instance: those that prove that there is no programme, then warnings.

    What is certain proves that no programme satisfies every hard rule. That nothing is certain proves
    nothing.
    """
    presolve = presolve_of(instance)
    found = (
        *_collisions(presolve),
        *outside_the_dates(presolve),
        *without_effect(presolve.instance),
        *nobody_asks_for(presolve.instance),
        *incomplete(presolve.instance),
        *switched_off(presolve.instance),
    )
    return tuple(sorted(found, key=lambda trouble: not trouble.certain))


def certainties(presolve: Presolve) -> tuple[Trouble, ...]:
    """Return the troubles that prove that there is no programme."""
    return tuple(trouble for trouble in _collisions(presolve) if trouble.certain)


def _collisions(presolve: Presolve) -> Iterator[Trouble]:
    yield from without_place(presolve)
    chains = tuple(broken_chains(presolve))
    yield from chains
    yield from (each for each in overloads(presolve) if not _is_told(each, chains))
    yield from overfull_rooms(presolve)
    yield from missed_quotas(presolve)
    yield from missed_peaks(presolve)
    for voice in VOICES.values():
        if voice.screen is not None:
            yield from voice.screen(presolve)


def _is_told(overload: Trouble, chains: Sequence[Trouble]) -> bool:
    """Return True if the sessions of an overlap do not fit one after the other either."""
    return any(set(overload.sessions).issubset(chain.sessions) for chain in chains)


def without_place(presolve: Presolve) -> Iterator[Trouble]:
    """Yield the sessions that no start in any room is left to, those with one cause together; each cause."""
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for session in presolve.hopeless:
        prohibitions = prohibitions_of(presolve, session)
        for cover in covers(prohibitions):
            case = _case(presolve, session, prohibitions, cover)
            rules = tuple(dict.fromkeys(rule for rule, _ in cover))
            found.setdefault((_cause(case), rules), []).append(session)
    for (cause, rules), sessions in found.items():
        needed = [session for session in sessions if session not in presolve.optional]
        spare = [session for session in sessions if session in presolve.optional]
        for some, certain in ((needed, True), (spare, False)):
            if some:
                message = _message(presolve, cause, rules, some)
                yield Trouble(message, certain=certain, sessions=tuple(some), rules=rules)


def _case(
    presolve: Presolve, session: str, prohibitions: Mapping[Source, Places], cover: Sequence[Source]
) -> Unplaceable:
    """Return a session with when it is meant to be: by the most exact of the rules that say so."""
    fact = presolve.instance.session_by_id[session]
    said = [
        spans
        for rule, _ in cover
        if (meant := VOICES[rule].meant) is not None and (spans := meant(presolve.instance, fact))
    ]
    exact = min(reversed(said), key=_length, default=())
    return Unplaceable(presolve, fact, prohibitions, cover, exact)


def _length(spans: Sequence[Span]) -> timedelta:
    return sum((end - start for start, end in spans), timedelta())


def _cause(case: Unplaceable) -> str:
    """Return why there is no place, without the session's name: what was meant for it first."""
    ordered = sorted(case.cover, key=lambda source: VOICES[source[0]].meant is None)
    said = [words for rule, item in ordered if (words := VOICES[rule].cause(case, item))]
    return "; ".join(dict.fromkeys(said)).replace("; which", ", which")


def _message(presolve: Presolve, cause: str, rules: Sequence[str], sessions: Sequence[str]) -> str:
    names = session_names(presolve.instance, sessions)
    helps = dict.fromkeys(VOICES[rule].helps or f"give {rule} a weight" for rule in rules)
    help_ = f"What may help: {'; '.join(helps)}."
    if len(sessions) == 1:
        return f"{names} has no slot: {cause}. {help_}"
    many = number(len(sessions)).capitalize()
    return f"{many} sessions have no slot: {_of_each(cause)}. They are {names}. {help_}"


def _of_each(cause: str) -> str:
    """Return a cause that several sessions share: ``each lasts 240 min`` for ``it lasts 240 min``."""
    parts = cause.split("; ")
    parts = [f"each {part[3:]}" if part.startswith("it ") else part for part in parts]
    return "; ".join(f"their {part[4:]}" if part.startswith("its ") else part for part in parts)
