"""How often a body meets."""

from collections.abc import Iterator

from scheduler.explanation.remedies import MOST_MORE, Remedy, Violation, cured
from scheduler.explanation.rules.voice import Tally, Voice, row
from scheduler.instance import Instance, remade
from scheduler.phrases import say
from scheduler.wording import name, number


def _often(instance: Instance, body: str) -> str:
    fact = instance.body_by_id[body]
    every = fact.rhythm.every if fact.rhythm is not None else 1
    days = say("every day") if every == 1 else say("on one of every {} days", number(every))
    return say("{} is to meet {} at least", name(fact), days)


def _slower(violation: Violation) -> Iterator[Remedy]:
    """Let a body meet less often."""
    body = violation.instance.body_by_id[violation.item]
    if body.rhythm is None:
        return
    for more in range(1, MOST_MORE + 1):
        slower = remade(body.rhythm, every=body.rhythm.every + more)
        words = say("let {} meet on one of every {} days", name(body), number(slower.every))
        yield cured(violation, words, ("bodies", body.id, "rhythm"), slower)


rhythm_broken = Voice(
    asks=_often,
    where=row("bodies", "rhythm"),
    cure=_slower,
    tally=Tally(helps="a slower rhythm, another meeting, or wider windows of those there are"),
)
