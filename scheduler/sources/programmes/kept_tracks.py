"""Tracks of an older programme in a newer one: those that stay, those that go, and what is new."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from scheduler.instance import Selection
from scheduler.wording import listed

Row = dict[str, Any]
Tag = tuple[str, str]
"""A field of a selection, and a name in it."""


def tracks_of(old: Mapping[str, Any], tables: Mapping[str, Any]) -> tuple[list[Row], list[str]]:
    """Return the older tracks, then the newer ones of themes that are new, and notes about them.

    None, if there were themes and no tracks: then nobody wants them. The older ones lose names that are gone,
    and go if they have no others. A newer one is left out if a session of it is in another track already.
    """
    before, known = old.get("tracks", []), {row["id"] for row in old.get("themes", [])}
    if known and not before:
        return [], []
    named, notes = _still_named(before, tables, known)
    by_tag = _by_tag(tables["sessions"])
    titles = {row["id"]: row["title"] for row in tables["sessions"]}
    tracks, more = _apart(named, by_tag, titles)
    notes += more
    taken = known | {row["id"] for row in tracks}
    holders = {id_: row for row in tracks for id_ in _chosen(row, by_tag)}
    for row in (row for row in tables["tracks"] if row["id"] not in taken):
        sessions = _chosen(row, by_tag)
        shared = next((id_ for id_ in sessions if id_ in holders), None)
        if shared is None:
            tracks.append(row)
            holders |= dict.fromkeys(sessions, row)
        else:
            of_other = f"{titles[shared]} is in the track {_title(holders[shared])} already"
            notes.append(f"No track {_title(row)}: {of_other}.")
    return tracks, notes


def _still_named(
    rows: Iterable[Row], tables: Mapping[str, Any], themes: Collection[str]
) -> tuple[list[Row], list[str]]:
    """Return tracks without names that are gone, and notes; those that have no others are left out.

    That the track of a theme goes with it needs no note.
    """
    there = {name: {row["id"] for row in tables.get(name, [])} for name in Selection.model_fields}
    there["themes"] |= {theme for row in tables["sessions"] for theme in row.get("themes", ())}
    lost, found, notes = {*themes} - there["themes"], [], []
    for row in rows:
        named = [(field, name) for field, names in row["sessions"].items() for name in names]
        kept: dict[str, list[str]] = {}
        for field, name in named:
            if name in there[field]:
                kept.setdefault(field, []).append(name)
        gone = [name for field, name in named if name not in there[field]]
        if kept:
            found.append(row | {"sessions": kept} if gone else row)
        if gone and (kept or row["id"] not in lost):
            said = f"Track {_title(row)} no longer names what is gone: {listed(gone)}."
            notes.append(said if kept else f"Gone track: {_title(row)}.")
    return found, notes


def _apart(
    rows: Iterable[Row], by_tag: Mapping[Tag, list[str]], titles: Mapping[str, str]
) -> tuple[list[Row], list[str]]:
    """Return tracks of which no two have a session together, and notes about those that had one.

    It stays in the track that names it, or else in the first; the others name the rest one by one.
    """
    rows = [*rows]
    holders: dict[str, Row] = {}
    for row in reversed(rows):
        holders |= dict.fromkeys(_chosen(row, by_tag), row)
    for row in reversed(rows):
        holders |= dict.fromkeys(set(row["sessions"].get("sessions", ())) & titles.keys(), row)
    found, notes = [], []
    for row in rows:
        chosen = dict.fromkeys(_chosen(row, by_tag))
        rest = [id_ for id_ in chosen if holders[id_] is row]
        if len(rest) == len(chosen):
            found.append(row)
            continue
        if rest:
            found.append(row | {"sessions": {"sessions": rest}})
        for id_ in (each for each in chosen if holders[each] is not row):
            both = [each for each in rows if each is row or each is holders[id_]]
            there = f"{titles[id_]} is in the tracks {listed([*map(_title, both)])} now"
            one_by_one = f"{_title(row)} names its sessions one by one"
            after = one_by_one if rest else f"nothing is left of {_title(row)}"
            notes.append(f"{there}: it stays in {_title(holders[id_])}, and {after}.")
    return found, notes


def _by_tag(sessions: Iterable[Row]) -> dict[Tag, list[str]]:
    """Return the ids of the sessions that each field of a selection finds by each name."""
    found: dict[Tag, list[str]] = {}
    for row in sessions:
        own = [("sessions", row["id"]), ("kinds", row["kind"])]
        bodies = row.get("body", ())
        own += [("bodies", body) for body in ([bodies] if isinstance(bodies, str) else bodies)]
        for tag in (*own, *(("themes", theme) for theme in row.get("themes", ()))):
            found.setdefault(tag, []).append(row["id"])
    return found


def _chosen(track: Row, by_tag: Mapping[Tag, list[str]]) -> list[str]:
    """Return the ids of the sessions of a track."""
    fields = track["sessions"].items()
    tags = ((field, name) for field, names in fields for name in names)
    return [id_ for tag in tags for id_ in by_tag.get(tag, ())]


def _title(row: Row) -> str:
    return str(row.get("title") or row["id"])
