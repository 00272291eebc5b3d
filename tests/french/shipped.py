"""What is typed in the shipped conferences, and what of a phrase is not."""

import re
from collections.abc import Iterator
from pathlib import Path

from scheduler.instance import Instance
from scheduler.instance.preparation import holiday_on
from scheduler.phrases import Phrase

FOLDER = Path(__file__).parents[2] / "instances"
OTHERS = {FOLDER / "map-days" / "mapping.yaml", FOLDER / "links" / "wtdc21.yaml"}
SHIPPED = sorted(set(FOLDER.rglob("*.yaml")) - OTHERS)


def leaves(phrase: str) -> Iterator[str]:
    """Yield what is no phrase in a phrase: names, as they have been typed."""
    if isinstance(phrase, Phrase):
        for each in phrase.values:
            yield from leaves(each) if isinstance(each, str) else ()
    else:
        yield phrase


def typed_in(instance: Instance) -> str:
    """Return all that is typed in a conference, and the names of its holidays, in small letters."""
    text = instance.model_dump_json()
    return " ".join((text, text.replace("_", " "), *_holidays(instance))).casefold()


def _holidays(instance: Instance) -> Iterator[str]:
    """Yield the names of public holidays of the places, which have one language each."""
    for place in instance.places:
        for day in instance.dates if place.country else ():
            yield holiday_on(place.country or "", place.subdivision, day) or ""


def untyped(phrase: str, typed: str) -> list[str]:
    """Return what of a phrase is neither a phrase, nor names of an instance, nor a time of its clocks."""
    return [each for each in leaves(phrase) if each and not _is_typed(each, typed)]


def _is_typed(text: str, typed: str) -> bool:
    parts = [text, *re.split(r"[,;] ", text)]
    named = [each.casefold() in typed or re.fullmatch(r"\d\d:\d\d|\d{4}", each) for each in parts]
    return bool(named[0]) or all(named[1:])
