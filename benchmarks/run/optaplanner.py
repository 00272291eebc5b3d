"""OptaPlanner's conference scheduling, beside its successor Timefold."""

from benchmarks.optaplanner import data_folder
from benchmarks.optaplanner.data import VARIABLE
from benchmarks.run.optaplanner_workbooks import load
from benchmarks.run.public import Library, section_of
from benchmarks.run.sections import Section, Setting

SMALL, LARGE = "36talks-12timeslots-5rooms", "108talks-18timeslots-10rooms"

TEXT = """Values are soft scores with no hard and no medium points, judged by a scorer of its own; the
higher, the better. References are those of Timefold Solver 1.24.0, OptaPlanner's successor, after 60 s of a
processor (it solves on one thread) on a machine with two: with OptaPlanner's published constraints in Java,
by Tabu Search, which is what OptaPlanner configures for this problem, and by Timefold's default; and the
same in Python. *Best known* was found by a tabu search made for this problem alone, in twice 60 s of a
processor. No optimum is known. A bound is a score that no programme exceeds; gaps and ratios are of costs,
which are what a score lacks to all rewards at no cost."""


def section(setting: Setting) -> Section:
    """Return the section; it is skipped without the workbooks."""
    library = Library(
        title="OptaPlanner conference scheduling",
        text=TEXT,
        folder="optaplanner",
        usual=data_folder(),
        variable=VARIABLE,
        load=load,
        heads=("Java, tabu", "Java, default", "Python, tabu", "Python, default", "best known"),
        references={
            SMALL: (-212_595, -215_670, -215_955, -215_670, -212_385),
            LARGE: (-1_854_420, -2_130_030, -2_047_515, -2_547_520, -1_794_300),
        },
        quick=(SMALL,),
    )
    return section_of(library, setting)
