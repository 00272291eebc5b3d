"""From layers to one tree: that of the instance, with all changes made."""

from dataclasses import dataclass

from scheduler.sources.nodes import Complaint, Node
from scheduler.sources.variants.edits import Edits
from scheduler.sources.variants.forms import Reading
from scheduler.sources.variants.layers import Layers
from scheduler.sources.variants.pages import Pages


@dataclass(frozen=True, slots=True)
class Assembly:
    """The tree of an instance, the files that its lines are from, and what is wrong so far."""

    root: Node | None
    """None if there is no instance at the end of the chain."""
    pages: Pages
    complaints: tuple[Complaint, ...]


def assembly_of(layers: Layers) -> Assembly:
    """Make the changes of all variants, the one next to the instance first."""
    complaints = list(layers.complaints)
    for variant, before in layers.variants:
        reading = Reading(variant)
        if layers.base is not None:
            Edits(layers.base, reading, before).make()
        complaints += reading.complaints
    return Assembly(layers.base, layers.pages, tuple(complaints))
