"""Words of headings, in a few languages: what a column holds that no heading as a whole tells."""

import re
from collections.abc import Mapping, Sequence

from scheduler.sources.programmes.lists.alike import folded

WORDS: Mapping[str, str] = {
    "duration": "dure durat dauer length länge durac duur продолжит длительн",
    "end": "end ends ende fin finish bis until hasta fine fim termino eind конец"
    " оконч نهاية النهاية",
    "start": "start starts begin debut beginn inicio inizio horair horari time times heure hora zeit"
    " uhrzeit anfang slot creneau when quand hour ora ore orari tijd"
    " начал время وقت الوقت البداية",
    "chair": "chair presid moder animat leitung vorsitz facilit mediador responsab"
    " responsavel verantwortlich voorzitter модератор ведущ",
    "speakers": "speaker intervenan intervien intervinient orat orador ponent referent vortragend redner"
    " panelist panellist presenter author auteur relator autor palestrant ministrant apresentador"
    " relatric sprek sprecher докладчик спикер автор выступ المتحدث المحاضر",
    "room": "room salle raum saal sala hall lieu venue location ort lugar emplacement aula amphi"
    " local luogo zaal locat bühne stage"
    " cinema kino building batiment gebaude edificio campus место зал аудитор المكان القاعة",
    "kind": "type kind format categor kategorie nature tipo art typ тип soort",
    "track": "track theme themat thema tema topic stream strand axe volet filiere pillar trilha eixo"
    " block bloc bloque bloco тематик секци трек",
    "language": "langu sprach idioma lingua taal язык",
    "description": "descri abstract summary resume beschreib inhalt contenu resum"
    " omschrijv описан аннотац",
    "attendance": "attend expect particip audience teilnehm asisten people persons personnes personas"
    " effectif jauge pax publikum besucher",
    "date": "date dates day jour tag datum fecha dia data giorno dag дата التاريخ",
    "id": "id identif code nr no n num numero nummer number ref",
    "title": "title titre titel titul intitul titol name nom nome bezeichnung libelle"
    " назван тема العنوان عنوان",
}
"""Words of headings, or what they begin with, by what their columns hold; the first field counts."""
_TITLE = "title titre titel titul intitul titol назван тема العنوان عنوان"
"""Words that say that it is a title, and nothing else."""
_SESSION = (
    "session seance sitzung sesion talk vortrag presentat event evenement activit atelier panel charla"
    " ponencia taller beitrag proposal proposit propuesta intervention communication comunicac contribut"
    " atividade palestr sessao oficina minicurso apresentac lezing film films movie pelicula доклад"
)
"""Words of titles in headings that say nothing else."""
_SLOT = "slot creneau"
"""Words of a start that may also stand with what a slot is: its number, its type, its day."""
_COUNT = "nombre anzahl cantidad"
_IN_SPANISH = "del la el tu su y completo sala ponent ponenc charla sesion taller"
"""What stands with the Spanish word for a name: in French it is that for a number of something."""
_NOT = (
    "email mail phone tel telephone mobile affiliat organi institut company firma country pays land bio"
    " biograph capacit kapazit aforo seats places plätze plazas gender contact kontakt fee budget cost"
    " remark remarq bemerkung note notes comment photo foto link url web zone submit submitted update"
    " updated created modified deadline timestamp interpret count how status"
    " statut remote distance poste fonction puesto cargo beruf entreprise empresa societe"
    " instituic vinculo telefon celular"
)
"""Words of headings of something else."""
SEATS = "capacit kapazit aforo seats places plätze platze sitze plazas jauge pax posti lugares"
"""Words of headings of seats."""
_LAST = "final finais finaliz conclus"
"""Words of an end where they stand with those of a start: *Hora final*, and not *Final title*."""
_KEYS = "id ids slug slugs uid uuid guid key keys code codes identif kennung"
"""Words of what something is known by, and not called."""
_IN_CHARGE = "responsab responsavel verantwortlich"
_WHOLE = 4
"""A word with fewer letters is meant as a whole, others are what words begin with."""
_MOST_WORDS, _MOST_LETTERS = 6, 60
"""What is longer is no heading."""
_COMPOUND = re.compile(
    r"(?:vortrag|sitzung|session|beitrag|veranstaltung|workshop)s?"
    r"(titel|thema|dauer|lange|raum|saal|ort|sprache|leitung|datum|beginn|anfang|zeit|art|typ|format)"
)
_LAST_PART = {
    **dict.fromkeys(("titel", "thema"), "title"),
    **dict.fromkeys(("dauer", "lange"), "duration"),
    **dict.fromkeys(("raum", "saal", "ort"), "room"),
    **dict.fromkeys(("beginn", "anfang", "zeit"), "start"),
    **dict.fromkeys(("art", "typ", "format"), "kind"),
    "sprache": "language",
    "leitung": "chair",
    "datum": "date",
}
"""What a German word is that begins with that of a session."""


