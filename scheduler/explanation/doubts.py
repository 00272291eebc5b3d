"""What may not be meant: rules that are off, rooms that are too small, groups that meet twice at once."""

from collections.abc import Iterator

from scheduler.catalogue import HARD, OFF, RULES
from scheduler.evaluation.wording import name
from scheduler.explanation.ground import Ground
from scheduler.explanation.trouble import Trouble
from scheduler.explanation.wording import listed


def bodiless(ground: Ground) -> Iterator[Trouble]:
    """Yield the regions whose coordination meetings nothing keeps apart, since they have no body."""
    for region in ground.instance.regions:
        meetings = [
            session
            for session in ground.instance.sessions
            if session.region == region.id and session.body is None
        ]
        if len(meetings) > 1:
            message = (
                f"{listed([name(each) for each in meetings])} are coordination meetings of "
                f"{name(region)} and have no body: they may be at once, and in any order. "
                "What may help: give them a body."
            )
            yield Trouble(
                message,
                certain=False,
                sessions=tuple(each.id for each in meetings),
                rules=(),
                place=("sessions", meetings[0].id),
            )


def switched_off(ground: Ground) -> Iterator[Trouble]:
    """Yield once the rules that are off although they are hard unless something is said."""
    rules = tuple(
        rule.id
        for rule in RULES.values()
        if rule.default == HARD and ground.instance.level(rule.id, "") == OFF
    )
    if rules:
        message = f"Not looked at, though hard unless switched off: {listed(rules)}."
        place = ("levels", rules[0])
        yield Trouble(message, certain=False, sessions=(), rules=rules, place=place)
