"""Headings by which columns are known, in a few languages: as a whole, or by a word of theirs."""

import re
from collections.abc import Mapping

from scheduler.sources.programmes.lists.alike import folded
from scheduler.sources.programmes.lists.foreign_headings import FOREIGN, told_by_ending
from scheduler.sources.programmes.lists.heading_words import told_by_words, weight_of_title
from scheduler.sources.programmes.lists.listings import key_of

_OWN: Mapping[str, tuple[str, ...]] = {
    "id": (
        *(
            "id",
            "identifier",
            "identifiant",
            "kennung",
            "identificador",
            "#",
            "no",
            "nr",
            "number",
            "code",
            "talk id",
            "session id",
            "paper id",
            "paper",
        ),
        *("submission #", "submission id", "proposal id", "nummer", "numéro", "número"),
    ),
    "title": (
        *("title", "talk title", "session title", "paper title", "proposal title", "name"),
        *("session", "talk", "talk name", "session name", "topic title", "presentation"),
        *("titel", "vortrag", "titre", "título", "titolo"),
    ),
    "kind": (
        *("type", "kind", "session type", "talk type", "format", "session format", "art"),
        *("submission type", "category", "tipo"),
    ),
    "track": (
        *("track", "track name", "theme", "topic", "stream", "strand", "subject", "subject area"),
        *("thema", "themenfeld", "thème", "tema"),
    ),
    "room": (
        *("room", "location", "venue", "hall", "place", "where", "room name", "stage"),
        *("raum", "saal", "ort", "salle", "lieu", "sala"),
    ),
    "date": ("date", "day", "session date", "datum", "tag", "jour", "fecha", "día", "data"),
    "start": (
        *("start", "start time", "starts", "begin", "begins", "from", "time", "when", "starts at"),
        *("start date", "date and time", "datetime", "date/time", "time slot", "slot", "hour"),
        *("beginn", "zeit", "uhrzeit", "von", "début", "heure", "de", "inicio", "hora", "inizio"),
        *("horaire", "horaires", "horario"),
    ),
    "end": (
        *("end", "end time", "ends", "to", "until", "finish", "ends at", "end date"),
        *("ende", "bis", "fin", "à", "hasta", "fine"),
    ),
    "duration": (
        *("duration", "length", "minutes", "min", "mins", "duration (min)", "length (min)"),
        *("duration in minutes", "length in minutes", "duration (minutes)", "length (minutes)"),
        *("hours", "duration (h)", "duration (hours)", "how long"),
        *("dauer", "dauer (min)", "länge", "durée", "duración", "durata"),
    ),
    "speakers": (
        *("speaker", "speakers", "speaker name", "speaker names", "presenter", "presenters"),
        *("author", "authors", "who", "by", "speaker(s)", "presenter(s)", "author(s)"),
        *("speaker 1", "speaker 2", "speaker 3", "speaker 4", "co-speaker", "co-speakers"),
        *("referent", "referentin", "vortragende", "intervenant", "intervenants", "ponente"),
    ),
    "chair": ("chair", "chairs", "moderator", "moderators", "host", "session chair", "leitung"),
    "attendance": (
        *(
            "attendance",
            "expected",
            "expected attendance",
            "attendees",
            "audience",
            "expected size",
        ),
        *("people", "participants", "teilnehmer", "participants attendus", "bookmarks", "favs"),
    ),
    "language": ("language", "lang", "spoken language", "sprache", "langue", "idioma", "lingua"),
    "description": (
        *("description", "abstract", "summary", "about", "beschreibung", "résumé", "resumen"),
    ),
}
HEADINGS: Mapping[str, tuple[str, ...]] = {
    field: (*names, *FOREIGN.get(field, ())) for field, names in _OWN.items()
}
"""Headings, the likeliest first, by what their columns hold."""

STATES = (
    "decision",
    "status",
    "state",
    "accepted",
    "acceptance",
    "result",
    "entscheidung",
    "statut",
)
"""Headings of what has become of a proposal."""
ACCEPTED = (
    "accept",
    "confirm",
    "yes",
    "scheduled",
    "tentativ",
    "provisoire",
    "angenommen",
    "accepté",
    "aceptad",
)
"""What the values for those begin with that are held."""

OTHER_TIMES = (
    *("submitted", "last updated", "updated", "created", "modified", "timestamp", "deadline"),
    *("submitted at", "created at", "zeitstempel", "horodateur", "marca temporal"),
    *("marca de tiempo", "carimbo de data/hora", "informazioni cronologiche", "completion time"),
    *("submission date", "submission time", "date de soumission", "eingereicht am", "time stamp"),
)
"""Headings of times that are not those of a session."""

EASYCHAIR = ("#", "title", "authors", "decision")
"""Headings of the submissions that EasyChair exports."""
EASYCHAIR_AUTHORS = ("submission #", "first name", "last name", "person #")
"""Headings of their authors."""

FIELD_OF: Mapping[str, str] = {
    key_of(heading): field for field, headings in HEADINGS.items() for heading in headings
}
"""What a column holds, by its heading."""
_WEAK = {
    folded(each)
    for each in (
        *("name", "session", "talk", "talk name", "session name", "presentation", "vortrag"),
    )
}
"""Headings of titles that may as well be those of something else, where another says that it is one."""
_AGAIN = re.compile(r" \(column [A-Z]+\)$")
"""What is put to a heading that stands there twice."""
WEAK_TITLE = 100
"""The rank from which a heading may be one of something else than titles."""


def field_of(heading: str) -> str | None:
    """Return what a column holds, by its heading as a whole, or else by a word of it."""
    return _known_as(heading) or told_by_words(heading) or told_by_ending(heading)


def _known_as(heading: str) -> str | None:
    heading = _AGAIN.sub("", heading)
    return FIELD_OF.get(key_of(heading)) or _FOLDED.get(folded(heading))


def is_known_as(heading: str) -> bool:
    """Tell whether a heading is known as a whole."""
    return _known_as(heading) is not None


_FOLDED: Mapping[str, str] = {
    folded(heading): field for field, headings in HEADINGS.items() for heading in headings
}


def is_of_a_form(heading: str) -> bool:
    """Tell whether a heading is that of when a form was sent, or a row was changed."""
    return key_of(heading) in _OTHER_TIMES or folded(heading) in _OTHER_TIMES


_OTHER_TIMES = {*map(key_of, OTHER_TIMES), *map(folded, OTHER_TIMES)}


def rank_of(field: str, heading: str) -> int:
    """Return how likely a heading is one of a field: 0 the likeliest; last is what a word alone tells.

    What says that it is a title comes before what only names something, though that is known as a whole.
    """
    known = [folded(each) for each in HEADINGS[field]]
    key = folded(heading)
    rank = known.index(key) if key in known else len(known)
    if field != "title" or (rank < len(known) and key not in _WEAK):
        return rank
    return rank + (WEAK_TITLE * weight_of_title(heading) if key not in _WEAK else WEAK_TITLE + 50)
