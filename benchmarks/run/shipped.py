"""The shipped instances, by each engine."""

from benchmarks.run.document import ROOT
from benchmarks.run.instances import load
from benchmarks.run.sections import Section, Setting
from benchmarks.run.tables import comparison
from scheduler.solution import Engine

NAMES = ("tiny", "ministerial-day", "wtdc21-addis")
ALL = (Engine.AUTO, Engine.CP_SAT, Engine.ANNEALING, None)
QUICK = (Engine.AUTO, None)

TEXT = """`auto` is what `scheduler solve` does; `cp-sat` and `annealing` are its engines alone. Values are
penalties in points, judged by the evaluation; agendas are left out."""


def section(setting: Setting) -> Section:
    """Return the section."""
    engines = QUICK if setting.quick else ALL
    paths = [ROOT / "instances" / f"{name}.yaml" for name in NAMES]
    return Section(
        title="Shipped instances",
        text=TEXT,
        runs=[run for path in paths for run in setting.runs(path, load, engines)],
        compared=lambda outcomes: comparison(outcomes, NAMES),
    )
