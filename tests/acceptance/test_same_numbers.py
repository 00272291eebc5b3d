"""One programme has one penalty, rule by rule, whoever is asked: a command, the desk, or Python."""

import io
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import chdir, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import scheduler
from scheduler.cli import main
from scheduler.desk import Pricing, open_desk
from scheduler.findings import Evaluation
from scheduler.progress import Progress
from scheduler.rules import problem_of
from scheduler.solving import agreed
from scheduler.web.desk.answers import state_of

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
QUICK = ("--workers", "1", "--time-limit", "0.05", "--json")
"""Next to no work: it is the numbers that matter, and not the programmes."""
PRICED = 5
"""Sessions whose places are priced."""

Points = Mapping[str, int]
"""What each rule costs that costs anything, in thousandths of a point."""


@dataclass(frozen=True)
class Stored:
    """A conference in a folder, and a programme that keeps every hard rule."""

    name: str

    @property
    def file(self) -> str:
        """The conference."""
        return f"{self.name}.yaml"

    @property
    def programme(self) -> str:
        """The programme, where it is looked for unless another one is named."""
        return f"solutions/{self.name}.json"

    def ask(self, *words: str) -> Any:
        """Run a command, and return what it prints."""
        quick = QUICK if words[0] in ("solve", "whatif", "replan") else ()
        with redirect_stdout(io.StringIO()) as said:
            assert main((*words, *quick)) == 0
        return json.loads(said.getvalue())

    def judged(self, programme: str) -> Evaluation:
        """Return what the evaluation says of a programme."""
        instance = scheduler.read(self.file)
        return scheduler.evaluate(instance, scheduler.load(programme, instance))


@dataclass(frozen=True)
class Said:
    """What somebody says of a programme."""

    programme: str
    penalty: int
    rules: Points | None = None
    """None: nobody says what single rules cost."""


@pytest.fixture(scope="module", params=["wtdc21-addis", "map-days"])
def original(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Store the reference, which has panels and agendas; or a conference of tracks, with its clash mended."""
    found = Stored(request.param)
    folder = tmp_path_factory.mktemp("original") / found.name
    (folder / "solutions").mkdir(parents=True)
    instances = ROOT / "instances"
    with chdir(folder):
        if (instances / found.file).exists():
            shutil.copy(instances / found.file, found.file)
            shutil.copy(ROOT / found.programme, found.programme)
        else:
            source = instances / found.name / "schedule.json"
            assert main(("import", str(source), "-o", found.file)) == 0
            found.ask("replan", found.file, "-o", "mended.json")
            Path("mended.json").replace(found.programme)
    return folder


@pytest.fixture
def stored(original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stored:
    """Copy what is stored to a folder of the test."""
    shutil.copytree(original, tmp_path / "copy")
    monkeypatch.chdir(tmp_path / "copy")
    return Stored(original.name)


def _thousandths(rows: Iterable[Mapping[str, Any]]) -> Points:
    """Add up the points of rows by their rules."""
    sums: dict[str, int] = {}
    for row in rows:
        sums[row["rule"]] = sums.get(row["rule"], 0) + round(1000 * row["penalty"])
    return {rule: points for rule, points in sums.items() if points}


def _said(programme: str, told: Mapping[str, Any], rows: str = "rules") -> Said:
    found = told.get(rows, {})
    if isinstance(found, dict):  # by rule, unless in a list
        found = [{"rule": rule, **total} for rule, total in found.items()]
    rules = _thousandths(found) if rows in told else None
    return Said(programme, round(1000 * told["penalty"]), rules)


def _file(of: Stored) -> Iterator[Said]:
    yield _said(of.programme, json.loads(Path(of.programme).read_text(encoding="utf-8")))


def _evaluate(of: Stored) -> Iterator[Said]:
    yield _said(of.programme, of.ask("evaluate", of.file, of.programme, "--json"))


def _compare(of: Stored) -> Iterator[Said]:
    shutil.copy(of.programme, "same.json")
    told = of.ask("compare", of.file, of.programme, "same.json", "--json")
    for number, programme in enumerate(told["programmes"]):
        rules = [{"rule": row["rule"], **row["totals"][number]} for row in told["rules"]]
        yield _said(of.programme, {**programme, "rules": rules})


def _solve(of: Stored) -> Iterator[Said]:
    told = of.ask("solve", of.file, "--from", of.programme, "-o", "solved.json")
    yield _said("solved.json", told)


def _whatif(of: Stored) -> Iterator[Said]:
    same = f"extends: {of.file}\nname: same\nchanges: []\n"
    Path("same.yaml").write_text(same, encoding="utf-8")
    for run in of.ask("whatif", of.file, "same.yaml", "--seeds", "1")["runs"]:
        yield _said(f"solutions/{run['name']}.json", run)


def _replan(of: Stored) -> Iterator[Said]:
    told = of.ask("replan", of.file, "-o", "replanned.json")
    assert told["moves"] == []
    yield _said("replanned.json", told)
    yield _said(of.programme, told)  # as nothing changes


def _desk(of: Stored) -> Iterator[Said]:
    desk = open_desk(of.file).desk
    page = state_of(desk, "0")
    rules = {rule: points for rule, points, _ in page["rules"] if points}
    yield Said(of.programme, page["total"], rules)
    pricing = Pricing()
    for place in desk.schedule.assignments[:PRICED]:
        assert pricing.prices(desk, place.session).at(place.start, place.room) == (0, 0)


def _python(of: Stored) -> Iterator[Said]:
    instance = scheduler.read(of.file)
    programme = scheduler.load(of.programme, instance)
    counted = agreed(instance, problem_of(instance), programme)  # engines count the same
    heard = list[Progress]()
    found = scheduler.solve(instance, start=programme, time_limit=0.05, workers=1)
    again = scheduler.replan(
        instance, programme, time_limit=0.05, workers=1, watch=heard.append
    ).solution
    for solution in (found, again):
        assert solution.evaluation is not None
        scheduler.save("found.json", instance, solution, overwrite=True)
        yield Said("found.json", solution.evaluation.penalty, _of(solution.evaluation))
    assert {each.best for each in heard} <= {None, counted.penalty}
    table = scheduler.compare({"found": found, "stored": (instance, programme)})
    rules = {row.rule.id: row.totals[1].penalty for row in table.rules if row.totals[1].penalty}
    yield Said(of.programme, table.programmes[1].evaluation.penalty, rules)
    for place in programme.assignments[:PRICED]:
        prices = scheduler.prices(instance, programme, place.session)
        here = prices[(prices["start"] == place.start) & (prices["room"] == place.room)]
        assert here[["forbidden", "penalty"]].to_numpy().tolist() == [[0, 0]]


def _of(evaluation: Evaluation) -> Points:
    return {rule: total.penalty for rule, total in evaluation.totals.items() if total.penalty}


DOORS = (_file, _evaluate, _compare, _solve, _whatif, _replan, _desk, _python)


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__.strip("_"))
def test_everybody_says_what_the_evaluation_says(
    stored: Stored, door: Callable[[Stored], Iterator[Said]]
) -> None:
    """In all, and of each rule, where it is told."""
    for said in door(stored):
        judged = stored.judged(said.programme)
        assert said.penalty == judged.penalty
        assert said.rules in (None, _of(judged))
        assert not judged.forbidden
