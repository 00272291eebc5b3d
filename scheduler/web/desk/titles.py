"""Names for people in the languages of the page, where a conference has them."""

from collections.abc import Iterable, Iterator, Mapping

from scheduler.instance import Instance
from scheduler.publishing.conferences import texts
from scheduler.publishing.languages import text_in
from scheduler.wording import Named, name

SPOKEN = ("en", "fr")
"""Languages of the desk."""

Titles = Mapping[str, Mapping[str, list[str]]]


def titles_of(instance: Instance) -> Titles:
    """Return names in English and in French by table and id; where both are as typed, nothing.

    The conference itself has no id: it is ``""``.
    """
    return {
        table: titles
        for table, rows in _tables(instance)
        if (titles := dict(_titles(instance, table, rows)))
    }


def _tables(instance: Instance) -> Iterator[tuple[str, Iterable[tuple[str | None, str]]]]:
    """Yield tables of a translation, each with ids and names as they were typed."""
    yield "conference", [(None, instance.title or instance.name)]
    named: Mapping[str, Iterable[Named]] = {
        "sessions": instance.sessions,
        "rooms": instance.rooms,
        "kinds": instance.kinds,
        "bodies": instance.bodies,
        "themes": instance.themes,
        "people": instance.people,
        "regions": instance.regions,
        "delegations": instance.delegations,
        "items": instance.items,
    }
    for table, rows in named.items():
        yield table, [(each.id, name(each)) for each in rows]
    bands = (band for profile in instance.day_profiles for band in profile.bands)
    breaks = {each.title for band in bands for each in band.breaks if each.title}
    yield "breaks", [(each, each) for each in sorted(breaks)]


def _titles(
    instance: Instance, table: str, rows: Iterable[tuple[str | None, str]]
) -> Iterator[tuple[str, list[str]]]:
    for id_, typed in rows:
        known = texts(instance, table, "title", id_, typed)
        titles = [text_in(known, language) for language in SPOKEN]
        if titles != [typed] * len(SPOKEN):
            yield id_ or "", titles
