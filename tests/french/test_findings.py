"""Findings of the shipped conferences are said in French, all of them and whole."""

import random
from pathlib import Path

import pytest

from scheduler.evaluation import evaluate
from scheduler.french import in_french, is_known
from scheduler.instance import Instance, instant_at
from scheduler.instance.moments import DAY
from scheduler.schedule import Assignment, Schedule
from scheduler.sources import read_instance
from tests.french.shipped import SHIPPED, typed_in, untyped


def anywhere(instance: Instance, seed: int) -> Schedule:
    """Return a programme in which two of three sessions are somewhere, as nobody would put them."""
    chance, held = random.Random(seed), []
    for each in instance.sessions:
        if chance.random() < 2 / 3:
            hour = DAY * 0 if instance.of_days else DAY * chance.randrange(12, 44) / 48
            start = instant_at(chance.choice(instance.dates), hour, instance.zone)
            held.append(Assignment(each.id, start, chance.choice(instance.rooms).id))
    return Schedule(tuple(held))


@pytest.mark.slow
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_findings_are_said_in_french_but_for_names(path: Path) -> None:
    """Each finding of a programme that breaks all it can is French, and the rest was typed by a planner."""
    instance = read_instance(path)
    typed = typed_in(instance)
    messages = [
        each.finding.message for each in evaluate(instance, anywhere(instance, 7)).judgements
    ]
    assert messages
    for message in messages:
        assert is_known(message), message
        assert in_french(message) != message
        assert untyped(message, typed) == [], message
