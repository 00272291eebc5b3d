"""Files of one kind given where the other is expected."""

from scheduler.sources.documents import document
from scheduler.sources.nodes import BrokenError, Node

SOLUTION_FOR_INSTANCE = "found a solution file, expected an instance file."
INSTANCE_FOR_SOLUTION = (
    "found an instance file, expected a solution file. `scheduler solve` writes one."
)


def is_solution(root: Node) -> bool:
    """Tell whether what a file holds is a solution."""
    return root.child("schedule") is not None and not any(map(root.child, ("sessions", "zone")))


def is_instance(root: Node) -> bool:
    """Tell whether what a file holds is an instance or a variant."""
    return any(map(root.child, ("sessions", "extends"))) and root.child("schedule") is None


def holds_instance(content: bytes) -> bool:
    """Tell whether a file that is no JSON is an instance in YAML."""
    try:
        return is_instance(document(content, is_json=False))
    except BrokenError:
        return False
