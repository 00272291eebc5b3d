"""Sessions without a place: how many places each rule takes, and which rules take all of them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from scheduler.catalogue import RULES
from scheduler.engines.domains import Unary, amounts_of
from scheduler.evaluation.wording import counted, name
from scheduler.explanation.ground import Ground
from scheduler.explanation.trouble import Trouble
from scheduler.explanation.wording import item_name, listed
from scheduler.restrictions import Priced

Places = NDArray[np.bool_]
Taker = tuple[str, str]
"""A rule, and the item if several of them concern one session."""

FEW = 3
"""A session with fewer places is worth a warning."""
MOST = 8
"""Rules that are told of with what they take, at most."""

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
}
"""What may help, by rule."""


def without_place(ground: Ground) -> Iterator[Trouble]:
    """Yield the sessions that no start in any room is left to."""
    for session in ground.hopeless:
        taken = _taken(ground, session)
        least = _least(taken)
        yield Trouble(
            _message(ground, session, taken, least),
            certain=True,
            sessions=(session,),
            rules=tuple(dict.fromkeys(rule for rule, _ in least)),
        )


def _taken(ground: Ground, session: str) -> Mapping[Taker, Places]:
    """Return the places that each rule takes: starts times rooms."""
    taken: dict[Taker, Places] = {}
    starts = ground.timeline.minutes(ground.problem.starts)
    for priced in ground.hard:
        if isinstance(priced.restriction, Unary) and priced.restriction.session == session:
            amounts = amounts_of(priced.restriction, starts, ground.problem, ground.timeline)
            places = amounts.by_start[:, None] * amounts.in_rooms[None, :] > 0
            taker = _taker(priced)
            taken[taker] = taken[taker] | places if taker in taken else places
    return {taker: places for taker, places in taken.items() if places.any()}


def _taker(priced: Priced) -> Taker:
    by_item = RULES[priced.rule].item == "person"
    return priced.rule, priced.restriction.item if by_item else ""


def _least(taken: Mapping[Taker, Places]) -> tuple[Taker, ...]:
    """Return the fewest rules that together take everything: exactly up to three, then greedily."""
    for number in (1, 2, 3):
        for some in combinations(taken, number):
            if np.logical_or.reduce([taken[taker] for taker in some]).all():
                return some
    return _greedily(taken)


def _greedily(taken: Mapping[Taker, Places]) -> tuple[Taker, ...]:
    """Return rules that take everything, each of which is needed."""
    needed = list(taken)
    for taker in sorted(taken, key=lambda each: int(taken[each].sum())):
        others = [each for each in needed if each != taker]
        if np.logical_or.reduce([taken[each] for each in others]).all():
            needed = others
    return tuple(needed)


def _message(
    ground: Ground, session: str, taken: Mapping[Taker, Places], least: Sequence[Taker]
) -> str:
    who = name(ground.instance.session_by_id[session])
    places = len(ground.problem.starts) * len(ground.problem.rooms)
    shares = [
        f"{_taker_name(ground, taker)} {int(taken[taker].sum()):,}"
        for taker in sorted(taken, key=lambda each: -int(taken[each].sum()))
    ]
    if len(shares) > MOST:
        shares[MOST:] = [f"and {len(shares) - MOST} more rules or persons"]
    culprits = listed([_taker_name(ground, taker) for taker in least])
    take = "takes all" if len(least) == 1 else "together take all"
    helps = dict.fromkeys(_HELP.get(rule, f"give {rule} a weight") for rule, _ in least)
    return (
        f"{who}: no place is left. {culprits} {take} of its {places:,} places (a start in "
        f"a room). Taken by each: {', '.join(shares)}. "
        f"What may help: {'; '.join(helps)}."
    )


def _taker_name(ground: Ground, taker: Taker) -> str:
    rule, item = taker
    return f"{rule} ({item_name(ground.instance, rule, item)})" if item else rule


def with_few_places(ground: Ground) -> Iterator[Trouble]:
    """Yield the sessions with few places, unless that is what a pin is for."""
    if not ground.lags_fit:
        return
    for session, domain in ground.left.items():
        number = int(domain.allowed.sum())
        fact = ground.instance.session_by_id[session]
        if number < FEW and fact.pin is None:
            message = f"{name(fact)}: only {counted(number, 'place')} left (a start in a room)."
            yield Trouble(message, certain=False, sessions=(session,), rules=())
