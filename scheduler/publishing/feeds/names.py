"""Names of calendars, where there is little room: what distinguishes each, then the conference."""

import hashlib
from collections.abc import Callable, Mapping, Sequence

from scheduler.publishing.feeds.kinds import PARTS, Part, Picked, Which
from scheduler.publishing.feeds.texts import cut_at_word, one_line, width
from scheduler.publishing.languages import text_in
from scheduler.publishing.records import Language, PublishedConference, PublishedPerson, TitledRow
from scheduler.publishing.words import words_in

SHORT = 24
"""UTF-16 units of a short title at most."""

NAME = 60
"""UTF-16 units of the name of a calendar at most: lists of calendars show no more."""

_LONGEST_ID = 20


def title_of(conference: PublishedConference, language: Language) -> str:
    """Return the name of a conference in one line."""
    return one_line(text_in(conference.titles, language)) or conference.name


def short_title_of(conference: PublishedConference, language: Language) -> str:
    """Return the name of a conference in a few letters.

    Those that the instance gives, else the title, cut where it is long.
    """
    given = one_line(text_in(conference.short_titles, language), SHORT)
    return given or cut_at_word(title_of(conference, language), SHORT)


Title = str


class CalendarNames:
    """Names of calendars: what distinguishes each, then the conference.

    Parameters
    ----------
    conference
        Of which they are a part.
    is_behind_doors
        Tells of a calendar whether nobody may know that there is what it is about.
    """

    def __init__(
        self, conference: PublishedConference, is_behind_doors: Callable[[Which], bool]
    ) -> None:
        self._conference = conference
        self._is_behind_doors = is_behind_doors
        self._known: dict[Language, dict[Title, list[tuple[type[Part], str]]]] = {}

    def name(
        self, which: Which, thing: TitledRow | PublishedPerson | None, language: Language
    ) -> str:
        """Return the name of a calendar.

        Parameters
        ----------
        which
            The calendar.
        thing
            The room, body, person … that it is about, if it is about one.
        language
            That of its readers.
        """
        short = short_title_of(self._conference, language)
        if thing is not None and isinstance(which, Part):
            return self._name_of_part(which, thing, short, language)
        if isinstance(which, Picked):
            return f"{words_in('calendars', language)['picked']} – {short}"
        title = title_of(self._conference, language)
        is_long = self._conference.short_titles and width(title) > NAME
        return short if is_long else cut_at_word(title, NAME)

    def _name_of_part(
        self, which: Part, thing: TitledRow | PublishedPerson, short: str, language: Language
    ) -> str:
        """Return the name of a calendar that is about something.

        It is followed by the sort of that, if there is something else of this title; and by the id, if both
        are of one sort, or if it has to be cut, so that names that differ at their ends stay apart.
        """
        room = NAME - width(f" – {short}")
        name = _called(thing, language)
        others = self._others(which, thing, language)
        said = [words_in("calendars", language)[which.table]] if others else []
        if type(which) in others or width(f"{name}{_bracketed(said)}") > room:
            said.append(thing.id)
        mark = _bracketed(said)
        return f"{cut_at_word(name, room - width(mark))}{mark} – {short}"

    def _others(
        self, which: Part, thing: TitledRow | PublishedPerson, language: Language
    ) -> frozenset[type[Part]]:
        own = type(which), thing.id
        found = self._titled(language).get(_called(thing, language), ())
        return frozenset(sort for sort, id_ in found if (sort, id_) != own)

    def _titled(self, language: Language) -> Mapping[Title, list[tuple[type[Part], str]]]:
        """Return what everybody may know, by title."""
        if language not in self._known:
            found = self._known.setdefault(language, {})
            for sort in PARTS:
                for row in getattr(self._conference, sort.table):
                    if not self._is_behind_doors(sort(row.id)):
                        found.setdefault(_called(row, language), []).append((sort, row.id))
        return self._known[language]


def _called(thing: TitledRow | PublishedPerson, language: Language) -> str:
    return one_line(text_in(thing.titles, language)) or thing.id


def _bracketed(said: Sequence[str]) -> str:
    return f" ({_mark_of(' '.join(said))})" if said else ""


def _mark_of(id: str) -> str:
    if len(id) <= _LONGEST_ID:
        return id
    return f"{id[: _LONGEST_ID - 7]}-{hashlib.sha256(id.encode()).hexdigest()[:6]}"
