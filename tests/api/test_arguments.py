"""Whoever calls a public function with something else is told what was expected, whatever it is."""

import inspect
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from syrupy.assertion import SnapshotAssertion

import scheduler
from scheduler.errors import ArgumentError, InputError, InstanceError, SolutionError
from scheduler.schedule import Assignment
from tests.conference import conference, placed, session

FUNCTIONS = [each for each in scheduler.__all__ if inspect.isfunction(getattr(scheduler, each))]
door: Any = scheduler
"""As those see it who do not check their types."""
UNZONED = datetime(2021, 11, 8)  # noqa: DTZ001 - what is given without a zone
UNFIT: list[Any] = [
    None,
    3,
    -1,
    True,
    float("nan"),
    "nothing",
    "\ud800",
    b"x",
    [],
    {},
    object(),
    Path("x"),
    str,
]
"""Of which each argument takes a few."""


@pytest.fixture(scope="module")
def instance() -> scheduler.Instance:
    """Return a conference of two sessions."""
    return conference(session("a"), session("b"))


@pytest.fixture(scope="module")
def desk(instance: scheduler.Instance, tmp_path_factory: pytest.TempPathFactory) -> scheduler.Desk:
    """Return its desk."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "tiny.json").write_text(instance.model_dump_json(by_alias=True), encoding="utf-8")
    (folder / "solutions").mkdir()
    scheduler.save(
        folder / "solutions" / "tiny.json",
        instance,
        placed(instance, a="Mon 09:00 A", b="Tue 09:00 A"),
    )
    return scheduler.Desk(folder / "tiny.json", solutions=folder / "solutions")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_no_argument_of_another_type_ends_in_a_defect(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each gets each in turn, in the place of all arguments: it is refused in the name of the function."""
    monkeypatch.chdir(tmp_path)
    function = getattr(scheduler, name)
    needed = [
        each
        for each in inspect.signature(function).parameters.values()
        if each.default is inspect.Parameter.empty and each.kind is each.POSITIONAL_OR_KEYWORD
    ]
    for value in UNFIT:
        with pytest.raises(InputError) as raised:
            function(*[value] * len(needed))
        is_refused = isinstance(raised.value, ArgumentError)
        assert all(each.startswith(f"{name}: ") for each in raised.value.troubles if is_refused)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_an_unknown_argument_is_told_in_the_name_of_the_function(name: str) -> None:
    """Whatever it is called inside; it is a TypeError as well, as Python's own."""
    with pytest.raises(TypeError, match=rf"^{name}: found the unknown argument sovle\. "):
        getattr(scheduler, name)(sovle=1)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_type_of_a_signature_is_one_that_can_be_checked(name: str) -> None:
    """No annotation is a text, and the function is called as it is written."""
    function = getattr(scheduler, name)
    for each in inspect.signature(function).parameters.values():
        assert not isinstance(each.annotation, str | inspect.Parameter.empty), each
    assert (function.__module__, function.__qualname__) == ("scheduler", name)


def _one(instance: scheduler.Instance) -> scheduler.Schedule:
    return placed(instance, a="Mon 09:00 A")


CALLS: list[Callable[[Any, Any], Any]] = [
    lambda instance, desk: door.solve(instance, engine="gurobi"),
    lambda instance, desk: door.solve("tiny.yaml"),
    lambda instance, desk: desk.apply(instance),
    lambda instance, desk: door.evaluate(instance, None),
    lambda instance, desk: door.solve(instance, tme_limit=3),
    lambda instance, desk: door.solve(instance, 3),
    lambda instance, desk: door.replan(instance, _one(instance), time_limit=-1),
    lambda instance, desk: door.conflicts(instance, time_limit=float("nan")),
    lambda instance, desk: door.solve(instance, workers=True),
    lambda instance, desk: door.solve(instance, seed=-1),
    lambda instance, desk: door.replan(instance, _one(instance), now=UNZONED),
    lambda instance, desk: desk.move("a", date.max),
    lambda instance, desk: desk.move("a", "tuesday"),
    lambda instance, desk: desk.away("ada", [(datetime.min.replace(tzinfo=UTC),) * 2]),
    lambda instance, desk: desk.pin("a", 4),
    lambda instance, desk: desk.begin_alternative("A\ud83d"),
    lambda instance, desk: door.compare({"a": (instance, _one(instance)), "b": (instance, 2)}),
    lambda instance, desk: desk.set_level("room_waste", "{}"),
]


def test_what_was_expected_is_said(
    instance: scheduler.Instance, desk: scheduler.Desk, snapshot: SnapshotAssertion
) -> None:
    """Function, argument and place in it; what was found, what was expected, and how one comes by it."""
    said = []
    for call in CALLS:
        with pytest.raises(ArgumentError) as raised:
            call(instance, desk)
        said.append(str(raised.value))
    assert said == snapshot


def test_an_outcome_is_shown_in_a_line(desk: scheduler.Desk) -> None:
    """With its effect."""
    shown = repr(desk.drop("a"))
    assert shown == "Outcome('Leave out A', penalty +99, 0 new findings against hard rules)"


def test_what_can_be_gone_through_once_is_taken(desk: scheduler.Desk) -> None:
    """Looking at it leaves it to the function; a number of numpy is one."""
    days = (each for each in desk.instance.dates[:1])
    assert desk.close("A", days).step.said.startswith("Close A on Mon 8 Nov")
    solution = door.solve(desk.instance, time_limit=1, seed=np.int64(3))
    assert type(solution.search.seed) is int


def test_searches_of_a_name_that_is_not_compared_are_refused(instance: scheduler.Instance) -> None:
    """They would count for nothing."""
    one = (instance, _one(instance))
    with pytest.raises(SolutionError, match="others: found 'c', expected one of a, b"):
        scheduler.compare({"a": one, "b": one}, {"c": []})


def test_an_assignment_needs_an_instant() -> None:
    """In UTC, whatever else is given."""
    wrong: list[Any] = ["2021-11-08", UNZONED, None]
    for start in wrong:
        with pytest.raises(InputError, match=r"a: found the start .*, expected it in UTC"):
            Assignment("a", start, "A")
    with pytest.raises(InputError, match=r"Schedule\.of: expected assignments"):
        scheduler.Schedule.of(["a"])  # type: ignore[list-item]


DEEP: dict[str, Any] = {}
for _ in range(3_000):
    DEEP = {"a": DEEP}
CIRCLE: dict[str, Any] = {}
CIRCLE["a"] = CIRCLE


@pytest.mark.parametrize("value", [DEEP, CIRCLE, {"a": {("b",): 1}}])
def test_what_no_file_can_say_is_refused(instance: scheduler.Instance, value: Any) -> None:
    """However it comes."""
    with pytest.raises(InstanceError, match=r"^the mapping: holds a value|levels inside"):
        scheduler.read(value)
    with pytest.raises(InstanceError, match=r"^changes: holds a value|levels inside"):
        scheduler.change(instance, [value])


def test_half_a_character_is_told_where_it_is(instance: scheduler.Instance) -> None:
    """And what is told of it can be printed."""
    with pytest.raises(InstanceError) as raised:
        scheduler.change(instance, [{"change": {"rooms": {"A": {"title": "\ud83d"}}}}])
    said = "changes[1].change.rooms.A.title: found the control character U+D83D, expected readable text."
    assert str(raised.value) == said
    assert str(raised.value).encode()
