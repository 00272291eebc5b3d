"""Rules that a test registers, and that are gone after it."""

from collections.abc import Iterator
from contextlib import contextmanager

from scheduler import catalogue
from scheduler.evaluation import VOICES


@contextmanager
def forgotten() -> Iterator[None]:
    """Forget what is registered meanwhile: tests ask for all rules of the catalogue."""
    try:
        yield
    finally:
        for rule in [each for each in catalogue.RULES.values() if each.family == catalogue.OWN]:
            del catalogue._BY_ID[rule.id], VOICES[rule.id]
