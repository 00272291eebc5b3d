"""Made lists of many sorts: what is guessed of each can be imported, once its open lines are filled in."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from scheduler.instance import minutes_of
from scheduler.sources.programmes.lists import guessed
from tests.sources.programmes.files import places
from tests.sources.programmes.lists.files import read

HEADINGS: Mapping[str, Sequence[str]] = {
    "en": ("Title", "Day", "Time", "End", "Room"),
    "fr": ("Titre", "Jour", "Heure", "Fin", "Salle"),
    "es": ("Título", "Día", "Hora", "Hasta", "Sala"),
    "de": ("Titel", "Tag", "Uhrzeit", "Ende", "Raum"),
}
DAYS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "dates": dict.fromkeys(HEADINGS, ("11/06/2026", "12/06/2026")),
    "numbers": dict.fromkeys(HEADINGS, ("1", "2")),
    "called": {
        "en": ("Day 1", "Day 2"),
        "fr": ("Jour 1", "2e jour"),
        "es": ("Día 1", "Día 2"),
        "de": ("1. Tag", "Tag 2"),
    },
    "weekdays": {
        "en": ("Thursday", "Friday"),
        "fr": ("jeudi", "vendredi"),
        "es": ("Jueves", "Viernes"),
        "de": ("Donnerstag", "Freitag"),
    },
    "short": {
        "en": ("Thu", "Fri"),
        "fr": ("jeu.", "ven."),
        "es": ("Ju", "Vi"),
        "de": ("Do", "Fr"),
    },
    "none": {},
}
HOURS = (540, 630, 855)
"""9:00, 10:30 and 14:15; all last 45 minutes, if the list says so."""
TIMES = ("from to", "h", "half days", "starts")
"""As ranges, as 9h30 with an end, with AM and PM in a range, and starts alone."""
SEPARATORS = (",", ";", "\t")


def clock(minute: int, style: str) -> str:
    """Return a minute of a day, as a style writes it."""
    hour, rest = divmod(minute, 60)
    if style == "half days":
        return f"{(hour - 1) % 12 + 1}:{rest:02} {'AM' if hour < 12 else 'PM'}"
    return f"{hour}h{rest:02}" if style == "h" else f"{hour}:{rest:02}"


def rows(language: str, day: str, style: str) -> Iterator[Sequence[str]]:
    """Yield a list: title, day, time, end and room."""
    yield HEADINGS[language]
    names = DAYS[day].get(language, ("",))
    for at, name in enumerate(names):
        for number, minute in enumerate(HOURS):
            first, last = clock(minute, style), clock(minute + 45, style)
            is_range = style in ("from to", "half days")
            time = f"{first}-{last}" if is_range else first
            yield f"Talk {at} {number}", name, time, last if style == "h" else "", "Hall"


def written(folder: Path, table: Sequence[Sequence[str]], order: Sequence[int], sign: str) -> Path:
    """Write a list with its columns in some order, but those in which nothing stands."""
    used = [at for at in order if any(row[at] for row in table[1:])]
    path = folder / "list.csv"
    path.write_text("".join(sign.join(row[at] for at in used) + "\n" for row in table), "utf-8")
    return path


def filled(path: Path) -> Path:
    """Write the mapping that is guessed, with the first day if it is asked for."""
    said: dict[str, Any] = yaml.safe_load(guessed([path], "Europe/Paris").text)
    assert "year" not in said
    if "first_day" in said:
        assert said["first_day"] is None
        said["first_day"] = "2026-06-11"
    mapping = path.parent / "m.yaml"
    mapping.write_text(yaml.safe_dump(said, allow_unicode=True), "utf-8")
    return mapping


@pytest.mark.parametrize(("language", "day"), [*product(HEADINGS, DAYS)])
def test_what_is_guessed_is_imported(tmp_path: Path, language: str, day: str) -> None:
    """Whatever the columns, their order, the sign between them, and how days and times are written."""
    for number, style in enumerate(TIMES):
        table = [*rows(language, day, style)]
        for turn in range(2):
            order = [4, 2, 1, 0, 3] if turn else range(5)
            path = written(tmp_path, table, order, SEPARATORS[(number + turn) % 3])
            found = read(path, mapping=filled(path))
            assert {name: at for name, (at, _) in places(found).items()} == {
                f"talk-{at}-{each}": f"06-{11 + at} {minute // 60:02}:{minute % 60:02}"
                for at in range(1 if day == "none" else 2)
                for each, minute in enumerate(HOURS)
            }
            lengths = [minutes_of(each.duration) for each in found.instance.sessions][:3]
            assert lengths == ([90, 225, 30] if style == "starts" else [45, 45, 45])
