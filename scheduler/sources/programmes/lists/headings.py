"""Headings by which columns are known, in a few languages."""

from collections.abc import Mapping

from scheduler.sources.programmes.lists.listings import key_of

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "id": (
        *("id", "#", "no", "nr", "number", "code", "talk id", "session id", "paper id", "paper"),
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
"""Headings, the likeliest first, by what their columns hold."""

STATES = ("decision", "status", "state", "accepted", "acceptance", "result", "entscheidung")
"""Headings of what has become of a proposal."""
ACCEPTED = ("accept", "confirm", "yes", "scheduled", "angenommen", "accepté", "aceptad")
"""What the values for those begin with that are held."""

OTHER_TIMES = (
    *("submitted", "last updated", "updated", "created", "modified", "timestamp", "deadline"),
    *("submitted at", "created at", "zeitstempel", "horodateur", "marca temporal"),
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


def rank_of(field: str, heading: str) -> int:
    """Return how likely a heading is one of a field: 0 the likeliest."""
    return [key_of(each) for each in HEADINGS[field]].index(key_of(heading))
