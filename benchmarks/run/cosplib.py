"""CoSPLib, beside what was published about it."""

from benchmarks.cosplib.data import VARIABLE, data_folder
from benchmarks.run.cosplib_workbooks import load
from benchmarks.run.public import Library, section_of
from benchmarks.run.sections import Section, Setting

TEXT = """Values are those of the library's objective, judged by a scorer of its own; the lower, the better.
*Best published* is the better of the two solutions that Kheiri, Pylyavskyy and Jacko published for each
instance (CoSPLib – A benchmark library for conference scheduling problems, GECCO '25 Companion, 131–134,
doi 10.1145/3712255.3726570), evaluated anew. They were made for narrower models, and partly for earlier
versions of the files. *Default* and *best method* are the library's hyper-heuristic and its matheuristic,
run for 240 s on two processors. *Optimum* was proved by CP-SAT and by HiGHS."""


def section(setting: Setting) -> Section:
    """Return the section; it is skipped without the workbooks."""
    library = Library(
        title="CoSPLib",
        text=TEXT,
        folder="cosplib",
        usual=data_folder(),
        variable=VARIABLE,
        load=load,
        heads=("best published", "default, 240 s", "best method, 240 s", "optimum"),
        references={
            "N2OR": (2, 1, 1, 1),
            "GECCO19": (1_000_116, 10_045, 48, 29),
            "GECCO20": (6_298, 8_534, 6_675, 5_773),
            "OR60F": (433, 1_044, 116, 21),
        },
        quick=("N2OR", "GECCO20"),
    )
    return section_of(library, setting)
