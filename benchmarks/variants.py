"""Variants of conferences, each made by a seed: what helps only the conferences at hand is worth nothing.

A variant has two of the changes below, as a variant file could have them. They leave room for a programme:
rooms only grow, people come late or leave early only around what they do in a known programme, and a session
is held a second time only in the place of another one like it.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

import scheduler
from scheduler.instance import ItemLevels, Session, utc_text
from scheduler.schedule import Schedule

Change = dict[str, Any]
"""A change as a variant file has it."""

CHANGES = 2
"""Kinds of changes in a variant."""
FACTORS = (0.25, 0.5, 2.0, 4.0)
"""By which weights are multiplied."""
DROPPED, DOUBLED = 0.1, 0.05
"""Shares of the sessions."""
THOUSANDTHS = 3
"""Decimals of a weight."""
MARGIN = timedelta(hours=2)
"""For who has to be there before a session and after it."""


def variant(
    instance: scheduler.Instance, seed: int, known: Schedule | None = None
) -> scheduler.Instance:
    """Return a variant of a conference.

    Parameters
    ----------
    instance
        The conference.
    seed
        Equal seeds give equal variants.
    known
        A programme of it, if there is one; without it people's hours stay as they are.
    """
    rng = Random(f"{instance.name} {seed}")  # noqa: S311  # conferences, not secrets
    name, made = instance.name[:50], 0
    for kind in rng.sample(KINDS, len(KINDS)):
        changes = [*kind(instance, rng, known)] if made < CHANGES else []
        if changes:
            made += 1
            instance = scheduler.change(instance, changes, name=f"{name}-{seed}.{made}")
    return instance


def other_rooms(
    instance: scheduler.Instance, rng: Random, _known: Schedule | None
) -> Iterator[Change]:
    """Let rooms be larger, by half at most, and sessions smaller, so that others fit into each other."""
    capacities = {
        each.id: {"capacity": round(each.capacity * rng.uniform(1.0, 1.5))}
        for each in instance.rooms
        if each.capacity
    }
    expected = {
        each.id: {"attendance": round(each.attendance * rng.uniform(0.6, 1.0))}
        for each in instance.sessions
        if each.attendance
    }
    if capacities and expected:
        yield {"change": {"rooms": capacities, "sessions": expected}}


def other_hours(
    instance: scheduler.Instance, rng: Random, known: Schedule | None
) -> Iterator[Change]:
    """Let half of the people be there from their first session of the known programme to their last."""
    if known is None:
        return
    ends = {each.id: each.duration for each in instance.sessions}
    elsewhere = {person for item in instance.items for person in item.persons}
    elsewhere |= {person for person, seats in instance.seatable_by_person.items() if seats}
    hours: dict[str, Change] = {}
    for person, attended in instance.attended_by_person.items():
        placed = [known.by_session[each.id] for each in attended if each.id in known.by_session]
        if placed and person not in elsewhere and rng.random() < 0.5:
            since = min(each.start for each in placed)
            until = max(each.start + ends[each.session] for each in placed)
            hours[person] = {"available": [_window(since - MARGIN, until + MARGIN)]}
    if hours:
        yield {"change": {"people": hours}}


def _window(since: datetime, until: datetime) -> Change:
    return {"from": utc_text(since), "to": utc_text(until)}


def other_weights(
    instance: scheduler.Instance, rng: Random, _known: Schedule | None
) -> Iterator[Change]:
    """Multiply half of the weights that the conference has of its own."""

    def drawn(level: object) -> float | None:
        if isinstance(level, float) and rng.random() < 0.5:
            return round(level * rng.choice(FACTORS), THOUSANDTHS) or None
        return None

    for rule, said in instance.levels.items():
        of_rule = said.level if isinstance(said, ItemLevels) else said
        of_items = said.items if isinstance(said, ItemLevels) else {}
        level = drawn(of_rule)
        items = {item: new for item, old in of_items.items() if (new := drawn(old)) is not None}
        if level is not None or items:
            change = {"level": level, "items": items}
            yield {"set_level": {"rule": rule} | {key: new for key, new in change.items() if new}}


def fewer_sessions(
    instance: scheduler.Instance, rng: Random, _known: Schedule | None
) -> Iterator[Change]:
    """Leave out one in ten of the sessions that may go."""
    free = [each.id for each in _free(instance)]
    yield {"remove": {"sessions": sorted(rng.sample(free, round(DROPPED * len(free))))}}


def sessions_twice(
    instance: scheduler.Instance, rng: Random, _known: Schedule | None
) -> Iterator[Change]:
    """Hold some sessions a second time, each in the place of another of its kind and length."""
    alike: dict[object, list[Session]] = {}
    for each in _free(instance):
        if not each.windows:
            alike.setdefault((each.kind, each.duration, each.layout, each.needs), []).append(each)
    pairs: list[tuple[Session, Session]] = []
    for group in alike.values():
        rng.shuffle(group)
        pairs += zip(group[::2], group[1::2], strict=False)
    chosen = rng.sample(pairs, min(len(pairs), round(DOUBLED * len(instance.sessions))))
    if chosen:
        rows = [each.model_dump(mode="json", by_alias=True) for each, _ in chosen]
        gone, again = (
            {each.id for _, each in chosen},
            {row["id"]: f"{row['id']}-again" for row in rows},
        )
        yield {"remove": {"sessions": sorted(gone)}}
        yield {"add": {"sessions": [row | {"id": again[row["id"]]} for row in rows]}}
        tracks = {
            track.id: {
                "sessions": {"sessions": [*own, *(again[id_] for id_ in own if id_ in again)]}
            }
            for track in instance.tracks
            if (own := [id_ for id_ in track.sessions.sessions if id_ not in gone])
        }
        if tracks:
            yield {"change": {"tracks": tracks}}


def _free(instance: scheduler.Instance) -> list[Session]:
    """Return the sessions that a conference may do without: nothing is settled, and no body meets."""
    return [each for each in instance.sessions if each.pin is None and not each.body]


Kind = Callable[[scheduler.Instance, Random, Schedule | None], Iterator[Change]]

KINDS: tuple[Kind, ...] = (
    other_rooms,
    other_hours,
    other_weights,
    fewer_sessions,
    sessions_twice,
)
