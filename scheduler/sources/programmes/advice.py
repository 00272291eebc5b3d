"""Tell what stays of an imported programme, and suggest lines to add."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from functools import cache
from itertools import chain, islice
from pathlib import Path

import yaml

from scheduler.instance import Instance, Session, clock_text, quoted
from scheduler.sources.identifiers import folded
from scheduler.sources.programmes.conversion import at_venue
from scheduler.wording import counted, shortened

MOST = 10
"""Suggestions, at most."""
NAMED = 4
"""Sessions that a line names."""
FEWEST = 8
"""Sessions of a kind with common starts, at least."""


def what_stays(instance: Instance) -> Iterator[str]:
    """Yield lines on what stays of an imported programme."""
    kept = instance.kept
    if not kept.days:
        return
    yield f"Days stay the same for {counted(len(kept.days), 'session')}."
    yield "Rooms stay the same for each kind and track."
    if kept.times:
        named = shortened(
            [*dict.fromkeys(instance.session_by_id[each].title for each in kept.times)], NAMED
        )
        number = counted(len(kept.times), "session")
        alone = f"; nothing runs beside {len(kept.alone)} of them" if kept.alone else ""
        yield f"Times stay the same for {number} ({', '.join(named)}){alone}."


def suggestions(instance: Instance) -> Iterator[str]:
    """Yield lines that you may want to add, from titles and common starts."""
    yield from islice(chain(_ends(instance), _breaks(instance), _starts(instance)), MOST)


@cache
def _words() -> Mapping[str, Collection[str]]:
    found = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in found.items()}


def _says(session: Session, what: str) -> bool:
    return not {folded(word) for word in re.findall(r"\w+", session.title)}.isdisjoint(
        _words()[what]
    )


def _there(instance: Instance) -> list[tuple[datetime, Session]]:
    found = [(each.was.start, each) for each in instance.sessions if each.was and each.was.start]
    return sorted(found, key=lambda one: one[0])


def _ends(instance: Instance) -> Iterator[str]:
    """Yield the order of an opening or a closing that does not keep its time anyway."""
    there = [each for _, each in _there(instance)]
    for what, found, line in (
        ("opening", there, "first: [{}], then: {{kinds: [{}]}}"),
        ("closing", there[::-1], "first: {{kinds: [{1}]}}, then: [{0}]"),
    ):
        session = next((each for each in found if _says(each, what)), None)
        if session is None or session.id in instance.kept.times:
            continue
        kinds = ", ".join(each.id for each in instance.kinds if each.id != session.kind)
        if kinds:
            where = "before" if what == "opening" else "after"
            row = line.format(session.id, kinds)
            yield f"To keep {quoted(session.title)} {where} all others, add to `orders`: {{{row}}}"


def _breaks(instance: Instance) -> Iterator[str]:
    """Yield pins of breaks that do not keep their time anyway."""
    for start, session in _there(instance):
        if _says(session, "break") and session.id not in instance.kept.times and not session.pin:
            wall = at_venue(start, instance.zone)
            yield f'To pin the break {quoted(session.title)}, add to its row: pin: {{start: "{wall}"}}'


def _starts(instance: Instance) -> Iterator[str]:
    """Yield the common starts of kinds whose sessions mostly start together."""
    by_kind: dict[str, list[datetime]] = {}
    for start, session in _there(instance):
        if session.id not in instance.kept.times:
            by_kind.setdefault(session.kind, []).append(start)
    for kind in instance.kinds:
        starts = by_kind.get(kind.id, [])
        walls = [each.astimezone(instance.zone) for each in starts]
        clocks = sorted({clock_text(timedelta(hours=w.hour, minutes=w.minute)) for w in walls})
        if (
            len(starts) >= FEWEST
            and len(starts) >= 2 * len(set(starts))
            and len(clocks) <= NAMED * 2
        ):
            quoted_clocks = ", ".join(f'"{each}"' for each in clocks)
            yield (
                f"To keep the common starts of {quoted(kind.title or kind.id)}, add to its kind: "
                f"standard_starts: [{quoted_clocks}]"
            )
