"""What-ifs: an instance and variants of it, solved under equal conditions."""

from scheduler.whatif.cluster import Cluster
from scheduler.whatif.processes import Processes
from scheduler.whatif.searches import (
    Conditions,
    Done,
    InTurn,
    NamedInstance,
    Runner,
    SearchJob,
    usual_seeds,
    what_if,
)

__all__ = [
    "Cluster",
    "Conditions",
    "Done",
    "InTurn",
    "NamedInstance",
    "Processes",
    "Runner",
    "SearchJob",
    "usual_seeds",
    "what_if",
]
