"""What if: an instance and variants of it, solved side by side under equal conditions."""

from scheduler.whatif.cases import Case, Point, front_of
from scheduler.whatif.cluster import Cluster
from scheduler.whatif.processes import Processes
from scheduler.whatif.searches import usual_seeds, what_if
from scheduler.whatif.tasks import Conditions, Done, Runner, SearchJob

__all__ = [
    "Case",
    "Cluster",
    "Conditions",
    "Done",
    "Point",
    "Processes",
    "Runner",
    "SearchJob",
    "front_of",
    "usual_seeds",
    "what_if",
]
