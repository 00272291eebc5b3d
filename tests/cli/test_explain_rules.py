"""`scheduler explain --rule`: what a rule costs, and how little of it there could be."""

import json
from pathlib import Path

import pytest

from scheduler.cli import main
from scheduler.cli.views.rule_prices import ideal_answer, ideal_report
from scheduler.evaluation import evaluate
from scheduler.explanation.programmes import Ideal
from scheduler.solution import Engine, Search, Solution, Status, Stop
from scheduler.sources import write_schedule
from tests.cli.conftest import Run, write
from tests.conference import conference, placed, room, session

ROOT = Path(__file__).parents[2]


def test_what_a_rule_costs(solved: Run) -> None:
    """In all, and what is proved."""
    asked = ("explain", "small.yaml", "--rule", "room_waste", "--time-limit", "3")
    code, out, _ = solved(*asked)
    assert code == 0
    assert "Empty seats (room_waste): " in out
    told = json.loads(solved(*asked, "--json")[1])
    assert told["price"] == pytest.approx(told["penalty"] - told["penalty_without"])


def test_how_little_of_a_rule_there_could_be(solved: Run) -> None:
    """And what is proved of it."""
    asked = ("explain", "small.yaml", "--rule", "room_waste", "--least", "--time-limit", "3")
    told = json.loads(solved(*asked, "--json")[1])
    assert told["proved"]
    assert 0 < told["least_possible"] == told["least_found"] <= told["amount"]
    code, out, _ = solved(*asked)
    assert code == 0
    assert f"Empty seats (room_waste): {told['amount']:,} seats." in out
    less = told["amount"] - told["least_found"]
    said = (
        "There cannot be less: proved." if not less else f"{told['least_found']:,}, {less:,} less"
    )
    assert said in out


def told(now: int, found: int, bound: int | None, *, broken: bool = False) -> str:
    """Return what is said of the least of a rule, in one line."""
    instance = conference(
        session("one", attendance=300 - found),
        levels={"room_waste": 1},
        rooms=[room("A", capacity=300)],
    )
    schedule = placed(instance, one="Mon 09:00 A")
    made = Solution(
        conference=instance,
        fingerprint="",
        status=Status.FEASIBLE,
        schedule=schedule,
        evaluation=evaluate(instance, schedule),
        bound=bound,
        search=Search(Engine.AUTO, 0, 1, 1.0, Stop.LIMIT),
        versions={},
    )
    ideal = Ideal("room_waste", now, broken, made)
    assert ideal_answer(instance, ideal).proved is (
        bound is not None and bound > 1000 * found - 1000
    )
    return " ".join(str(each) for each in ideal_report(ideal))


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((80, 80, 80_000), "There cannot be less: proved."),
        ((80, 60, 60_000), "The least there can be is 60, 20 less (25.0 %): proved."),
        ((80, 60, 59_001), "The least there can be is 60, 20 less (25.0 %): proved."),
        ((80, 60, 59_000), "60, 20 less (25.0 %); there cannot be less than 59. More time"),
        ((80, 80, 500), "80, as now; there cannot be less than 1. More time may bring less."),
        ((80, 60, None), "60, 20 less (25.0 %); nothing is proved. More time may bring less."),
        ((0, 60, 60_000), "The least there can be is 60, 60 more than now: proved."),
    ],
)
def test_how_the_least_is_told(numbers: tuple[int, int, int | None], words: str) -> None:
    """What was found, what it would change, and what is proved."""
    assert words in told(*numbers)
    assert "breaks hard rules" not in told(*numbers)
    assert "The programme breaks hard rules" in told(*numbers, broken=True)


def test_where_nothing_keeps_the_hard_rules_there_is_no_least(run: Run, folder: Path) -> None:
    """The programme that is asked about puts one chair in two rooms at once."""
    nine = {"start": "2021-11-08T09:00[Africa/Addis_Ababa]"}
    instance = conference(
        *(session(each, people={"chair": ["ada"]}, pin=nine) for each in ("one", "two")),
        people=[{"id": "ada"}],
    )
    write(instance, folder / "small.yaml")
    schedule = placed(instance, one="Mon 09:00 A", two="Mon 09:00 B")
    write_schedule(folder / "stored.json", instance, schedule)
    asked = ("explain", "small.yaml", "stored.json", "--rule", "room_waste", "--least")
    code, out, _ = run(*asked)
    assert code == 2
    assert "How little there can be: " in out
    code, out, _ = run(*asked, "--json")
    told = json.loads(out)
    assert (code, told["status"], told["least_found"], told["least_possible"]) == (
        2,
        "infeasible",
        None,
        None,
    )


def test_what_is_stored_as_proved_is_said_to_be_proved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """However little time there is to prove it anew; without the bound in its file, nobody knows."""
    monkeypatch.chdir(tmp_path)
    stored = json.loads((ROOT / "solutions" / "ministerial-day.json").read_text(encoding="utf-8"))
    assert stored["penalty"] == stored["bound"]
    for bound, proved in ((stored["bound"], True), (None, False)):
        path = tmp_path / "stored.json"
        path.write_text(json.dumps(stored | {"bound": bound}), encoding="utf-8")
        asked = (
            str(ROOT / "instances" / "ministerial-day.yaml"),
            str(path),
            "--rule",
            "room_waste",
        )
        assert main(["explain", *asked, "--time-limit", "0.02", "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["proved"]["with"] is proved
