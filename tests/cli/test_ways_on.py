"""Where there is no programme, or a bad one, the next command is named, and works as it is printed."""

import json
import re
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from scheduler.instance import Instance
from scheduler.solution import Status
from scheduler.sources import write_schedule
from tests.cli.conftest import Run, write
from tests.cli.test_replan import closed, forum
from tests.cli.test_solve import answer, answering
from tests.conference import conference, placed, session
from tests.whatif.here import Here

FAST = ("--time-limit", "5", "--workers", "1")
PEOPLE = ("ada", "ben", "cleo")


def triangle(**tables: Any) -> Instance:
    """Return three talks, each two of which share a person, in two hours.

    No person is needed for too long, so that only a search can prove that they do not fit.
    """
    window = {"days": ["2021-11-08"], "from": "09:00", "to": "11:00"}
    talks = [
        session(id_, people={"speaker": [PEOPLE[at], PEOPLE[at - 1]]}, windows=[window])
        for at, id_ in enumerate(("one", "two", "three"))
    ]
    rooms = [{"id": each, "capacity": 9} for each in ("A", "B", "C")]
    return conference(
        *talks,
        grid=60,
        rooms=rooms,
        people=[{"id": each} for each in PEOPLE],
        **({"name": "triangle"} | tables),
    )


def named(out: str, command: str) -> Sequence[str]:
    """Return the arguments of the first command of that name that is to be typed next."""
    found, *_ = re.findall(rf"scheduler ({command} .*)", out)
    return shlex.split(found)


def explained(run: Run, out: str) -> str:
    """Type the `explain` command that was printed; return what it says, which has to be a proof.

    On a machine that is busy, it names itself with more time.
    """
    code, said, err = run(*named(out, "explain"))
    for _ in range(2):
        if code == 3:
            code, said, err = run(*named(said, "explain"))
    assert code == 2, err
    assert "Proved: no programme can keep every hard rule." in said
    return " ".join(said.split())


@pytest.mark.slow
def test_what_a_search_proves_impossible_is_explained(run: Run, folder: Path) -> None:
    """In a folder with a blank in its name; `check` has nothing to say of it."""
    path = folder / "my files" / "triangle.yaml"
    path.parent.mkdir()
    write(triangle(), path)
    assert "The file is in order." in run("check", str(path))[1]
    code, out, _ = run("solve", str(path), *FAST)
    assert code == 2
    assert "Persons in two places at once: ada" in explained(run, out)


@pytest.mark.slow
def test_so_is_a_variant(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of a file, one of the command line, and one that is proved without a search."""
    monkeypatch.setattr("scheduler.cli.commands.whatif.Processes", Here)
    write(triangle(levels={"person_conflict": 1}), folder / "triangle.yaml")
    head = "extends: triangle.yaml\nname: {}\nchanges:\n  - {}\n"
    Path("hard.yaml").write_text(
        head.format("hard", "set_level: {rule: person_conflict, level: hard}")
    )
    closures = "[{days: [2021-11-08, 2021-11-09]}]"
    shut = ", ".join(f"{room}: {{closures: {closures}}}" for room in "ABC")
    Path("shut.yaml").write_text(head.format("shut", f"change: {{rooms: {{{shut}}}}}"))
    for given, rule in (
        (("hard.yaml",), "Persons in two places at once: ada"),
        (("--set", "person_conflict=hard"), "Persons in two places at once: ada"),
        (("shut.yaml",), "Sessions in closed rooms: A"),
    ):
        code, out, err = run("whatif", "triangle.yaml", *given, "--time-limit", "5")
        assert code == 2, err
        assert rule in explained(run, out)


@pytest.mark.slow
def test_so_is_a_programme_that_cannot_be_replanned(run: Run, folder: Path) -> None:
    """What is past is part of the question: without it, there is a programme."""
    write_schedule(
        folder / "published.json",
        forum(),
        placed(forum(), talk="Mon 09:00 A", lecture="Tue 09:00 A"),
    )
    write(closed(), folder / "forum.yaml")
    code, out, _ = run("replan", "forum.yaml", "published.json", "--now", "mon 10:00", *FAST)
    assert code == 2
    said = explained(run, out)
    assert "Changes of what is frozen: Talk" in said
    assert "Sessions in closed rooms: A" in said
    assert run("explain", "forum.yaml")[0] == 0


@pytest.mark.slow
def test_so_is_the_published_plan_of_the_instance(run: Run, folder: Path) -> None:
    """No file is named then, neither to `replan` nor to `explain`."""
    at = {"start": "2021-11-08T09:00[Africa/Addis_Ababa]", "room": "A"}
    plan = {"published": [{"session": "talk"} | at], "frozen": [{"days": ["2021-11-08"]}]}
    facts = closed().model_dump(mode="json", by_alias=True, exclude_unset=True) | plan
    write(Instance.model_validate_json(json.dumps(facts)), folder / "forum.yaml")
    code, out, _ = run("replan", "forum.yaml", "--now", "Mon 8 Nov 10:00", *FAST)
    assert code == 2
    assert named(out, "explain") == ["explain", "forum.yaml", "--now", "Mon 8 Nov 10:00"]
    assert "Sessions in closed rooms: A" in explained(run, out)
    assert run("explain", "small.yaml", "--now", "mon 10:00")[1:] == (
        "",
        "--now: of which programme? Add --published.\n",
    )


def test_a_search_in_vain_names_two_ways(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What needs no search, and what searches for the reason; both can be typed."""
    answering(monkeypatch, answer(Status.UNKNOWN))
    code, out, _ = run("solve", "small.yaml")
    assert code == 3
    assert "Give it more time (--time-limit)" in out
    assert named(out, "check") == ["check", "small.yaml"]
    assert named(out, "explain") == ["explain", "small.yaml"]


@pytest.mark.slow
def test_an_explanation_in_vain_names_itself_with_more_time(run: Run, folder: Path) -> None:
    """A minute or six times as much, and all that it was asked."""
    write(triangle(), folder / "triangle.yaml")
    code, out, _ = run("explain", "triangle.yaml", "--search", "--time-limit", "0.001")
    assert code == 3
    *same, limit = named(out, "explain")
    assert same == ["explain", "triangle.yaml", "--search", "--time-limit"]
    assert float(limit) == 60
    explained(run, out)


QUESTIONS = {
    "price": ("--rule", "room_waste"),
}
NOTHING = "nothing was found in time: no programme, and no proof that there is none."


def broken_triangle(folder: Path) -> None:
    """Write the three talks, and a programme in which two of them share a person's hour."""
    write(triangle(), folder / "triangle.yaml")
    broken = placed(triangle(), one="Mon 09:00 A", two="Mon 09:00 B", three="Mon 10:00 C")
    write_schedule(folder / "mine.json", triangle(), broken)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("asked", "unknown"),
    [
        ("price", "which breaks hard rules, costs 0.27 with it, 0.27 of that for the rule itself."),
    ],
)
def test_a_question_in_vain_says_what_is_known_and_what_to_type(
    asked: str, unknown: str, run: Run, folder: Path
) -> None:
    """With more time it proves that there is nothing to find, and names what tells why."""
    broken_triangle(folder)
    question = ("explain", "triangle.yaml", "mine.json", *QUESTIONS[asked])
    _, out, _ = run(*question, "--time-limit", "0.001")
    said = " ".join(out.split())
    assert unknown in said
    assert NOTHING in said
    longer, *others = re.findall(r"scheduler (.*)", out)
    assert shlex.split(longer) == [*question, "--time-limit", "60"]
    _, out, _ = run(*question, "--time-limit", "5")
    assert "Proved: " in out
    assert "no programme can keep every hard rule" in out
    assert others[0] == "explain triangle.yaml --search"
    assert "replan triangle.yaml mine.json" in others
    assert "Persons in two places at once: ada" in explained(run, out)


