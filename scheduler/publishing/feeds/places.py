"""Where somebody is during a session, in words."""

from scheduler.instance.lookups import room_for
from scheduler.publishing.feeds.tables import Tables, name_of
from scheduler.publishing.feeds.texts import LOCATION, one_line, shortened
from scheduler.publishing.feeds.words import words_in
from scheduler.publishing.languages import text_in
from scheduler.publishing.records import Entry, Language


def place_of(
    tables: Tables, entry: Entry, language: Language, *, online: bool, venue: bool = True
) -> str:
    """Return where somebody is during a session, in a line: ``Room, Floor, Building, Venue``, or ``Online``.

    Parameters
    ----------
    tables
        Names of a release.
    entry
        The session.
    language
        That of the reader.
    online
        Whether the reader takes part from afar.
    venue
        Whether to name the venue too, for those who are told of other venues as well.
    """
    where = room_for(entry.room, online=online)
    if where is None:
        return words_in(language).online
    room = tables.rooms.get(where)
    further = (room.floor, room.building) if room else ()
    last = (tables.conference.venue.titles,) if venue else ()
    texts = (one_line(text_in(each, language)) for each in (*further, *last))
    names = (name_of(tables.rooms, where, language), *texts)
    return shortened(", ".join(dict.fromkeys(name for name in names if name)), LOCATION)
