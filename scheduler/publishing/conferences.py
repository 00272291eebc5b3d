"""Conference data of an instance besides the programme, in every language."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from scheduler.errors import InstanceError
from scheduler.instance import (
    Counts,
    Instance,
    Session,
    Theme,
    Untimed,
    bodies_above,
    breaks_on,
    each_of,
    with_parts,
)
from scheduler.publishing.records import (
    Organiser,
    PublishedConference,
    PublishedPerson,
    PublishedRoom,
    Recess,
    Texts,
    TitledRow,
    UntimedItem,
    Where,
)
from scheduler.publishing.words import words_in
from scheduler.wording import Named, name

NOBODY = Organiser(name="", email="")


def conference_of(instance: Instance, held: Collection[str]) -> PublishedConference:
    """Return the published facts of a conference besides its sessions.

    Of those that are not `held` (ids of sessions), what private ones alone name is left out: a name that
    nobody needs would tell of them. The organiser has no name if the instance does not say who publishes.
    """
    publishing = instance.publishing
    office = publishing.organiser
    secret = _secret(instance, held)
    return PublishedConference(
        name=instance.name,
        titles=texts(instance, "conference", "title", None, instance.title or instance.name),
        short_titles=texts(instance, "conference", "short_title", None, instance.short_title),
        acronym=instance.acronym,
        zone=instance.zone.key,
        first_day=instance.first_day,
        last_day=instance.last_day,
        languages=instance.languages,
        organiser=Organiser(name=office.name, email=office.email) if office else NOBODY,
        venue=Where(
            titles=texts(instance, "venue", "title", None, publishing.venue.title),
            latitude=publishing.venue.latitude,
            longitude=publishing.venue.longitude,
        ),
        site=publishing.site,
        rooms=_rooms(instance),
        bodies=_named(instance, "bodies", secret["bodies"]),
        kinds=_named(instance, "kinds", secret["kinds"]),
        themes=_themes(instance, secret["themes"]),
        regions=_named(instance, "regions", secret["regions"]),
        sites=tuple(
            PublishedPerson(
                id=site.id, titles={instance.languages[0]: site.id}, zone=site.zone.key, remote=True
            )
            for site in instance.sites
        ),
        delegations=_named(instance, "delegations", frozenset()),
        people=(*_people(instance), *_teams(instance)),
        untimed=_untimed(instance),
        breaks=tuple(_breaks(instance)),
    )


def texts(instance: Instance, table: str, field: str, name: str | None, said: str | None) -> Texts:
    """Return a text in each language in which it is known, in the order of the languages.

    Translations have it in a field of a row of a table: ``floor`` of ``hall`` in ``rooms``; `name` is None
    where the table is a single row. `said` is the text in the first language.
    """
    first, *others = instance.languages
    found = {} if said is None else {first: said}
    for language in others:
        translation = instance.translations.get(language)
        row = getattr(translation, table, None)
        if name is not None and row is not None:
            row = row.get(name)
        text = getattr(row, field, None)
        if text is not None:
            found[language] = text
    return found


def titles_of(instance: Instance, table: str, row: Named) -> Texts:
    """Return the title of a row of a table in each language in which it is known, or else its id."""
    return texts(instance, table, "title", row.id, name(row))


def _breaks(instance: Instance) -> Iterator[Recess]:
    """Yield the breaks of all days, in order, each with the kinds of sessions that may use these hours."""
    for day in () if instance.of_days else instance.working_dates:
        for since, until, title, band in breaks_on(instance, day):
            kinds = tuple(kind.id for kind in instance.kinds if band in kind.bands)
            yield since, until, texts(instance, "breaks", "title", title, title or None), kinds


def make_sure_of_organiser(instance: Instance, source: Path | None = None) -> None:
    """Raise `InstanceError` unless an instance says who publishes; `source` is its file."""
    publishing = instance.publishing
    if publishing.organiser is None:
        below = bool(publishing.model_fields_set)
        raise InstanceError(
            f"{source or instance.name}: publishing: found no `organiser`, expected one. "
            "Calendars must name the organiser. "
            + ("Add this line below `publishing:`:" if below else "Add these lines:"),
            *(() if below else ("publishing:",)),
            "  organiser: {name: Secretariat, email: agenda@example.org}",
        )


def _secret(instance: Instance, held: Collection[str]) -> Mapping[str, frozenset[str]]:
    """Return, by table, the rows that private sessions alone name, and none of those that are held.

    A body is above its parts: who has public meetings below it is no secret.
    """
    private: set[tuple[str, str]] = set()
    shown = {name for item in instance.untimed for name in _names(item)}
    for session in instance.sessions:
        names = {*_names(session)}
        above = {("bodies", each) for each in bodies_above(instance, session)}
        (private if session.private else shown).update(names | above)
        if session.id in held:
            shown |= names
    return {
        table: frozenset(name for of, name in private - shown if of == table)
        for table in ("bodies", "kinds", "themes", "regions")
    }


def _names(row: Session | Untimed) -> Iterator[tuple[str, str]]:
    region = row.region if isinstance(row, Session) else None
    tables = {"kinds": row.kind, "bodies": row.body, "themes": row.themes, "regions": region}
    return ((table, name) for table, names in tables.items() for name in each_of(names))


def _named(instance: Instance, table: str, secret: Collection[str]) -> tuple[TitledRow, ...]:
    return tuple(
        TitledRow(id=row.id, titles=titles_of(instance, table, row))
        for row in getattr(instance, table)
        if row.id not in secret
    )


def _themes(instance: Instance, secret: Collection[str]) -> tuple[TitledRow, ...]:
    """Return the themes of the table, or else those that sessions carry."""
    themes = (each.themes for table in (instance.sessions, instance.untimed) for each in table)
    carried = dict.fromkeys(theme for some in themes for theme in some)
    return tuple(
        TitledRow(id=row.id, titles=titles_of(instance, "themes", row), colour=row.colour)
        for row in instance.themes or [Theme(id=each) for each in carried]
        if row.id not in secret
    )


def _rooms(instance: Instance) -> tuple[PublishedRoom, ...]:
    buildings = instance.publishing.buildings
    return tuple(
        PublishedRoom(
            id=room.id,
            titles=titles_of(instance, "rooms", room),
            building=texts(
                instance, "buildings", "title", room.building, buildings.get(room.building)
            ),
            floor=texts(instance, "rooms", "floor", room.id, room.floor),
            parts=tuple(each.id for each in with_parts(instance.room_by_id, room.id))[1:],
        )
        for room in instance.rooms
    )


def _untimed(instance: Instance) -> tuple[UntimedItem, ...]:
    return tuple(
        UntimedItem(
            id=item.id,
            titles=texts(instance, "untimed", "title", item.id, item.title),
            summaries=texts(instance, "untimed", "summary", item.id, item.summary),
            kind=item.kind,
            body=item.body,
            themes=item.themes,
            address=item.published.address,
            document=item.published.document,
        )
        for item in instance.untimed
    )


def _people(instance: Instance) -> tuple[PublishedPerson, ...]:
    return tuple(
        PublishedPerson(
            id=person.id,
            titles=titles_of(instance, "people", person),
            zone=None if person.zone is None else person.zone.key,
            remote=person.remote,
            delegation=person.delegation,
        )
        for person in instance.people
    )


INTERPRETER = "interpreter"
"""Role of a team of interpreters in the sessions that it serves."""


def team_id(pool: str, team: int) -> str:
    """Return the id of a team's personal feed."""
    return f"{pool[:50]}.team-{team}"


def _teams(instance: Instance) -> tuple[PublishedPerson, ...]:
    language = instance.languages[0]
    word = words_in("calendars", language)("team")
    return tuple(
        PublishedPerson(
            id=team_id(pool.id, team),
            titles={language: f"{pool.title or pool.id}, {word} {team}"},
        )
        for pool in instance.interpretation
        if pool.counts is Counts.HALF_DAYS
        for team in range(1, pool.teams + 1)
    )
