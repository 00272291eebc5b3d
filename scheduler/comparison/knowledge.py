"""What programmes know of: who was made before a fact was known is not ranked with those who know it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from scheduler.comparison.programmes import Programme
from scheduler.phrases import say
from scheduler.wording import chained, shortened

KNOWN = 3
"""Facts that are named which a programme does not know, at most."""


def unknown_to(programme: Programme, others: Sequence[Programme]) -> tuple[str, ...]:
    """Return the facts that others know of and a programme does not; those that most know of first."""
    return facts_unknown(programme.known, [each.known for each in others])


def facts_unknown(known: Sequence[str], others: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the facts among those of others that are not known, nor part of a longer one that is."""
    numbers = Counter(fact for facts in others for fact in facts)
    return tuple(fact for fact, _ in numbers.most_common() if not _is_known(fact, known))


def _is_known(fact: str, known: Sequence[str]) -> bool:
    return any(each == fact or each.startswith(f"{fact};") for each in known)


def facts_named(facts: Sequence[str]) -> str:
    """Return facts in words, the first of many."""
    return chained(shortened(facts, KNOWN), "; ")


def notes_on_knowledge(programmes: Sequence[Programme]) -> Iterator[str]:
    """Yield which programmes were made before others knew of something, and are not ranked with them."""
    for each in programmes:
        since = unknown_to(each, programmes)
        if since:
            yield say(
                "{} was made before this became known: {}. It is not ranked with those that know it.",
                each.label,
                facts_named(since),
            )
