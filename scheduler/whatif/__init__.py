"""What-ifs: an instance and variants of it, solved under equal conditions."""

from scheduler.whatif.cluster import Cluster
from scheduler.whatif.processes import Processes
from scheduler.whatif.searches import usual_seeds, what_if
from scheduler.whatif.tasks import Conditions, Done, InTurn, NamedInstance, Runner, SearchJob

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
