"""Ids for what a workbook names in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from benchmarks.optaplanner.conference import Conference
from scheduler.sources.identifiers import Identifiers


@dataclass(frozen=True, slots=True)
class Names:
    """The id of each name, by what it is the name of."""

    talks: Mapping[str, str]
    types: Mapping[str, str]
    rooms: Mapping[str, str]
    people: Mapping[str, str]
    tags: Mapping[str, str]
    """Of timeslots and rooms, as features are written."""
    labels: Mapping[str, str]
    """Of themes, sectors, audiences, contents, languages and exclusive tags."""


def names_of(conference: Conference) -> Names:
    """Return ids for all names of a conference."""
    talks = conference.talks
    types = dict.fromkeys(type_ for slot in conference.timeslots for type_ in sorted(slot.types))
    labels = (
        name
        for talk in talks
        for group in (talk.themes, talk.sectors, talk.audiences, talk.contents, talk.exclusive)
        for name in (*sorted(group), talk.language)
        if name
    )
    return Names(
        _ids("talk", (talk.code for talk in talks)),
        _ids("type", types),
        _ids("room", (room.name for room in conference.rooms)),
        _ids("person", conference.speakers),
        {tag: _feature(id_) for tag, id_ in _ids("tag", _tags(conference)).items()},
        _ids("label", labels),
    )


OURS = ("for_", "room_", "away_", "closed_", "published_", "remote", "tag_")
"""How features begin that are not tags."""


def _feature(id_: str) -> str:
    """Return the feature that stands for a tag, and for nothing else."""
    feature = id_.replace("-", "_")
    is_fine = feature[0].isalpha() and not feature.startswith(OURS)
    return feature if is_fine else f"tag_{feature}"


def _tags(conference: Conference) -> Iterable[str]:
    every: set[str] = set()
    every = every.union(*(slot.tags for slot in conference.timeslots))
    every = every.union(*(room.tags for room in conference.rooms))
    owners = [talk.wishes for talk in conference.talks]
    owners += [speaker.wishes for speaker in conference.speakers.values()]
    for wishes in owners:
        every = every.union(*wishes.timeslots.values(), *wishes.rooms.values())
    return sorted(every)


def _ids(what: str, names: Iterable[str]) -> Mapping[str, str]:
    ids = Identifiers(what)
    return {name: ids.of(name) for name in dict.fromkeys(names)}
