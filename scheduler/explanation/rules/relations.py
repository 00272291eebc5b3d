"""Sessions that share something: at once or not, on one day, in one room, in order."""

from collections.abc import Callable, Iterator

from scheduler.explanation.rules.voice import Voice, row
from scheduler.explanation.trouble import Idle
from scheduler.instance import Instance, Relation, Wanted, minutes_of, names_under
from scheduler.phrases import say
from scheduler.wording import listed, name


def _relation(instance: Instance, relation: str) -> Relation:
    return next(each for each in instance.relations if each.id == relation)


def _asked(how: Callable[[Relation], str]) -> Callable[[Instance, str], str]:
    """Return what is asked of each two sessions of a relation, in words."""

    def said(instance: Instance, item: str) -> str:
        relation = _relation(instance, item)
        labels = listed([label.replace("_", " ") for label in relation.share])
        who = (
            say("each two of its sessions that share {}", labels) if labels else say("its sessions")
        )
        return say("{}: {} {}", name(relation), who, how(relation))

    return said


def _voice(how: Callable[[Relation], str], wanted: Wanted) -> Voice:
    return Voice(
        asks=_asked(how),
        where=row("relations"),
        idle=lambda presolve: _idle(presolve.instance, wanted),
    )


def _idle(instance: Instance, wanted: Wanted) -> Iterator[Idle]:
    """Yield labels and numbers of relations that no session has."""
    for relation in instance.relations:
        if relation.wanted is wanted:
            for place, label in enumerate(relation.share):
                if not any(names_under(session, label) for session in instance.sessions):
                    why = "no session has anything under this label"
                    yield Idle(("relations", relation.id, "share", place), why, label)
            for field, number in (("by", relation.by), ("differ", relation.differ)):
                if number is not None and not _has(instance, number):
                    yield Idle(("relations", relation.id, field), "no session says it", number)


def _has(instance: Instance, what: str) -> bool:
    """Tell whether a session has a number, or a label with names, that is called so."""
    sessions = instance.sessions
    return any(what in each.numbers or names_under(each, what) for each in sessions)


related_at_once = _voice(lambda _: say("are not to run at once"), Wanted.NOT_AT_ONCE)
related_without_pause = _voice(
    lambda relation: say(
        "are to have {} min between them on one day",
        minutes_of(relation.pause) if relation.pause else 0,
    ),
    Wanted.PAUSE,
)
related_on_other_days = _voice(lambda _: say("are to be on one day"), Wanted.ONE_DAY)
related_in_other_rooms = _voice(
    lambda _: say("are to be in one room if they are on one day"), Wanted.ONE_ROOM
)
related_out_of_order = _voice(
    lambda relation: (
        say("are to be held in the order of {}", relation.by.replace("_", " "))
        if relation.by
        else say("are to be held as they are listed")
    ),
    Wanted.IN_ORDER,
)
related_in_smaller_room = _voice(
    lambda relation: say("are to have the larger room if {} is higher", relation.by),
    Wanted.LARGER_ROOM,
)
related_not_at_once = _voice(lambda _: say("are to start at the same time"), Wanted.AT_ONCE)
