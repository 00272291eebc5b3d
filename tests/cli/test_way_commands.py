"""Ways out as commands of the desk: each that is told makes the change that was tried."""

import json
import shlex
from datetime import timedelta
from pathlib import Path

import pytest

from scheduler.cli import main
from scheduler.cli.inputs.arguments import row_named, values_of
from scheduler.cli.views.conflict_report import commands_of
from scheduler.desk import (
    DeskState,
    Outcome,
    Way,
    apply,
    cancel,
    cancel_person,
    change_fact,
    hold,
    set_level,
    unpin,
)
from scheduler.evaluation import evaluate
from scheduler.instance import Instance, remade
from tests.acceptance.broken import BROKEN
from tests.conference import session
from tests.desk.desks import desk
from tests.desk.test_ways import remedies, way_of
from tests.voices import rule_of

PATH = Path("forum.yaml")
FORUM = """
name: forum
zone: Africa/Addis_Ababa
first_day: 2021-11-08
last_day: 2021-11-09
day_profiles: [{id: d, weekdays: [monday, tuesday], bands: [{id: m, from: "09:00", to: "12:00"}]}]
kinds: [{id: meeting, bands: [m]}]
rooms: [{id: hall, title: Hall, capacity: 300}]
sessions:
  - {id: day, title: Day, kind: meeting, duration: 60, pin: {start: "2021-11-08T09:00[Africa/Addis_Ababa]"}}
  - {id: talk, title: Talk, kind: meeting, duration: 60, pin: {start: "2021-11-08T09:30[Africa/Addis_Ababa]"}}
"""


def done(before: DeskState, command: str) -> DeskState:
    """Return a desk on which a command is applied."""
    program, group, name, path, what, *rest, last = shlex.split(command)
    assert (program, group, path, last) == ("scheduler", "desk", str(PATH), "--apply")
    return apply(before, _outcome(before, name, what, rest))


def _outcome(before: DeskState, name: str, what: str, rest: list[str]) -> Outcome:
    if name == "unpin":
        return unpin(before, what)
    if name == "hold":
        return hold(before, what)
    if name == "set":
        rule, _, item = what.partition(".")
        level = rest[0] if rest[0] in ("hard", "off") else float(rest[0])
        return set_level(before, rule, level, item or None)  # type: ignore[arg-type]
    table, row = row_named(before.instance, what, "WHAT")
    if name == "cancel":
        return {"sessions": cancel, "people": cancel_person}[table](before, row)
    assert name == "change"
    return change_fact(before, table, row, values_of(rest))


@pytest.mark.parametrize("rule", list(BROKEN))
def test_commands_make_the_change_that_was_tried(rule: str) -> None:
    """What is told leads to the facts with which the way out was tried."""
    before, found = remedies(rule)
    for remedy in found:
        way = way_of(rule_of(rule), remedy)
        (commands,) = commands_of(before.base, PATH, [way])
        after = before
        for each in commands:
            after = done(after, each)
        if commands:
            judged = [evaluate(each, way.schedule) for each in (after.instance, way.instance)]
            assert judged[0] == judged[1], commands


def test_of_ways_together_each_does_what_is_its_own() -> None:
    """The second does not do the first again; what no command says has none."""
    before = desk(
        session("talk", pin={"room": "A"}), session("lecture"), places={"talk": "Mon 09:00 A"}
    )
    first = remade(before.base, sessions=tuple(remade(s, pin=None) for s in before.base.sessions))
    one, two = first.sessions
    second = remade(first, sessions=(one, remade(two, attendance=7)))
    third = remade(second, late_after=timedelta(hours=20))

    def way(after: Instance) -> Way:
        return Way("", ("sessions",), "room_waste", "", 1, True, False, after, before.schedule)

    assert [*commands_of(before.base, PATH, [way(first), way(second), way(third)])] == [
        ("scheduler desk unpin forum.yaml talk --apply",),
        ("scheduler desk change forum.yaml lecture attendance=7 --apply",),
        (),
    ]


def test_explain_tells_commands_and_how_to_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As text and for machines; once there is a programme, nothing has to come before them."""
    monkeypatch.chdir(tmp_path)
    PATH.write_text(FORUM)
    assert main(["explain", "forum.yaml", "--json"]) == 2
    found = json.loads(capsys.readouterr().out)
    commands = [each["commands"] for each in found["conflicts"][0]["ways_out"]]
    assert ["scheduler desk unpin forum.yaml talk --apply"] in commands
    begin = "scheduler explain forum.yaml -o solutions/forum.json"
    assert main(["explain", "forum.yaml"]) == 2
    said = capsys.readouterr().out.splitlines()
    assert "  scheduler desk unpin forum.yaml talk --apply" in said
    assert any(each.endswith(begin) for each in said)
    Path("solutions").mkdir()
    assert main(shlex.split(begin)[1:]) == 2
    assert begin not in capsys.readouterr().out
    assert main(["desk", "unpin", "forum.yaml", "talk", "--apply"]) == 0
