"""What the API of pretalx answers, and what its pages read of a schedule."""

from scheduler.sources.programmes.pretalx.answers import is_answer
from scheduler.sources.programmes.pretalx.readings import programme_in

__all__ = ["is_answer", "programme_in"]
