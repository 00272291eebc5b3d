"""What must not run beside what: meetings of a body, of those below it, of a topic, and limits."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress

from scheduler.explanation.remedies import MOST_MORE, Remedy, Violation, cured
from scheduler.explanation.rules.items.agendas import without
from scheduler.explanation.rules.voice import Gravity, Sharing, Voice, row
from scheduler.explanation.trouble import FieldPath
from scheduler.instance import Instance, Selection, Separation, Session, neighbours, remade
from scheduler.phrases import say
from scheduler.wording import counted, listed, name

MOST_NAMED = 5
"""Sessions of a separation that are named one by one."""


def _one_at_a_time(instance: Instance, body: str) -> str:
    return say("{} holds one meeting at a time", name(instance.body_by_id[body]))


def _not_exclusive(violation: Violation) -> Iterator[Remedy]:
    """Let others meet beside a session."""
    session = violation.runs[violation.item].session
    words = say("let others meet beside {}", name(session))
    yield cured(violation, words, ("sessions", session.id, "exclusive"), value=False)


def _separation(instance: Instance, item: str) -> Separation | None:
    """Return a separation; None, if the item is an exclusive session."""
    return next((each for each in instance.not_beside if each.id == item), None)


def _apart(instance: Instance, separation: str, sessions: Collection[str]) -> tuple[str, FieldPath]:
    """Say which sessions a separation keeps apart from which; or that a session is exclusive."""
    fact = _separation(instance, separation)
    if fact is None:
        words = say("nothing may run beside {}", name(instance.session_by_id[separation]))
        return words, ("sessions", separation, "exclusive")
    if fact.groups or fact.others is None:
        own = [
            each
            for each in instance.sessions
            if each.id in sessions and _is_in(instance, fact, each)
        ]
        words = say(
            "no two of {} that the separation {} keeps apart run at once", _some(own), separation
        )
        return words, ("not_beside", separation)
    one, other = (
        [each for each in instance.selected(side or Selection()) if each.id in sessions]
        for side in (fact.sessions, fact.others)
    )
    words = say("{} must not run beside {} (separation {})", _some(one), _some(other), separation)
    return words, ("not_beside", separation)


def _is_in(instance: Instance, fact: Separation, session: Session) -> bool:
    apart = neighbours(instance, fact)
    return session.id in apart or any(session.id in others for others in apart.values())


def _some(sessions: Sequence[Session]) -> str:
    """Return the titles of sessions, or how many they are."""
    if 0 < len(sessions) <= MOST_NAMED:
        return listed([name(each) for each in sessions])
    return counted(len(sessions), "session")


def _together(violation: Violation) -> Iterator[Remedy]:
    """Let one of the sessions run beside the others, or give up the separation or the exclusive session."""
    instance, id_ = violation.instance, violation.item
    fact = _separation(instance, id_)
    if fact is None:
        yield from _not_exclusive(violation)
        return
    own = [each.id for each in instance.selected(fact.sessions)]
    for session in violation.sessions:
        left = tuple(each for each in own if each != session)
        if left and session in own:
            words = say("let {} run beside anything", name(instance.session_by_id[session]))
            words += say(" that the separation {} keeps it apart from", id_)
            path = ("not_beside", id_, "sessions")
            yield cured(violation, words, path, Selection(sessions=left))
    others = tuple(each for each in instance.not_beside if each is not fact)
    with suppress(ValueError):  # a level that names it
        changed = remade(instance, not_beside=others)
        words = say("give up the separation {}", id_)
        yield Remedy(words, ("not_beside", id_), changed, violation.schedule)


def _limit(instance: Instance, limit: str) -> str:
    fact = next(each for each in instance.parallel_limits if each.id == limit)
    return say(
        "of the limit {}, at most {} may run at once", limit, counted(fact.at_most, "session")
    )


def _higher_limit(violation: Violation) -> Iterator[Remedy]:
    """Let more run at once."""
    limit = next(each for each in violation.instance.parallel_limits if each.id == violation.item)
    for more in range(1, MOST_MORE + 1):
        words = say("let {} sessions of the limit {} run at once", limit.at_most + more, limit.id)
        path = ("parallel_limits", limit.id, "at_most")
        yield cured(violation, words, path, limit.at_most + more)


def _topic_apart(instance: Instance, topic: str) -> str:
    apart = "sessions on the topic {} are never in parallel"
    with_items = (
        "sessions on the topic {} are never in parallel, nor are those that deal with its items"
    )
    return say(with_items if any(topic in each.topics for each in instance.items) else apart, topic)


def _topic_at(instance: Instance, topic: str) -> FieldPath:
    """Return where a session carries a topic, or else an item."""
    table = "sessions" if any(topic in each.topics for each in instance.sessions) else "items"
    rows = instance.sessions if table == "sessions" else instance.items
    return table, next(each.id for each in rows if topic in each.topics), "topics"


def _fewer_topics(violation: Violation) -> Iterator[Remedy]:
    """Take a topic off one of its sessions, or deal with an item of it without it."""
    for id_ in violation.sessions:
        session = violation.runs[id_].session
        if violation.item in session.topics:
            left = tuple(topic for topic in session.topics if topic != violation.item)
            words = say("take the topic {} off {}", violation.item, name(session))
            yield cured(violation, words, ("sessions", id_, "topics"), left)
    yield from without(
        say("the topic"),
        lambda item, topic: topic in item.topics,
        lambda item, topic: {"topics": tuple(each for each in item.topics if each != topic)},
    )(violation)


body_conflict = Voice(
    gravity=Gravity.AGREED,
    asks=_one_at_a_time,
    where=row("bodies"),
    sharing=Sharing(
        trouble="{name} cannot hold all its meetings one after the other", in_order=True
    ),
)
parent_conflict = Voice(
    gravity=Gravity.AGREED,
    asks=lambda instance, body: say(
        "no body below {} meets beside it", name(instance.body_by_id[body])
    ),
    where=row("bodies"),
    sharing=Sharing(
        trouble="The bodies below {name} cannot stay clear of its meetings", beside=True
    ),
)
run_beside = Voice(
    gravity=Gravity.AGREED,
    asks=lambda instance, separation: _apart(instance, separation, instance.session_by_id)[0],
    where=lambda instance, separation: _apart(instance, separation, instance.session_by_id)[1],
    asks_among=_apart,
    cure=_together,
    sharing=Sharing(
        trouble="{name} cannot be kept apart from what must not run beside it",
        helps="narrower selections, or more hours",
        beside=True,
    ),
    counts=lambda instance: (
        *(each.id for each in instance.not_beside if each.by == "minute"),
        *(each.id for each in instance.sessions if each.exclusive),
    ),
)
parallel_limit_exceeded = Voice(
    asks=_limit,
    where=row("parallel_limits", "at_most"),
    cure=_higher_limit,
    sharing=Sharing(
        trouble="The limit {name} is too low ({most} at once)",
        helps="a higher limit, or more hours",
    ),
    counts=lambda instance: (each.id for each in instance.parallel_limits),
)
topic_conflict = Voice(
    asks=_topic_apart,
    where=_topic_at,
    cure=_fewer_topics,
    sharing=Sharing(trouble="The sessions of the topic {name} cannot be kept apart"),
)
