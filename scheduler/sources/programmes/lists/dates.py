"""The words in which people write dates: months and days of the week in a few languages."""

from scheduler.sources.programmes.lists.alike import folded

_MONTHS = (
    "january janvier januar jänner enero gennaio janeiro",
    "february février februar febrero febbraio fevereiro feber",
    "march mars märz maerz marzo março",
    "april avril abril aprile",
    "may mai mayo maggio maio",
    "june juin juni junio giugno junho",
    "july juillet juli julio luglio julho",
    "august août agosto aout",
    "september septembre septiembre setiembre settembre setembro",
    "october octobre oktober octubre ottobre outubro",
    "november novembre noviembre novembro",
    "december décembre dezember diciembre dicembre dezembro",
)
_WEEKDAYS = """
    monday tuesday wednesday thursday friday saturday sunday
    lundi mardi mercredi jeudi vendredi samedi dimanche
    montag dienstag mittwoch donnerstag freitag samstag sonntag
    lunes martes miércoles jueves viernes sábado domingo
    lunedì martedì mercoledì giovedì venerdì sabato domenica
    segunda terça quarta quinta sexta sábado domingo
"""
"""From Monday to Sunday, in each language."""
_OTHER_DAYS = "sonnabend feira"
_OTHERS = """
    st nd rd th er re ter of the on le la les ce der den dem am el de del du il día jour tag
"""
_FROM = 3
"""Letters of a month that make it known, at least; of a day of the week one fewer."""
_KNOWN_MONTHS = tuple(tuple(folded(each) for each in names.split()) for names in _MONTHS)
_WEEK = tuple(map(folded, _WEEKDAYS.split()))
LANGUAGES = tuple(_WEEK[at : at + 7] for at in range(0, len(_WEEK), 7))
"""The days of the week in each language, from Monday on, as they are known."""
_KNOWN_DAYS = (*_WEEK, *_OTHER_DAYS.split())
_KNOWN_OTHERS = frozenset(map(folded, _OTHERS.split()))


def month_called(word: str) -> int | None:
    """Return the month that a word names, also cut short; None if it names none, or several."""
    word = folded(word)
    if len(word) < _FROM:
        return None
    found = [
        number
        for number, names in enumerate(_KNOWN_MONTHS, 1)
        if any(name.startswith(word) for name in names)
    ]
    if not found:  # with a slip at its end, or an ending of its language
        found = [
            number
            for number, names in enumerate(_KNOWN_MONTHS, 1)
            if any(name[:_FROM] == word[:_FROM] for name in names[:1])
        ]
    return found[0] if len(found) == 1 else None


def weekday_called(text: str) -> int | None:
    """Return the day of the week that a text names and nothing else, 0 for Monday; None if it names none."""
    words = [word for each in text.split() if (word := folded(each)) and not says_nothing(each)]
    if len(words) != 1 or len(words[0]) < _FROM:
        return None
    found = {at % 7 for at, day in enumerate(_WEEK) if day.startswith(words[0])}
    return found.pop() if len(found) == 1 else None


def is_weekday(word: str) -> bool:
    """Tell whether a word names a day of the week, also cut short."""
    word = folded(word)
    return len(word) >= _FROM - 1 and any(day.startswith(word) for day in _KNOWN_DAYS)


def says_nothing(word: str) -> bool:
    """Tell whether a word of a date says nothing that its numbers do not: an article, an ending."""
    return folded(word) in _KNOWN_OTHERS or folded(word).startswith("day")
