"""What the page itself says, in each language it speaks; dates too, which it writes as that language does."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scheduler.publishing.dates import MONTHS, WEEKDAYS, day_and_month, full_date, plain_date
from scheduler.publishing.languages import SPOKEN, language_for, text_and_language
from scheduler.publishing.records import Language, Texts

WORDS: Mapping[str, tuple[str, str]] = {
    # At the top
    "programme": ("Programme", "Programme"),
    "release": ("Release", "Version"),
    "published": ("published", "publiée le"),
    "to_be_published": ("to be published", "à publier"),
    "draft": (
        "This is a draft: sessions, times and rooms may still change.",
        "Ceci est un projet : les séances, les heures et les salles peuvent encore changer.",
    ),
    "skip": ("Skip to the programme", "Aller au programme"),
    "contents": ("On this page", "Sur cette page"),
    "languages": ("Languages of the page", "Langues de la page"),
    "days": ("Days", "Jours"),
    "today": ("Today", "Aujourd’hui"),
    "print": ("Print", "Imprimer"),
    # What is shown
    "controls": ("Choose what is shown", "Choisir ce qui est affiché"),
    "search": ("Search", "Rechercher"),
    "filters": ("Filters", "Filtres"),
    "any": ("All", "Tous"),
    "theme": ("Theme", "Thème"),
    "kind": ("Kind", "Type"),
    "body": ("Body", "Organe"),
    "region": ("Region", "Région"),
    "language": ("Interpretation", "Interprétation"),
    "remote": ("Remote participation", "Participation à distance"),
    "afar": ("Remote participation or webcast", "Participation à distance ou retransmission"),
    "clear": ("Show everything", "Tout afficher"),
    "view": ("View", "Affichage"),
    "grid": ("Grid", "Grille"),
    "list": ("List", "Liste"),
    "shown": ("Sessions: {shown} of {all}", "Séances : {shown} sur {all}"),
    "everything": ("Sessions: {all}", "Séances : {all}"),
    "best": ("Best matches", "Meilleurs résultats"),
    "nothing": ("No session matches.", "Aucune séance ne correspond."),
    # Clocks
    "clocks": ("Times", "Heures"),
    "times_of": ("All times are {zone}.", "Toutes les heures sont à l’{zone}."),
    "venue": ("Venue", "Sur place"),
    "mine_too": ("Venue, and yours", "Sur place, et chez vous"),
    "yours": ("Yours", "Chez vous"),
    "sites": ("Remote sites", "Sites distants"),
    "zones": ("All time zones", "Tous les fuseaux"),
    "later": ("+{days} day", "+{days} jour"),
    "earlier": ("−{days} day", "−{days} jour"),
    "by_clocks": ("{from} – {to}, {zone}", "{from} – {to}, {zone}"),
    "now": ("Now", "En ce moment"),
    "more": ("{count} more", "{count} de plus"),
    "next": ("Next, at {time}", "Ensuite, à {time}"),
    # A session
    "room": ("Room", "Salle"),
    "pause": ("Break", "Pause"),
    "output": ("Expected output", "Résultat attendu"),
    "audience": ("For", "Public visé"),
    "invited": ("Invited", "Sur invitation"),
    "credits": ("With", "Avec"),
    "chair": ("chair", "présidence"),
    "moderator": ("moderator", "modération"),
    "dealt": ("Agenda", "Ordre du jour"),
    "continued": ("continued", "suite"),
    "when": ("When", "Quand"),
    "details": ("Details", "Détails"),
    "cancelled": ("Cancelled", "Annulée"),
    "tentative": ("To be confirmed", "À confirmer"),
    "webcast": ("Watch the webcast", "Suivre la retransmission"),
    "possible": ("Possible", "Possible"),
    "cast": ("Webcast", "Retransmission"),
    "close": ("Close", "Fermer"),
    "link": ("Copy the link", "Copier le lien"),
    "event": ("Add to calendar (.ics)", "Ajouter au calendrier (.ics)"),
    "untimed": ("Without a time", "Sans horaire"),
    "untimed_why": (
        "These belong to the programme too, and are published, not delivered.",
        "Ceci fait aussi partie du programme : publié, et non prononcé.",
    ),
    "document": ("Document", "Document"),
    # My agenda
    "agenda": ("My agenda", "Mon agenda"),
    "pick": ("Add to my agenda", "Ajouter à mon agenda"),
    "drop": ("Remove from my agenda", "Retirer de mon agenda"),
    "picked": ("In my agenda: {count}", "Dans mon agenda : {count}"),
    "empty": (
        "Your agenda is empty. The star of a session adds it; it is kept in this browser only.",
        "Votre agenda est vide. L’étoile d’une séance l’ajoute ; il reste dans ce navigateur.",
    ),
    "clash": ("At the same time: {titles}", "Au même moment : {titles}"),
    "clashes": ("Overlapping: {count}", "Se chevauchent : {count}"),
    "share": ("Copy a link to my agenda", "Copier un lien vers mon agenda"),
    "download": ("Download (.ics)", "Télécharger (.ics)"),
    "snapshot": (
        "A download is a snapshot: it does not follow later changes.",
        "Un fichier téléchargé est une copie figée : il ne suit pas les changements.",
    ),
    "follow": ("Subscribe to these sessions", "S’abonner à ces séances"),
    "follow_anew": (
        "It follows their changes. After picking others, subscribe anew.",
        "Suit leurs changements. Après un autre choix, abonnez-vous de nouveau.",
    ),
    "shared": (
        "This agenda was shared with you. Sessions in it: {count}.",
        "Cet agenda a été partagé avec vous. Nombre de séances : {count}.",
    ),
    "take": ("Add them to mine", "Les ajouter au mien"),
    "leave": ("Leave it", "Ignorer"),
    "copied": ("Copied.", "Copié."),
    "copy_by_hand": ("Copy this address:", "Copiez cette adresse :"),
    "failed": (
        "The calendar cannot be reached just now.",
        "Le calendrier n’est pas accessible en ce moment.",
    ),
    # Calendars
    "subscribe": ("Subscribe", "S’abonner"),
    "subscribe_why": (
        "A calendar you subscribe to follows every change: sessions that move, move there too.",
        "Un calendrier auquel on s’abonne suit chaque changement : les séances y sont déplacées aussi.",
    ),
    "calendar": ("Calendar", "Calendrier"),
    "whole": ("Whole programme", "Programme complet"),
    "in_parts": (
        "The whole programme is too large for one calendar; choose a part of it.",
        "Le programme complet est trop grand pour un seul calendrier ; choisissez-en une partie.",
    ),
    "webcal": ("Open in my calendar", "Ouvrir dans mon calendrier"),
    "webcal_for": ("Apple Calendar, Outlook, Thunderbird", "Calendrier d’Apple, Outlook, Thunderbird"),
    "address": ("Address of the calendar", "Adresse du calendrier"),
    "copy": ("Copy the address", "Copier l’adresse"),
    "google": (
        "Google Calendar: beside “Other calendars”, choose “+”, then “From URL”; paste the address.",
        "Google Agenda : à côté de « Autres agendas », « + », puis « À partir de l’URL » ; collez l’adresse.",
    ),
    "google_there": ("Open that page of Google.", "Ouvrir cette page de Google."),
    "google_late": (
        "Google looks for changes only every 8 to 24 hours.",
        "Google ne cherche les changements que toutes les 8 à 24 heures.",
    ),
    "late_changes": (
        "For changes at short notice, look at this page or at the screens of the venue.",
        "Pour les changements de dernière minute, consultez cette page ou les écrans sur place.",
    ),
    "all_calendars": ("All calendars", "Tous les calendriers"),
    "of_themes": ("By theme", "Par thème"),
    "of_kinds": ("By kind", "Par type"),
    "of_bodies": ("By body", "Par organe"),
    "of_rooms": ("By room", "Par salle"),
    "of_regions": ("By region", "Par région"),
    # Releases
    "changes": ("Changes", "Changements"),
    "first_release": ("First release.", "Première version."),
    "no_change": ("No session changed.", "Aucune séance n’a changé."),
    "was_added": ("New", "Nouvelle"),
    "was_moved": ("Moved", "Déplacée"),
    "was_room": ("Other room", "Autre salle"),
    "was_cancelled": ("Cancelled", "Annulée"),
    "was_restored": ("Takes place after all", "Rétablie"),
    "was_other": ("Other details", "Autres détails"),
    "before": ("was", "auparavant"),
    # Where there is nothing
    "missing": ("There is nothing at this address", "Il n’y a rien à cette adresse"),
    "missing_why": (
        "The address may be mistyped, or be one that is no longer in use.",
        "L’adresse est peut-être mal écrite, ou n’est plus utilisée.",
    ),
    "missing_way": ("Go to the programme", "Aller au programme"),
}  # fmt: skip
"""What the page says, in the languages of `SPOKEN`, in that order."""

TOLD = (
    *("shown", "everything", "best", "venue", "mine_too", "yours", "sites", "zones", "later", "earlier"),
    *("by_clocks", "now", "next", "more", "pick", "drop", "picked", "empty", "clash", "clashes"),
    *("shared", "copied", "copy_by_hand", "failed", "agenda", "close", "link"),
)  # fmt: skip
"""Those of them that the script needs."""


def words_of(language: Language) -> dict[str, str]:
    """Return the page's own words in a language that it speaks."""
    number = SPOKEN.index(language)
    return {key: _unbroken(each[number]) for key, each in WORDS.items()}


