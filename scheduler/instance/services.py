"""Interpretation and other services that are countable."""

from datetime import timedelta

from pydantic import Field, NonNegativeInt, PositiveInt

from scheduler.instance.frozen import Frozen, Identifier, Minutes, PositiveMinutes, Title


class InterpretationPool(Frozen):
    """Teams of interpreters of the same languages; any team of the pool can serve a meeting."""

    id: Identifier
    """Name by which sessions refer to it."""
    title: Title | None = None
    """Name for people."""
    languages: tuple[Identifier, ...] = Field(min_length=1)
    """Languages it serves, a booth each."""
    teams: NonNegativeInt
    """Teams on site."""
    meetings_a_day: PositiveInt = 2
    """Meetings that a team serves a day."""
    meetings_a_week: PositiveInt = 8
    """Meetings that a team serves from Monday to Sunday."""
    longest_meeting: PositiveMinutes = timedelta(minutes=180)
    """Minutes after which a team must be relieved."""
    gap: Minutes = timedelta(minutes=90)
    """Minutes of rest after each meeting."""


class Resource(Frozen):
    """Something countable that sessions take while they run: remote-support crews, captioning."""

    id: Identifier
    """Name by which sessions refer to it."""
    title: Title | None = None
    """Name for people."""
    count: NonNegativeInt
    """How many there are."""
    changeover: Minutes = timedelta()
    """Minutes it stays taken after each session."""
