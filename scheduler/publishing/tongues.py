"""Languages by name: those in which publications have words of their own, and those of interpretation."""

from collections.abc import Iterable, Mapping

from scheduler.publishing.records import Language

SPOKEN: tuple[Language, ...] = ("en", "fr")
"""Languages of the words of pages, calendars, exports and notices themselves."""

NAMES: Mapping[Language, tuple[str, str]] = {
    "ar": ("Arabic", "Arabe"),
    "de": ("German", "Allemand"),
    "en": ("English", "Anglais"),
    "es": ("Spanish", "Espagnol"),
    "fr": ("French", "Français"),
    "hi": ("Hindi", "Hindi"),
    "it": ("Italian", "Italien"),
    "ja": ("Japanese", "Japonais"),
    "pt": ("Portuguese", "Portugais"),
    "ru": ("Russian", "Russe"),
    "sw": ("Swahili", "Swahili"),
    "zh": ("Chinese", "Chinois"),
}
"""Names of languages of interpretation."""

OWN_NAMES: Mapping[Language, str] = {
    "ar": "العربية",
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "hi": "हिन्दी",
    "it": "Italiano",
    "ja": "日本語",
    "pt": "Português",
    "ru": "Русский",
    "sw": "Kiswahili",
    "zh": "中文",
}
"""What languages call themselves."""


def language_name(tag: Language, language: Language) -> str:
    """Return the name of a language; its tag, where no name is known."""
    return NAMES[tag][SPOKEN.index(language)] if tag in NAMES else tag


def languages_listed(tags: Iterable[Language], language: Language) -> str:
    """Return the names of languages in a row: French writes them small, but for the first."""
    names = [language_name(tag, language) for tag in tags]
    if language == "fr":
        names[1:] = [name.lower() for name in names[1:]]
    return ", ".join(names)
