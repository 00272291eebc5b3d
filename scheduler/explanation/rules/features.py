"""Features of rooms and times that are wanted, or not wanted."""

from collections.abc import Iterator

from scheduler.explanation.presolve import Presolve
from scheduler.explanation.prohibitions import Case
from scheduler.explanation.rules.voice import Voice, row
from scheduler.explanation.trouble import Idle
from scheduler.instance import FeatureWish, Instance
from scheduler.phrases import say
from scheduler.wording import listed, name

_MOST = 4
"""Sessions and persons named one by one."""


def _wish(instance: Instance, item: str) -> FeatureWish:
    return next(each for each in instance.feature_wishes if each.id == item)


def _asked(instance: Instance, item: str) -> str:
    wish = _wish(instance, item)
    return say(
        "{} do not want {}" if wish.unwanted else "{} want {}", _who(instance, wish), _what(wish)
    )


def _who(instance: Instance, wish: FeatureWish) -> str:
    names = [name(session) for session in instance.selected(wish.sessions)]
    names += [name(instance.person_by_id[person]) for person in wish.people]
    few = len(names) <= _MOST
    return (
        listed(names) if few else say("{} and {} others", listed(names[:_MOST]), len(names) - _MOST)
    )


def _what(wish: FeatureWish) -> str:
    room = say("a room with {}", wish.room.replace("_", " ")) if wish.room else ""
    time = say("a time with {}", wish.time.replace("_", " ")) if wish.time else ""
    return say("{} at {}", room, time) if room and time else room or time


def _cause(case: Case, item: str) -> str:
    wish = _wish(case.presolve.instance, item)
    return f"{'not ' if wish.unwanted else ''}{_what(wish)} is wanted ({name(wish)})"


def _idle(presolve: Presolve) -> Iterator[Idle]:
    """Yield wishes for features of times that no time has."""
    known = {row.feature for row in presolve.instance.time_features}
    for wish in presolve.instance.feature_wishes:
        if wish.time is not None and wish.time not in known:
            why = "no row of `time_features` gives this feature"
            yield Idle(("feature_wishes", wish.id, "time"), why, wish.time)


feature_wish_missed = Voice(
    asks=_asked, where=row("feature_wishes"), cause=_cause, helps="wish for less", idle=_idle
)
