"""A section of the document: what is measured, and what it is compared with."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.run.measuring import Outcome, Run
from benchmarks.run.subjects import Load
from scheduler.solution import Engine

MOMENTS = (1.0, 5.0, 10.0, 30.0, 60.0)
"""Seconds of search after which penalties are noted."""
SEED = 0


@dataclass(frozen=True, slots=True)
class Setting:
    """How a run of the benchmarks was asked for."""

    seconds: float
    """Limit of our searches."""
    plain_seconds: float
    """Limit of plain CP-SAT."""
    workers: int
    quick: bool
    """Few instances, and nothing is written."""
    data: Path | None
    """Folder with the folders of the public benchmarks; None: where each of them usually is."""
    folder: Path
    """Folder for files that are needed during the run."""

    @property
    def moments(self) -> Sequence[float]:
        """Moments within the longest search of ours."""
        return [moment for moment in MOMENTS if moment <= self.seconds]

    def runs(self, path: Path, load: Load, engines: Sequence[Engine | None]) -> Iterator[Run]:
        """Yield the searches of a file; no engine means plain CP-SAT."""
        for engine in engines:
            yield Run(
                name=path.stem,
                load=load,
                path=path,
                engine=engine,
                seconds=self.plain_seconds if engine is None else self.seconds,
                workers=self.workers,
                seed=SEED,
                moments=self.moments,
            )


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of what was measured."""

    name: str
    """Of the file beside the document."""
    title: str
    content: bytes


def no_picture(_outcomes: Sequence[Outcome]) -> None:
    """Draw nothing."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section, before anything is measured."""

    title: str
    text: str
    """What is measured, and what the references are."""
    runs: Sequence[Run]
    compared: Callable[[Sequence[Outcome]], Sequence[str]]
    """Returns the lines that follow the table of searches, once all are done."""
    picture: Callable[[Sequence[Outcome]], Picture | None] = no_picture
    skipped: str = ""
    """Why nothing is measured; empty if something is."""


def skipped(title: str, reason: str) -> Section:
    """Return a section of which nothing can be measured."""
    return Section(title, "", (), lambda _: (), skipped=f"Skipped: {reason}")
