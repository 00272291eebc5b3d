"""Sessions that share something: at once or not, on one day, in one room, in order."""

from collections.abc import Iterator

from scheduler.explanation.presolve import Presolve
from scheduler.explanation.rules.voice import Voice, row
from scheduler.explanation.trouble import Idle
from scheduler.instance import Instance, Relation, Wanted, minutes_of, names_under
from scheduler.phrases import say
from scheduler.wording import listed, name


def _asks(instance: Instance, item: str) -> str:
    relation = next(each for each in instance.relations if each.id == item)
    labels = listed([label.replace("_", " ") for label in relation.share])
    who = say("each two of its sessions that share {}", labels) if labels else say("its sessions")
    return say("{}: {} {}", name(relation), who, _wanted(relation))


def _wanted(relation: Relation) -> str:
    """Return how each two sessions of a relation are wanted, in words."""
    pause = minutes_of(relation.pause) if relation.pause else 0
    by = (relation.by or "").replace("_", " ")
    in_order = say("are to be held in the order of {}", by)
    wanted = {
        Wanted.NOT_AT_ONCE: say("are not to run at once"),
        Wanted.PAUSE: say("are to have {} min between them on one day", pause),
        Wanted.ONE_DAY: say("are to be on one day"),
        Wanted.ONE_ROOM: say("are to be in one room if they are on one day"),
        Wanted.IN_ORDER: in_order if by else say("are to be held as they are listed"),
        Wanted.LARGER_ROOM: say("are to have the larger room if {} is higher", by),
        Wanted.AT_ONCE: say("are to start at the same time"),
    }
    return wanted[relation.wanted]


def _idle(presolve: Presolve) -> Iterator[Idle]:
    """Yield labels and numbers of relations that no session has."""
    instance = presolve.instance
    for relation in instance.relations:
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


relation_missed = Voice(asks=_asks, where=row("relations"), idle=_idle)
