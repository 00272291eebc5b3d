"""From layers to one tree: that of the instance, with all changes made."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from scheduler.instance import EXPECTED, quoted
from scheduler.sources.nodes import Complaint, Node, text_of
from scheduler.sources.variants.edits import Edits
from scheduler.sources.variants.forms import Reading, Subject
from scheduler.sources.variants.layers import Layers, Pages


@dataclass(frozen=True, slots=True)
class Assembly:
    """The tree of an instance, the files that its lines are from, and what is wrong so far."""

    root: Node | None
    """None if there is no instance at the end of the chain."""
    pages: Pages
    complaints: tuple[Complaint, ...]
    removed: Mapping[Subject, int] = field(default_factory=dict)
    """What variants have removed, and the lines that say so."""

    def with_removals(self, complaints: Iterable[Complaint]) -> Iterator[Complaint]:
        """Yield complaints; one of a name that a variant has removed says where."""
        for each in complaints:
            removals = [
                f" {quoted(name)} is removed in {self.pages.where(line)}."
                for (table, name), line in self.removed.items()
                if f": found {quoted(name)}, expected {EXPECTED.get(table)}." in each.text
            ]
            yield Complaint(each.line, "".join([each.text, *removals]))


def assembly_of(layers: Layers) -> Assembly:
    """Make the changes of all variants, the one next to the instance first."""
    complaints = list(layers.complaints)
    removed: dict[Subject, int] = {}
    names: dict[str, int] = {}
    for variant, before in layers.variants:
        reading = Reading(variant)
        if layers.base is not None:
            _note_name(layers.base, names)
            _check_name(reading, names, layers.pages)
            edits = Edits(layers.base, reading, before)
            edits.make()
            removed |= edits.removed
        complaints += reading.complaints
    return Assembly(layers.base, layers.pages, tuple(complaints), removed)


def _note_name(root: Node, names: dict[str, int]) -> None:
    """Take note of what a tree is called so far, and in which line."""
    node = root.child("name")
    name = text_of(node)
    if node is not None and name is not None:
        names.setdefault(name, node.line)


def _check_name(reading: Reading, names: Mapping[str, int], pages: Pages) -> None:
    """Complain of a variant that is called like what it extends: it would take the place of its files."""
    name = text_of(reading.root.child("name")) or ""
    if name in names:
        found = f"{quoted(name)}, which what it extends is called ({pages.where(names[name])})"
        reading.complain(("name",), found, "a name of its own, by which its files are called")
