"""Words of the notices, in the languages they are known in."""

from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.publishing.languages import language_for
from scheduler.publishing.notices.news import Turn


@dataclass(frozen=True, slots=True)
class Words:
    """All words of one language; what stands in braces is filled in."""

    subject: str
    """Title of the conference, number of the release."""
    whom: str
    opening: str
    """Number, title, day."""
    draft: str
    turns: Mapping[Turn, str]
    told: str
    """What has become of a session, its title."""
    before: str
    now: str
    when: str
    where: str
    there: str
    """The hours on the clocks of the reader."""
    join: str
    note: str
    page: str
    attached: str
    reason: str
    """Why the reader gets this."""


_ENGLISH = Words(
    subject="{title}: your programme has changed (release {number})",
    whom="For: {}",
    opening="Release {number} of the programme of {title} changes the following for you.",
    draft="It is a draft: sessions may still change.",
    turns={
        Turn.ADDED: "NEW",
        Turn.RESTORED: "TAKES PLACE AFTER ALL",
        Turn.CANCELLED: "CANCELLED",
        Turn.LEFT: "NO LONGER IN YOUR PROGRAMME",
        Turn.MOVED: "MOVED",
        Turn.ROOM: "ANOTHER ROOM",
    },
    told="{turn}: {title}",
    before="Before: {}",
    now="Now: {}",
    when="When: {}",
    where="Where: {}",
    there="For you: {}",
    join="Join: {}",
    note="Note: {}",
    page="The whole programme: {}",
    attached="The attached calendar file holds these sessions as they are now. If you subscribe to your "
    "calendar, it shows the changes by itself, and you need not open the file.",
    reason="You receive this because these sessions are in your programme. {organiser} <{email}>",
)

_FRENCH = Words(
    subject="{title} : votre programme a changé (version {number})",
    whom="Pour : {}",
    opening="La version {number} du programme de « {title} » change ce qui suit pour vous.",
    draft="C'est un projet : les séances peuvent encore changer.",
    turns={
        Turn.ADDED: "NOUVEAU",
        Turn.RESTORED: "A FINALEMENT LIEU",
        Turn.CANCELLED: "ANNULÉ",
        Turn.LEFT: "N'EST PLUS DANS VOTRE PROGRAMME",
        Turn.MOVED: "DÉPLACÉ",
        Turn.ROOM: "AUTRE SALLE",
    },
    told="{turn} : {title}",
    before="Avant : {}",
    now="Maintenant : {}",
    when="Quand : {}",
    where="Où : {}",
    there="Chez vous : {}",
    join="Participer : {}",
    note="Remarque : {}",
    page="Tout le programme : {}",
    attached="Le fichier joint contient ces séances dans leur état actuel. Si vous êtes abonné à votre "
    "agenda, il montre les changements de lui-même, et il n'est pas nécessaire d'ouvrir le fichier.",
    reason="Vous recevez ce message car ces séances sont dans votre programme. {organiser} <{email}>",
)

_KNOWN = {"en": _ENGLISH, "fr": _FRENCH}


def words_in(language: str) -> Words:
    """Return the words of a language; English ones, where it is not known."""
    return _KNOWN.get(language_for(language, _KNOWN) or "", _ENGLISH)
