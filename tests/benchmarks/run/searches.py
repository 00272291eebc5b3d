"""Searches that nobody has made, to put into tables."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.run.instances import load
from benchmarks.run.measuring import Failed, Measured, Run
from benchmarks.run.subjects import Scale
from scheduler.solution import Engine, Status


def run(name: str = "tiny", engine: Engine | None = Engine.AUTO, **fields: Any) -> Run:
    """Return a run of five seconds, with the penalties at one and five of them noted."""
    usual = Run(name, load, Path(f"{name}.yaml"), engine, 5.0, 2, 0, (1.0, 5.0))
    return replace(usual, **fields)


def measured(name: str = "tiny", engine: Engine | None = Engine.AUTO, **fields: Any) -> Measured:
    """Return a search that has found a programme of 1.5 points after 0.25 s."""
    usual = Measured(
        run=run(name, engine),
        status=Status.FEASIBLE,
        scale=Scale(),
        judged=True,
        reading=0.02,
        building=None,
        first=0.25,
        penalties=(2000, 1500),
        penalty=1500,
        bound=1200,
        proved=None,
        memory=250.4,
    )
    return replace(usual, **fields)


def empty(name: str = "tiny", engine: Engine | None = Engine.AUTO, **fields: Any) -> Measured:
    """Return a search that has found nothing."""
    nothing: dict[str, Any] = {
        "status": Status.UNKNOWN,
        "judged": False,
        "first": None,
        "penalties": (None, None),
        "penalty": None,
        "bound": None,
    }
    return measured(name, engine, **(nothing | fields))


def failed(name: str = "tiny", engine: Engine | None = Engine.AUTO) -> Failed:
    """Return a search that has failed."""
    return Failed(run(name, engine), "KeyError: 'a | b'")