@pytest.mark.slow
def test_machines_learn_that_there_is_no_price(run: Run, folder: Path) -> None:
    """How the search ended, and no number of a programme that there is not."""
    broken_triangle(folder)
    question = ("explain", "triangle.yaml", "mine.json", *QUESTIONS["price"], "--json")
    for limit, status in (("0.001", "unknown"), ("5", "infeasible")):
        told = json.loads(run(*question, "--time-limit", limit)[1])
        assert (told["status"], told["own"], told["penalty"]) == (status, 0.27, 0.27)
        assert (told["price"], told["penalty_without"], told["amount_without"]) == (None,) * 3


@pytest.mark.slow
def test_a_programme_that_breaks_hard_rules_can_be_mended(run: Run, folder: Path) -> None:
    """Both where it is judged, and where it is not published."""
    instance = forum()
    write(instance, folder / "forum.yaml")
    overlapping = placed(instance, talk="Mon 09:00 A", lecture="Mon 09:30 A")
    write_schedule(folder / "mine.json", instance, overlapping)
    for command in ("evaluate", "publish"):
        code, out, _ = run(command, "forum.yaml", "mine.json")
        assert code == 2
        replan = named(out, "replan")
        assert replan == ["replan", "forum.yaml", "mine.json"]
        code, out, _ = run(*replan, *FAST)
        assert code == 0
        assert run("evaluate", "forum.yaml", "solutions/forum.replanned.json")[0] == 0


def test_of_a_session_that_is_left_out_the_question_to_ask_is_named(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it would cost to hold it, unless nothing is lost without it."""
    monkeypatch.setattr("scheduler.cli.commands.whatif.Processes", Here)
    facts = conference(
        session("opening"),
        session("films", optional=True, value=2),
        session("walk", optional=True, value=0),
        name="choice",
    )
    write(facts, folder / "choice.yaml")
    write_schedule(folder / "plan.json", facts, placed(facts, opening="Mon 09:00 A"))
    said = {}
    for id_ in ("films", "walk"):
        code, _, said[id_] = run("explain", "choice.yaml", "plan.json", "--session", id_)
        assert (code, f"{id_}: is not in the programme" in said[id_]) == (1, True), said[id_]
    _, _, ask = said["films"].partition("What a programme with it costs: scheduler ")
    assert run(*shlex.split(ask), *FAST, "-o", ".")[0] == 0
    held = json.loads((folder / "value_lost-films-hard.json").read_text(encoding="utf-8"))
    assert "films" in [each["session"] for each in held["schedule"]]
    assert "nothing is lost without it" in said["walk"]
