"""Bodies and process: what runs beside what, and what comes after what."""

from collections.abc import Iterable, Iterator, Sequence

from scheduler.evaluation.intervals import ConcurrencyLimit, HeldLoad, at_once, too_many_needed
from scheduler.evaluation.items import items_of_topics, items_out_of_order
from scheduler.evaluation.memoised import memoised
from scheduler.evaluation.orders import orders_of, out_of_order
from scheduler.evaluation.runs import (
    Run,
    chosen,
    chronological,
    day_of,
    days_text,
    held_of,
    ids,
    placed,
    runs_by_id,
    runs_of,
    titles,
)
from scheduler.findings import Finding
from scheduler.instance import (
    Instance,
    Separation,
    Session,
    bodies_above,
    grouped,
    minutes_of,
    neighbours,
    official_dates,
    uses_of,
)
from scheduler.phrases import say
from scheduler.schedule import Schedule
from scheduler.wording import how_long, joined, name, number, when


def body_conflict(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield where several sessions of a body run at once, and where bodies below it meet beside it."""
    runs = runs_by_id(instance, schedule)
    for body in instance.bodies:
        meetings = held_of(runs, instance.sessions_by_body.get(body.id, ()))
        yield from at_once(instance, ConcurrencyLimit(body.id, say("{}:", name(body)), meetings))
    others = grouped(runs.values(), lambda run: bodies_above(instance, run.session))
    for run in runs.values():
        if not others.keys().isdisjoint(run.session.bodies):
            yield from _below(instance, run, [others.get(body, ()) for body in run.session.bodies])


@memoised
def _below(instance: Instance, run: Run, below: Sequence[Sequence[Run]]) -> Iterator[Finding]:
    """Yield one finding for each body of a session about those below it that meet beside it."""
    for body, some in zip(run.session.bodies, below, strict=True):
        trouble = say("bodies below {} meet at the same time", name(instance.body_by_id[body]))
        others = (other for other in some if other is not run)
        yield from _beside(instance, body, run, others, trouble)


def parent_not_around(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each body that starts before its parent has met, or ends after the parent's last start."""
    runs = runs_by_id(instance, schedule)
    for body in instance.bodies:
        own = instance.sessions_by_body.get(body.id, ())
        above = instance.sessions_by_body.get(body.parent or "", ())
        if not own or len(above) < 2:
            continue
        for is_first, end in ((True, 0), (False, -1)):
            run, other = runs.get(own[end].id), runs.get(above[end].id)
            # A joint meeting with the parent is neither before nor after itself.
            if run is None or other is None or run is other:
                continue
            before, after = (other, run) if is_first else (run, other)
            minutes = minutes_of(before.end - after.start)
            if minutes > 0:
                both = (placed(run, instance.zone), placed(other, instance.zone))
                told = name(body), how_long(minutes), *both
                message = (
                    say("{} starts {} before its parent has met: {}; {}", *told)
                    if is_first
                    else say(
                        "{} ends {} after its parent's last meeting has started: {}; {}", *told
                    )
                )
                yield Finding(body.id, minutes, ids((run, other)), message)


def order_broken(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each session that starts too early or too late after another, and items out of order."""
    runs = runs_by_id(instance, schedule)
    for line in orders_of(instance):
        firsts = tuple([runs[first] for first in line.order.first if first in runs])
        thens = tuple([runs[then] for then in line.order.then if then in runs])
        if firsts and thens:
            yield from out_of_order(instance, line, firsts, thens)
    yield from items_out_of_order(instance, schedule)


def rhythm_broken(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each body with a rhythm that does not meet for too many days."""
    runs = runs_by_id(instance, schedule)
    for body in instance.bodies:
        if body.rhythm is None:
            continue
        held = held_of(runs, instance.sessions_by_body.get(body.id, ()))
        met = {day_of(run, instance) for run in held}
        days = official_dates(instance, body.rhythm.first, body.rhythm.last)
        without = [
            (first, last)
            for first, last in zip(days, days[body.rhythm.every - 1 :], strict=False)
            if not any(first <= day <= last for day in met)
        ]
        if without:
            spans = joined([days_text(first, last) for first, last in without])
            message = say(
                "{} does not meet on {} ({} wanted)", name(body), spans, _often(body.rhythm.every)
            )
            yield Finding(body.id, len(without), ids(chronological(held)), message)


def _often(every: int) -> str:
    return say("every day") if every == 1 else say("one of every {} days", number(every))


def run_beside(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each session beside which run others that it is kept apart from, or any if it is exclusive."""
    runs = runs_by_id(instance, schedule)
    for run in runs.values():
        if run.session.exclusive:
            start, end = run.start, run.end
            beside = [each for each in runs.values() if each.start < end and start < each.end]
            yield from _not_alone(instance, run, beside)
    for separation in instance.not_beside:
        trouble = say("the separation {} does not allow beside it", separation.id)
        for one, others in _kept_apart(instance, separation) if separation.by == "minute" else ():
            for run in held_of(runs, [one]):
                yield from _beside(instance, separation.id, run, held_of(runs, others), trouble)


@memoised
def _not_alone(instance: Instance, run: Run, beside: Sequence[Run]) -> Iterator[Finding]:
    others = (other for other in beside if other is not run)
    yield from _beside(instance, run.id, run, others, say("nothing may run beside it"))


def _kept_apart(
    instance: Instance, separation: Separation
) -> Iterator[tuple[Session, tuple[Session, ...]]]:
    """Yield each session with those that it is kept apart from; each two stand once."""
    if separation.groups or separation.others is None:
        for first, then in neighbours(instance, separation).items():
            yield instance.session_by_id[first], tuple(instance.session_by_id[e] for e in then)
        return
    others = instance.selected(separation.others)
    for one in instance.selected(separation.sessions):
        yield one, others


def parallel_limit_exceeded(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each stretch in which more sessions run than a limit allows, or more of a resource is taken."""
    runs = runs_by_id(instance, schedule)
    for limit in instance.parallel_limits:
        some = limit.sessions
        limited = tuple(runs.values()) if some is None else chosen(instance, runs, some)
        who = say("Limit {} (at most {}):", limit.id, number(limit.at_most))
        yield from at_once(instance, ConcurrencyLimit(limit.id, who, limited, limit.at_most))
    for resource in instance.resources:
        holds = (
            HeldLoad(run, run.start, run.end + resource.changeover, uses[resource.id])
            for run in runs.values()
            if resource.id in (uses := uses_of(instance, run.session))
        )
        yield from too_many_needed(instance, resource.id, name(resource), holds, resource.count)


def topic_conflict(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each stretch in which several sessions of a topic run, and each two that items of it join."""
    topics = grouped(runs_of(instance, schedule), lambda run: run.session.topics)
    for topic, runs in topics.items():
        yield from at_once(instance, ConcurrencyLimit(topic, say("Topic {}:", topic), runs))
    yield from items_of_topics(instance, schedule)


def not_adjacent(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each two sessions, best held one after the other, that are too far apart."""
    runs = runs_by_id(instance, schedule)
    for wish in instance.adjacent:
        if not runs.keys() >= {*wish.sessions}:
            continue
        earlier, later = chronological(runs[session] for session in wish.sessions)
        apart = later.start - earlier.end
        if apart > wish.within:
            message = say(
                "{} and {} are {} apart, {} (at most {} wanted)",
                earlier.title,
                later.title,
                how_long(minutes_of(apart)),
                when(earlier.end, later.start, instance.zone),
                how_long(minutes_of(wish.within)),
            )
            yield Finding(wish.id, minutes_of(apart - wish.within), ids((earlier, later)), message)


def _beside(
    instance: Instance, item: str, run: Run, others: Iterable[Run], trouble: str
) -> Iterator[Finding]:
    """Yield one finding about all the sessions that run beside one of them."""
    beside = [other for other in others if run.beside(other)]
    if beside:
        minutes = sum(minutes_of(run.beside(other)) for other in beside)
        message = say(
            "{}: {}: {} ({} min)", placed(run, instance.zone), trouble, titles(beside), minutes
        )
        yield Finding(item, minutes, ids((run, *beside)), message)
