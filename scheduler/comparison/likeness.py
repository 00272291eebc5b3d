"""Which programmes can be ranked: those of conferences that have the same to place, for the same people."""

from collections.abc import Iterator, Mapping, Sequence, Set

from scheduler.comparison.programmes import Programme
from scheduler.instance import Instance
from scheduler.instance.frozen import minutes_of
from scheduler.wording import counted

_WHO = {
    "people": ("person", "people"),
    "delegations": ("delegation", "delegations"),
    "audiences": ("audience", "audiences"),
    "sites": ("remote site", "remote sites"),
}
"""Tables of those for whom rules count, and what one and several of them are called."""


def alike(one: Instance, other: Instance) -> bool:
    """Tell whether two conferences have the same sessions, as long, for the same people.

    Penalties and counts of others are no measure of their programmes: who plans for more pays for more.
    """
    return not any(_unlike(one, other))


def unlike_in_words(base: Instance, other: Instance) -> str:
    """Return what one conference has more, less or of other lengths than the base; nothing if alike."""
    return ", ".join(_unlike(base, other))


def _unlike(base: Instance, other: Instance) -> Iterator[str]:
    before, after = _lengths(base), _lengths(other)
    yield from _more_or_less(before.keys(), after.keys(), "session", "sessions")
    longer = sum(before[each] != after[each] for each in before.keys() & after.keys())
    if longer:
        yield f"{counted(longer, 'session')} of another length"
    for table, (noun, plural) in _WHO.items():
        before_ids, ids = ({row.id for row in getattr(each, table)} for each in (base, other))
        yield from _more_or_less(before_ids, ids, noun, plural)


def _more_or_less(before: Set[str], after: Set[str], noun: str, plural: str) -> Iterator[str]:
    for number, word in ((len(after - before), "more"), (len(before - after), "less")):
        if number:
            yield f"{counted(number, noun, plural)} {word}"


def _lengths(instance: Instance) -> Mapping[str, int]:
    return {each.id: minutes_of(each.duration) for each in instance.sessions}


def note_on(programmes: Sequence[Programme]) -> str:
    """Say in a sentence which programmes are not ranked, and why; nothing if all are."""
    base, *others = programmes
    said = [
        f"{each.label} ({words})"
        for each in others
        if (words := unlike_in_words(base.instance, each.instance))
    ]
    if not said:
        return ""
    return (
        f"Not ranked against {base.label}, as they plan for something else: {', '.join(said)}; penalties and "
        "counts of unlike conferences do not compare."
    )
