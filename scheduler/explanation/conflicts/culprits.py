"""What each group of a conflict asks for, in words, and where in the instance that stands."""

from collections.abc import Collection
from dataclasses import dataclass

from scheduler.explanation.conflicts.groups import Key
from scheduler.explanation.rules import VOICES
from scheduler.explanation.trouble import Place
from scheduler.instance import Instance


@dataclass(frozen=True, slots=True)
class Culprit:
    """A rule that is hard, and the item of it that stands in the way."""

    rule: str
    item: str
    words: str
    """What it asks for."""
    path: Place
    """Where that stands in the instance."""
    sessions: tuple[str, ...]
    """Sessions of the conflict that it is about."""


def culprit_of(instance: Instance, key: Key, sessions: Collection[str]) -> Culprit:
    """Say what a group asks of the sessions of a conflict.

    Parameters
    ----------
    instance
        The conference.
    key
        A rule and an item.
    sessions
        Those of the conflict that the group is about, in the order of the file.
    """
    rule, item = key
    voice = VOICES[rule]
    if voice.asks_among is not None:
        words, path = voice.asks_among(instance, item, sessions)
    else:
        words = voice.asks(instance, item)
        path = ("levels", rule) if voice.where is None else voice.where(instance, item)
    return Culprit(rule, item, words, path, tuple(sessions))
