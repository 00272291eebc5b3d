"""An instance that is to be solved."""

from dataclasses import dataclass

from scheduler.instance import Instance


@dataclass(frozen=True, slots=True)
class NamedInstance:
    """An instance that is to be solved, under a name of its own."""

    name: str
    instance: Instance
