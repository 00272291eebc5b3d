"""What a session is for, as `show` tells it; and what belongs to the programme without a time."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from scheduler.instance import Instance, Session, Untimed
from scheduler.wording import name, one_line


def purpose_of(instance: Instance, session: Session) -> tuple[tuple[str, str], ...]:
    """Return what is to come of a session, whom it is for, and who is invited, as far as it is said."""
    invited = "; ".join(map(one_line, invited_to(instance, session)))
    said = (("output", session.output), ("for", session.audience), ("invited", invited))
    return tuple((word, one_line(text)) for word, text in said if text)


def invited_to(instance: Instance, session: Session) -> Iterator[str]:
    """Yield the names of the classes, bodies and persons that are invited, and others in words."""
    invited = session.invited
    yield from (name(instance.person_class_by_id[each]) for each in invited.classes)
    yield from (name(instance.body_by_id[each]) for each in invited.bodies)
    yield from (name(instance.person_by_id[each]) for each in invited.people)
    if invited.others:
        yield invited.others


def untimed_of(instance: Instance, bodies: Collection[str]) -> Sequence[Untimed]:
    """Return the items without a time, of some bodies or, if there are none of these, of all."""
    return [item for item in instance.untimed if not bodies or item.body in bodies]


def untimed_in_words(instance: Instance, items: Iterable[Untimed]) -> str:
    """Return a line for each item without a time, below a heading; nothing, if there are none."""
    lines = [f"  {_line(instance, item)}" for item in items]
    return "\n".join(["Without a time:", *lines]) if lines else ""


def _line(instance: Instance, item: Untimed) -> str:
    kind = instance.kind_by_id[item.kind] if item.kind else None
    body = instance.body_by_id[item.body] if item.body else None
    said = [item.title, *(name(each) for each in (kind, body) if each)]
    said += filter(None, (item.published.document, item.published.address))
    return ", ".join(map(one_line, said))
