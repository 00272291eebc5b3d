"""Sessions without a place, with the cause; and those with few."""

from collections.abc import Iterator, Mapping, Sequence

from scheduler.evaluation.wording import counted, name, number
from scheduler.explanation.causes import Case
from scheduler.explanation.ground import Ground
from scheduler.explanation.places import least_of, taken_of
from scheduler.explanation.trouble import Trouble
from scheduler.explanation.wording import session_names
from scheduler.restrictions import Stay

FEW = 3
"""A session with fewer places is worth a warning."""

_HELP: Mapping[str, str] = {
    "outside_hours": "let its kind use another band, or shorten it",
    "outside_window": "widen its windows",
    "dialogue_after_first_days": "allow its kind more first days",
    "thematic_outside_official_hours": "lift the bond to official hours",
    "pin_broken": "move or drop its pin",
    "room_overflow": "expect fewer people, or add seats",
    "room_lacks_feature": "equip a room, or ask for less",
    "room_closed": "open a room",
    "person_unavailable": "do without the person, or ask for another date",
    "local_night": "let the person off, or widen acceptable hours",
    "teams_exceeded": "shorten the meeting",
    "no_slack": "use the reserve",
    "frozen_moved": "freeze less, or publish it elsewhere",
}
"""What may help, by rule."""


def without_place(ground: Ground) -> Iterator[Trouble]:
    """Yield the sessions that no start in any room is left to, those with one cause together."""
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for session in ground.hopeless:
        taken = taken_of(ground, session)
        least = least_of(taken)
        cause = Case(ground, ground.instance.session_by_id[session], taken, least).cause()
        rules = tuple(dict.fromkeys(rule for rule, _ in least))
        found.setdefault((cause, rules), []).append(session)
    for (cause, rules), sessions in found.items():
        needed = [session for session in sessions if session not in ground.optional]
        spare = [session for session in sessions if session in ground.optional]
        for some, certain in ((needed, True), (spare, False)):
            if some:
                message = _message(ground, cause, rules, some)
                yield Trouble(message, certain=certain, sessions=tuple(some), rules=rules)


def _message(ground: Ground, cause: str, rules: Sequence[str], sessions: Sequence[str]) -> str:
    names = session_names(ground.instance, sessions)
    helps = dict.fromkeys(_HELP.get(rule, f"give {rule} a weight") for rule in rules)
    help_ = f"What may help: {'; '.join(helps)}."
    if len(sessions) == 1:
        return f"{names} has no place: {cause}. {help_}"
    many = number(len(sessions)).capitalize()
    return f"{many} sessions have no place: {cause}. They are {names}. {help_}"


def with_few_places(ground: Ground) -> Iterator[Trouble]:
    """Yield the sessions with few places, unless that is what a pin or the frozen time is for."""
    if not ground.lags_fit:
        return
    frozen = {
        priced.restriction.item
        for priced in ground.hard
        if priced.rule == "frozen_moved" and isinstance(priced.restriction, Stay)
    }
    for session, domain in ground.left.items():
        places = int(domain.allowed.sum())
        fact = ground.instance.session_by_id[session]
        if places < FEW and fact.pin is None and session not in frozen:
            message = f"{name(fact)}: only {counted(places, 'place')} left (a start in a room)."
            yield Trouble(message, certain=False, sessions=(session,), rules=())
