"""Headings by which columns are known, in a few languages: as a whole, or by a word of theirs."""

import re
from collections.abc import Mapping

from scheduler.sources.programmes.lists.alike import folded
from scheduler.sources.programmes.lists.listings import key_of

HEADINGS: Mapping[str, tuple[str, ...]] = {
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

WORDS: Mapping[str, str] = {
    "duration": "dure durat dauer length länge durac",
    "end": "end ends ende fin finish bis until hasta fine",
    "start": "start starts begin debut beginn inicio inizio horair horari time times heure hora zeit"
    " uhrzeit anfang slot creneau when quand hour",
    "chair": "chair presid moder animat leitung vorsitz facilit",
    "speakers": "speaker interven orat orador ponent referent vortragend redner panelist panellist"
    " presenter author auteur relator",
    "room": "room salle raum saal sala hall lieu venue location ort lugar emplacement aula amphi",
    "kind": "type kind format categor kategorie nature",
    "track": "track theme themat thema tema topic stream strand axe volet filiere pillar",
    "language": "langu sprach idioma lingua",
    "description": "descri abstract summary resume beschreib inhalt contenu",
    "attendance": "attend expect particip audience teilnehm asisten people persons personnes personas"
    " effectif jauge pax publikum besucher",
    "date": "date dates day jour tag datum fecha dia data giorno",
    "id": "id identif code nr no n num numero nummer number ref",
    "title": "title titre titel titul intitul titol name nom bezeichnung libelle",
}
"""Words of headings, or what they begin with, by what their columns hold; the first field counts."""
_WEAK = "session seance sitzung sesion talk vortrag presentat event evenement activit atelier panel"
"""Words of titles in headings that say nothing else."""
_NOT = (
    "email mail phone tel telephone mobile affiliat organi institut company firma country pays land bio"
    " biograph capacit kapazit aforo seats places plätze plazas gender contact kontakt fee budget cost"
    " remark remarq bemerkung note notes comment photo foto link url web zone submit submitted update"
    " updated created modified deadline timestamp interpret count how status"
    " statut remote distance"
)
"""Words of headings of something else."""
SEATS = "capacit kapazit aforo seats places plätze platze sitze plazas jauge pax posti lugares"
"""Words of headings of seats."""
_WHOLE = 4
"""A word with fewer letters is meant as a whole, others are what words begin with."""
_MOST_WORDS, _MOST_LETTERS = 6, 60
"""What is longer is no heading."""


def field_of(heading: str) -> str | None:
    """Return what a column holds, by its heading as a whole, or else by a word of it."""
    return _known_as(heading) or _told_by_words(heading)


def _known_as(heading: str) -> str | None:
    return FIELD_OF.get(key_of(heading)) or _FOLDED.get(folded(heading))


def is_known_as(heading: str) -> bool:
    """Tell whether a heading is known as a whole."""
    return _known_as(heading) is not None


def _told_by_words(heading: str) -> str | None:
    words = _words(heading)
    if not words or len(words) > _MOST_WORDS or len(heading) > _MOST_LETTERS or _has(words, _NOT):
        return None
    found = [field for field, stems in WORDS.items() if _has(words, stems)]
    if "title" in found and {"speakers", "chair"} & {*found} and not {"nom", "name"} & {*words}:
        return None  # that of a person
    if "end" in found and "start" in found and len(words) < _MOST_WORDS:
        found.remove("end" if _is_span(words) else "start")
    return next(iter(found), "title" if _has(words, _WEAK) else None)


def _is_span(words: list[str]) -> bool:
    """Tell whether a heading names a beginning beside an end: start-end, and not the hour of an end."""
    return _has(words, "start starts begin debut beginn inicio inizio from")


def is_of_seats(heading: str) -> bool:
    """Tell whether a column of rooms holds their seats, by its heading."""
    return _has(_words(heading), SEATS)


def _words(heading: str) -> list[str]:
    return [folded(each) for each in re.split(r"[\W_]+", heading) if each]


def _has(words: list[str], stems: str) -> bool:
    """Tell whether a word is one of these, or begins with one that is long enough."""
    return any(
        word == stem or (len(stem) >= _WHOLE and word.startswith(stem))
        for stem in map(folded, stems.split())
        for word in words
    )


_FOLDED: Mapping[str, str] = {
    folded(heading): field for field, headings in HEADINGS.items() for heading in headings
}


def rank_of(field: str, heading: str) -> int:
    """Return how likely a heading is one of a field: 0 the likeliest; last is what a word alone tells."""
    known = [folded(each) for each in HEADINGS[field]]
    key = folded(heading)
    return known.index(key) if key in known else len(known)
