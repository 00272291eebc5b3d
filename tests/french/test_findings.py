"""Findings of the shipped conferences are said in French, all of them and whole."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.evaluation import evaluate
from scheduler.french import in_french, is_known
from scheduler.instance import Instance, instant_at
from scheduler.instance.holidays import holiday_on
from scheduler.instance.moments import DAY
from scheduler.phrases import Phrase
from scheduler.schedule import Assignment, Schedule
from scheduler.sources import read_instance

FOLDER = Path(__file__).parents[2] / "instances"
OTHERS = {FOLDER / "map-days" / "mapping.yaml", FOLDER / "links" / "wtdc21.yaml"}
SHIPPED = sorted(set(FOLDER.rglob("*.yaml")) - OTHERS)


def anywhere(instance: Instance, seed: int) -> Schedule:
    """Return a programme in which two of three sessions are somewhere, as nobody would put them."""
    chance, held = random.Random(seed), []
    for each in instance.sessions:
        if chance.random() < 2 / 3:
            hour = DAY * 0 if instance.of_days else DAY * chance.randrange(12, 44) / 48
            start = instant_at(chance.choice(instance.dates), hour, instance.zone)
            held.append(Assignment(each.id, start, chance.choice(instance.rooms).id))
    return Schedule(tuple(held))


def leaves(phrase: str) -> Iterator[str]:
    """Yield what is no phrase in a phrase: names, as they have been typed."""
    if isinstance(phrase, Phrase):
        for each in phrase.values:
            yield from leaves(each) if isinstance(each, str) else ()
    else:
        yield phrase


def holidays(instance: Instance) -> Iterator[str]:
    """Yield the names of public holidays of the places, which have one language each."""
    for place in instance.places:
        for day in instance.dates if place.country else ():
            yield holiday_on(place.country or "", place.subdivision, day) or ""


def is_typed(text: str, typed: str) -> bool:
    """Tell whether a text is names of an instance, or a time of its clocks."""
    parts = [text, *re.split(r"[,;] ", text)]
    named = [each.casefold() in typed or re.fullmatch(r"\d\d:\d\d|\d{4}", each) for each in parts]
    return bool(named[0]) or all(named[1:])


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_findings_are_said_in_french_but_for_names(path: Path) -> None:
    """Each finding of a programme that breaks all it can is French, and the rest was typed by a planner."""
    instance = read_instance(path)
    typed = instance.model_dump_json().casefold()
    typed += typed.replace("_", " ") + " ".join(holidays(instance)).casefold()
    messages = [
        each.finding.message for each in evaluate(instance, anywhere(instance, 7)).judgements
    ]
    assert messages
    for message in messages:
        assert is_known(message), message
        assert in_french(message) != message
        for leaf in leaves(message):
            assert is_typed(leaf, typed), (leaf, message)
