"""Facts of a conference for the page of a desk."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from scheduler.catalogue import RULES, name_of, plain_sentence
from scheduler.instance import (
    Counts,
    Hours,
    Instance,
    Session,
    attending,
    instant_at,
    languages_of,
    minutes_of,
    remote_of,
)
from scheduler.phrases import say
from scheduler.publishing.conferences import texts
from scheduler.publishing.languages import text_in
from scheduler.translations import in_language
from scheduler.web.desk.texts import spoken
from scheduler.wording import day_text, name, named_items

Row = dict[str, Any]
Titles = Mapping[str, Mapping[str, list[str]]]

_FROM, _TO = 9 * 60, 18 * 60
"""Shown hours of a day without hours, in minutes after midnight."""


def facts_of(instance: Instance) -> Row:
    """Return the days, rooms and sessions of a conference, and the groups by which sessions are looked at."""
    return {
        "name": instance.name,
        "title": instance.title or instance.name,
        "titles": titles_of(instance),
        "zone": instance.zone.key,
        "horizon": instance.horizon,
        "grid": instance.grid,
        "days": [day_row(instance, day) for day in instance.working_dates],
        "rooms": [
            {"id": each.id, "title": name(each), "seats": each.capacity, "prime": each.prime}
            for each in instance.rooms
        ],
        "sessions": {each.id: _session(instance, each) for each in instance.sessions},
        "lenses": _lenses(instance),
        "locks": _locks(instance),
        "sites": [
            {"id": each.id, "region": each.region, "zone": each.zone.key} for each in instance.sites
        ],
        "local": {
            "comfortable": _hours(instance.local_hours.comfortable),
            "acceptable": _hours(instance.local_hours.acceptable),
        },
        "rules": {
            rule: [
                [in_language(say(text), language) for text in (name_of(rule), plain_sentence(rule))]
                for language in spoken()
            ]
            for rule in RULES
        },
        "levels": {rule: instance.level(rule, "") for rule in RULES},
        "items_of": {rule.id: rule.items for rule in RULES.values()},
        "items": {
            **_named(instance),
            "preference": [[each.id, each.id] for each in instance.preferences],
            "quota": [[each.id, each.id] for each in instance.quotas],
        },
    }


def _locks(instance: Instance) -> Row:
    locks = {"topics": instance.topic_lock, "schedule": instance.schedule_lock}
    return {what: lock.isoformat() for what, lock in locks.items() if lock is not None}


def _named(instance: Instance) -> Row:
    """Return ids and names of what rules can have levels of, but sessions, by what rules call it."""
    return {
        kind: [[each.id, name(each)] for each in rows]
        for kind, rows in named_items(instance).items()
        if kind != "session"
    }


def _hours(hours: Hours) -> list[int]:
    return [minutes_of(hours.start), minutes_of(hours.end)]


def day_row(instance: Instance, day: date) -> Row:
    """Return a date with its bands, and from when to when it is shown at least."""
    bands = sorted(instance.bands_of(day), key=lambda band: band.start)
    return {
        "date": day.isoformat(),
        "label": day_text(day),
        "midnight": epoch_minutes(instant_at(day, timedelta(), instance.zone)),
        "from": _whole_hour(min((minutes_of(each.start) for each in bands), default=_FROM)),
        "to": -_whole_hour(-max((minutes_of(each.end) for each in bands), default=_TO)),
        "bands": [
            {
                "id": band.id,
                "from": minutes_of(band.start),
                "to": minutes_of(band.end),
                "official": band.official,
                "breaks": [
                    [minutes_of(each.start), minutes_of(each.end), each.title or ""]
                    for each in band.breaks
                ],
            }
            for band in bands
        ],
    }


def _whole_hour(minutes: int) -> int:
    return minutes - minutes % 60


def _session(instance: Instance, session: Session) -> Row:
    people = {person for person in attending(session) if person in instance.person_by_id}
    return {
        "title": session.title,
        "kind": session.kind,
        "minutes": minutes_of(session.duration),
        "attendance": session.attendance,
        "optional": session.optional,
        "value": session.value,
        "bodies": list(session.bodies),
        "themes": list(session.themes),
        "people": sorted(people),
        "interpreted": session.interpretation,
        "languages": list(languages_of(instance, session)),
        "regions": sorted({instance.site_by_id[s].region for s in remote_of(instance, session)}),
        "remote": dict(remote_of(instance, session)),
        "private": session.private,
        "about": session.output or session.description or "",
        "colour": [kind.id for kind in instance.kinds].index(session.kind),
    }


def _lenses(instance: Instance) -> Row:
    groups = {
        table: {each.id: {"title": name(each)} for each in getattr(instance, table)}
        for table in ("kinds", "bodies", "themes", "people", "regions")
    }
    return groups | {
        "interpretation": {
            each.id: {
                "title": name(each),
                "teams": each.teams,
                "rostered": each.counts is Counts.HALF_DAYS,
                "there": {str(day): each.teams_on(day) for day in instance.dates},
            }
            for each in instance.interpretation
        },
        "delegations": {
            each.id: {
                "title": name(each),
                "sessions": [session.id for session in instance.selected(each.must)],
            }
            for each in instance.delegations
        },
    }


def epoch_minutes(instant: datetime) -> int:
    """Return an instant as whole minutes since 1970, as the page counts."""
    return int(instant.timestamp()) // 60


def titles_of(instance: Instance) -> Titles:
    """Return names in each language of the desk by table and id; where all are as typed, nothing.

    The conference itself has no id: it is ``""``.
    """
    return {
        table: titles
        for table, rows in _tables(instance)
        if (titles := dict(_titles(instance, table, rows)))
    }


_NAMED = (
    *("sessions", "rooms", "kinds", "bodies", "themes", "people", "regions"),
    *("delegations", "items"),
)
"""Tables whose rows have names for people."""


def _tables(instance: Instance) -> Iterator[tuple[str, Iterable[tuple[str | None, str]]]]:
    """Yield tables of a translation, each with ids and names as they were typed."""
    yield "conference", [(None, instance.title or instance.name)]
    for table in _NAMED:
        yield table, [(each.id, name(each)) for each in getattr(instance, table)]
    bands = (band for profile in instance.day_profiles for band in profile.bands)
    breaks = {each.title for band in bands for each in band.breaks if each.title}
    yield "breaks", [(each, each) for each in sorted(breaks)]


def _titles(
    instance: Instance, table: str, rows: Iterable[tuple[str | None, str]]
) -> Iterator[tuple[str, list[str]]]:
    for id_, typed in rows:
        known = texts(instance, table, "title", id_, typed)
        titles = [text_in(known, language) for language in spoken()]
        if set(titles) != {typed}:
            yield id_ or "", titles
