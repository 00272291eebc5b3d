"""What a screening says, the certain and the likely apart."""

from scheduler.explanation import Trouble, screen
from scheduler.instance import Instance


def certain(instance: Instance) -> list[Trouble]:
    """Return the troubles that prove that there is no programme."""
    return [trouble for trouble in screen(instance) if trouble.certain]


def likely(instance: Instance) -> list[Trouble]:
    """Return the others."""
    return [trouble for trouble in screen(instance) if not trouble.certain]
