"""What is searched, by name: a conference, what its penalties are worth, and who else counts them.

| name | conference |
|---|---|
| `wtdc21-addis`, … | an instance that is shipped |
| `generated-400:7` | made up by the generator: sessions and seed |
| `devrooms-900:7` | talks around a programme as people would have made it: talks and seed |
| `devrooms-900:7/permuted` | the same, begun with that programme in other rooms |
| `GECCO19`, … | a workbook of CoSPLib |
| `36talks-12timeslots-5rooms`, … | a workbook of OptaPlanner's benchmark |
| any of these and `~3` | a variant of it, by a seed (`benchmarks/variants.py`) |
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from benchmarks.devrooms import planted, with_rooms_permuted
from benchmarks.generation import Wanted, generate
from benchmarks.public import CosplibWorkbook, OptaPlannerWorkbook, workbook_of
from benchmarks.variants import variant
from scheduler.errors import InputError
from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from scheduler.sources import read_instance, read_instance_text, read_stored

ROOT = Path(__file__).parents[1]
TIGHTNESS = 0.7


def _nobody(_schedule: Schedule) -> int | None:
    return None


@dataclass(frozen=True, slots=True)
class Subject:
    """A conference to search."""

    instance: Instance
    known: Schedule | None = None
    """A programme of it that keeps every hard rule."""
    own: int | None = None
    """Penalty, in thousandths, of the programme that people made."""
    start: Schedule | None = None
    """What the search begins with."""
    zero: int | None = None
    """Score of a programme that costs nothing, where a point of penalty is a point less."""
    judged: Callable[[Schedule], int | None] = _nobody
    """Counts the penalty of a schedule by code that is not ours; None where there is none."""


def subject_of(name: str) -> Subject:
    """Return what a name says.

    Raises
    ------
    InputError
        When there is no such conference here.
    """
    name, _, number = name.partition("~")
    family, _, seed = name.partition(":")
    kind, _, size = family.partition("-")
    if kind == "generated":
        found = _generated(family, int(size), int(seed), other=bool(number))
    elif kind == "devrooms":
        found = _devrooms(int(size), *seed.split("/"))
    elif (path := ROOT / "instances" / f"{name}.yaml").exists():
        found = _shipped(path)
    elif (path := workbook_of("cosplib", name)).exists():
        cosplib = CosplibWorkbook(path)
        found = Subject(cosplib.instance, judged=cosplib.judged)
    elif (path := workbook_of("optaplanner", name)).exists():
        talks = OptaPlannerWorkbook(path)
        found = Subject(talks.instance, zero=talks.zero, judged=talks.judged)
    else:
        raise InputError(f"{name}: is neither shipped nor a workbook that is here; see --data.")
    if not number:
        return found
    return Subject(variant(found.instance, int(number), found.known))


def _shipped(path: Path) -> Subject:
    instance = read_instance(path)
    stored = ROOT / "solutions" / f"{path.stem}.json"
    return Subject(instance, read_stored(stored, instance).schedule if stored.exists() else None)


def _generated(name: str, sessions: int, seed: int, *, other: bool) -> Subject:
    """Return a generated conference; `other` ones differ in more than their seed."""
    wanted = Wanted(name, sessions, TIGHTNESS, seed)
    if other:
        rng = Random(seed)  # noqa: S311  # conferences, not secrets
        half_days, tracks = (rng.random() < 0.5 for _ in range(2))
        wanted = replace(
            wanted,
            tightness=rng.choice((0.5, 0.6, 0.7, 0.8)),
            half_days=half_days,
            tracks=tracks,
        )
    made = generate(wanted)
    return Subject(read_instance_text(made.text.encode(), f"{name}.yaml"), made.planted)


def _devrooms(talks: int, seed: str, permuted: str = "") -> Subject:
    instance, schedule = planted(talks, int(seed))
    start = with_rooms_permuted(schedule, int(seed)) if permuted else None
    return Subject(instance, schedule, evaluate(instance, schedule).penalty, start)
