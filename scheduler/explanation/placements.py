"""Sessions without a slot, with the cause."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from scheduler.explanation.presolve import (
    Places,
    Presolve,
    Source,
    Unplaceable,
    covers,
    prohibitions_of,
)
from scheduler.explanation.rules import VOICES
from scheduler.explanation.trouble import Trouble, session_names
from scheduler.instance import Span
from scheduler.wording import number


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