def _unbroken(text: str) -> str:
    """Keep French punctuation on the line of its word."""
    return re.sub(r" (?=[:;»])|(?<=«) ", "\u00a0", text)


def spoken(language: Language) -> Language:
    """Return the language of the page's own words for readers of a language: English, if it has none."""
    return language_for(language, SPOKEN) or SPOKEN[0]


def said(texts: Texts, language: Language) -> tuple[str, Language]:
    """Return a text as readers of a language are shown it, and the language it is in."""
    text, found = text_and_language(texts, language)
    return (
        (_unbroken(text), found) if found and spoken(found) == "fr" else (text, found or language)
    )


def long_day(day: date, language: Language) -> str:
    """Return a date as ``Monday 8 November 2021``, as it stands in a heading."""
    text = full_date(day, language)
    return text[0].upper() + text[1:]


def short_day(day: date, language: Language) -> str:
    """Return a date as ``Mon 8``."""
    weekday = WEEKDAYS[language][day.weekday()][:3] + ("." if language == "fr" else "")
    return f"{weekday} {day.day}"


def short_date(day: date, language: Language) -> str:
    """Return a date as ``8 Nov``, where days are months apart."""
    month = MONTHS[language][day.month - 1]
    return f"{day.day} {month if language == 'fr' else month[:3]}"


def stretch(first: date, last: date, language: Language) -> str:
    """Return dates as ``8–19 November 2021``, naming month and year once if they are the same."""
    end = plain_date(last, language)
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {end.partition(' ')[2]}"
    start = day_and_month if first.year == last.year else plain_date
    return f"{start(first, language)} – {end}"


def moment(instant: datetime, zone: ZoneInfo, language: Language) -> str:
    """Return an instant as ``Monday 8 November 2021, 10:00`` on the clocks of ``zone``."""
    wall = instant.astimezone(zone)
    return f"{full_date(wall.date(), language)}, {wall:%H:%M}"