def told_by_words(heading: str) -> str | None:
    """Return what a column holds by the words of its heading; None if they tell nothing."""
    words = _words(heading)
    if not words or len(words) > _MOST_WORDS or len(heading) > _MOST_LETTERS or _has(words, _NOT):
        return None
    compound = next((match for each in words if (match := _COMPOUND.fullmatch(each))), None)
    if compound is not None:
        return _LAST_PART[compound[1]]
    found = [field for field, stems in WORDS.items() if _has(words, stems)]
    if (parts := _parts_of_a_name(words)) is not None:
        return ("chair" if "chair" in found else "speakers") if all(parts) else None
    is_count = _has(words[:1], _COUNT) and len(words) > 1
    if is_count and "attendance" not in found and not _has(words, _IN_SPANISH):
        return None
    return _most_telling(words, found)


def _most_telling(words: Sequence[str], found: list[str]) -> str | None:
    """Return which of the fields that words tell is meant."""
    has_session = _is_of_a_session(words)
    if {"speakers", "chair"} & {*found}:
        if "kind" in found:
            return None  # what sort of person
        if "title" in found and _has(words, _TITLE):
            return "title" if has_session else None  # that of a person
    if "start" in found and _has(words, _LAST):
        return "end"
    if "end" in found and "start" in found and len(words) < _MOST_WORDS:
        found.remove("end" if _is_span(words) else "start")
    if "start" in found and len(found) > 1 and _has(words, _SLOT) and not _has(words, _CLOCKS):
        found.remove("start")
        if found[0] == "id":
            return None  # of a slot, and not of a session
    if "start" in found and _has(words[:1], _COUNT):
        return None
    return next(iter(found), "title" if has_session else None)


_CLOCKS = " ".join(each for each in WORDS["start"].split() if each not in _SLOT.split())


def _is_of_a_session(words: Sequence[str]) -> bool:
    """Tell whether a word names a session, and not a person who speaks there."""
    return _has([each for each in words if not _has([each], WORDS["speakers"])], _SESSION)


def _parts_of_a_name(words: Sequence[str]) -> tuple[bool, bool] | None:
    """Return whether a heading names the first and the last name of a person; None if it names none."""
    all_ = {*words}
    is_name = bool(all_ & {"name", "nom", "nombre", "nome"})
    if is_name and all_ & {"full", "complet", "completo", "vollstandiger"}:
        return True, True
    first = _has(words, "prenom vorname firstname") or "vor" in all_
    first = first or bool(all_ & {"first", "given"} and all_ & {"name", "names", "last"})
    last = _has(words, "nachname lastname surname apellido cognome")
    last = last or bool(all_ & {"last", "family", "famille"} and is_name)
    if not first and not last:
        return None
    is_both = is_name and (_has(words, "prenom vorname apellido cognome"))
    return first or is_both, last or is_both


def is_of_a_session(heading: str) -> bool:
    """Tell whether a word of a heading names a session, and not a person who speaks there."""
    return _is_of_a_session(_words(heading))


def is_part_of_a_name(heading: str) -> bool:
    """Tell whether a heading is that of the first, or of the last name of persons alone."""
    parts = _parts_of_a_name(_words(heading))
    return parts is not None and not all(parts)


def weight_of_title(heading: str) -> int:
    """Return how much less a heading is one of titles: 0 says so, 1 names a session, 2 something, 3 else."""
    words = _words(heading)
    compound = next((match for each in words if (match := _COMPOUND.fullmatch(each))), None)
    if _has(words, _TITLE) or compound is not None:
        return 0
    is_name = bool({*words} & {"name", "nom", "nombre", "nome", "bezeichnung", "libelle"})
    if is_name:
        return 1 if _is_of_a_session(words) else 2
    return 3


def is_of_keys(heading: str) -> bool:
    """Tell whether a heading is that of what something is known by, such as speaker_id."""
    return _has(_words(_HUMPS.sub(" ", heading)), _KEYS)


def is_in_charge(heading: str) -> bool:
    """Tell whether a heading is that of who is responsible: who speaks, where none else is named."""
    return _has(_words(heading), _IN_CHARGE)


_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")


def is_of_seats(heading: str) -> bool:
    """Tell whether a column of rooms holds their seats, by its heading."""
    return _has(_words(heading), SEATS)


def _is_span(words: Sequence[str]) -> bool:
    """Tell whether a heading names a beginning beside an end: start-end, and not the hour of an end."""
    return _has(words, "start starts begin debut beginn inicio inizio from")


def _words(heading: str) -> list[str]:
    return [folded(each) for each in re.split(r"[\W_]+", heading) if each]


def _has(words: Sequence[str], stems: str) -> bool:
    """Tell whether a word is one of these, or begins with one that is long enough."""
    return any(
        word == stem or (len(stem) >= _WHOLE and word.startswith(stem))
        for stem in map(folded, stems.split())
        for word in words
    )
