"""The commands of the desk: they ask before they act, and keep what was done through all that may happen."""

import json
import re
from pathlib import Path

import pytest

from scheduler.desk import files as desk_files
from tests.cli.conftest import Run

DESK = ("small.desk.yaml", "small.desk.history", "solutions/small-desk.json")


def _texts(folder: Path) -> dict[str, str]:
    return {name: (folder / name).read_text("utf-8") for name in DESK if (folder / name).exists()}


def test_nothing_is_written_unless_it_is_asked(solved: Run, folder: Path) -> None:
    """A wish shows its effect."""
    for options in ((), ("--make-room",)):
        code, out, _ = solved("desk", "move", "small.yaml", "talk", "tue 14:00", "B", *options)
        assert code == 0
        assert "Nothing was changed." in out
        assert not _texts(folder)


def test_the_command_that_it_names_does_it(solved: Run, folder: Path) -> None:
    """The instance stays as it is; the variant is read by all other commands."""
    before = (folder / "small.yaml").read_bytes()
    _, out, _ = solved("desk", "move", "small.yaml", "Talk", "tue 2pm", "B")
    line = next(line for line in out.splitlines() if line.startswith("Apply it: scheduler "))
    assert line == "Apply it: scheduler desk move small.yaml Talk 'tue 2pm' B --apply"
    code, out, _ = solved("desk", "move", "small.yaml", "Talk", "tue 2pm", "B", "--apply")
    assert code == 0
    assert "Done: Move Talk to Tue 9 Nov 14:00 in B." in out
    assert (folder / "small.yaml").read_bytes() == before
    code, out, _ = solved("show", "small.desk.yaml", "--json")
    assert code == 0
    (talk,) = (each for each in json.loads(out)["sessions"] if each["session"] == "talk")
    assert talk["start"].startswith("2021-11-09T14:00")


def test_a_hard_rule_is_broken_never_silently(planned: Run) -> None:
    """It is done as asked, in exit code 2; with room made it is broken no more."""
    code, out, _ = planned("desk", "move", "small.yaml", "talk", "mon 9:30", "A", "--apply")
    assert code == 2
    assert "Breaks hard rules" in out
    assert "Done: " in out
    planned("desk", "undo", "small.yaml")
    assert planned("desk", "unpin", "small.yaml", "opening", "--apply")[0] == 0
    code, out, _ = planned(
        "desk", "move", "small.yaml", "talk", "mon 9:30", "A", "--apply", "--make-room"
    )
    assert code == 0
    assert "1 other session moves." in out


def test_a_fixed_session_that_moves_is_reported(planned: Run) -> None:
    """With where it is fixed, and whether its start, its room or both are replaced."""
    _, out, _ = planned("desk", "move", "small.yaml", "talk", "mon 15:00")
    assert re.search(r"Talk is fixed at Mon 8 Nov 14:00 in A \(step \d\)\. --apply replaces", out)
    assert "replaces the fixed start." in out
    _, out, _ = planned("desk", "move", "small.yaml", "talk", "mon 15:00", "B", "--apply")
    assert "The change replaces the fixed start and room." in out
    planned("desk", "unpin", "small.yaml", "talk", "--apply")
    _, out, _ = planned("desk", "move", "small.yaml", "talk", "mon 14:00")
    assert "fixed" not in out


def test_a_session_into_a_lock_names_it(planned: Run) -> None:
    """Whether a day or a room is locked, with the step and the command that unlocks it."""
    planned("desk", "lock", "small.yaml", "day", "mon", "--apply")
    _, out, _ = planned("desk", "move", "small.yaml", "report", "mon 16:00", "A")
    (said,) = (line for line in out.splitlines() if "is locked" in line)
    assert re.fullmatch(
        r"Mon 8 Nov is locked\. Unlock it: scheduler desk unlock small\.yaml day mon",
        said,
    )
    planned("desk", "unlock", "small.yaml", "day", "mon", "--apply")
    planned("desk", "lock", "small.yaml", "room", "A", "--apply")
    _, out, _ = planned("desk", "move", "small.yaml", "report", "mon 16:00", "A")
    assert "scheduler desk unlock small.yaml room A" in out
    planned("desk", "unlock", "small.yaml", "room", "A", "--apply")
    assert "locked" not in planned("desk", "move", "small.yaml", "report", "mon 16:00", "A")[1]


def test_where_no_room_is_found_nothing_is_done(planned: Run, folder: Path) -> None:
    """The opening is pinned, and lets nothing run beside it."""
    before = _texts(folder)
    code, out, _ = planned(
        "desk", "move", "small.yaml", "talk", "mon 9:30", "--apply", "--make-room"
    )
    assert code == 2
    assert "Proved: no programme satisfies all hard rules" in out
    assert out.endswith(
        "\n  scheduler desk move small.yaml talk 'mon 9:30' --apply"
        "\n  scheduler explain small.desk.yaml"
        "\n  scheduler desk undo small.yaml\n"
    )
    assert _texts(folder) == before


def test_a_rule_broken_before_is_not_blamed_on_the_next_change(planned: Run) -> None:
    """It is named first, and the proof is about all steps."""
    _, out, _ = planned("desk", "move", "small.yaml", "talk", "mon 9:30", "A", "--apply")
    assert "already breaks" not in out
    assert " now, " in out
    assert "broken hard rules with the change" in out
    planned("desk", "pin", "small.yaml", "talk", "--apply")
    code, out, _ = planned(
        "desk", "close", "small.yaml", "A", "tue", "--make-room", "--time-limit", "1"
    )
    assert code == 2
    assert "The programme already breaks" in out
    assert "broken hard rules now, " in out
    assert "with this change and the steps before it" in out


def test_undo_and_redo_bring_back_the_very_files(planned: Run, folder: Path) -> None:
    """To the byte, but for the history, which keeps what was taken back."""
    before = _texts(folder)
    planned("desk", "move", "small.yaml", "talk", "tue 14:00", "--apply")
    after = _texts(folder)
    code, out, _ = planned("desk", "undo", "small.yaml")
    assert code == 0
    assert out.startswith("Undone: Move Talk to Tue 9 Nov 14:00 in A.")
    for name in (DESK[0], DESK[2]):
        assert _texts(folder)[name] == before[name]
    planned("desk", "redo", "small.yaml")
    for name in (DESK[0], DESK[2]):
        assert _texts(folder)[name] == after[name]


@pytest.mark.parametrize("written", [1, 2])
def test_a_command_that_is_killed_loses_nothing_that_it_has_said(
    written: int, planned: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the history, or after the variant: the next command writes what is missing."""
    number = 0

    def write(path: Path, content: bytes) -> None:
        nonlocal number
        number += 1
        if number > written:
            raise KeyboardInterrupt
        path.write_bytes(content)

    before = _texts(folder)
    with monkeypatch.context() as patch:
        patch.setattr(desk_files, "write_atomically", write)
        code, out, _ = planned("desk", "move", "small.yaml", "talk", "tue 14:00", "B", "--apply")
        assert code == 130
        assert "Done" not in out
    assert _texts(folder)[DESK[2]] == before[DESK[2]]
    code, out, _ = planned("desk", "history", "small.yaml")
    assert "Move Talk to Tue 9 Nov 14:00 in B." in out
    assert '"2021-11-09T14:00:00+03:00"' in _texts(folder)[DESK[2]]
    assert "2021-11-09T14:00" in _texts(folder)[DESK[0]]
    planned("desk", "undo", "small.yaml")
    assert _texts(folder)[DESK[0]] == before[DESK[0]]


def test_what_is_edited_by_hand_becomes_a_step(planned: Run, folder: Path) -> None:
    """It can be taken back; a mistake in it is told with its line."""
    path = folder / DESK[0]
    before = path.read_text("utf-8")
    path.write_text(before + "  - set_level: {rule: room_waste, level: 3}\n", encoding="utf-8")
    assert planned("desk", "set", "small.yaml", "room_waste", "4", "--apply")[0] == 0
    assert "small.desk.yaml was edited by hand." in planned("desk", "history", "small.yaml")[1]
    assert path.read_text("utf-8").count("room_waste") == 1  # a sentence, and a line
    planned("desk", "undo", "small.yaml")
    assert "# By hand: set_level." in path.read_text("utf-8")
    planned("desk", "undo", "small.yaml")
    assert path.read_text("utf-8") == before
    path.write_text(before + "  - set_level: {rule: room_wast, level: 3}\n", encoding="utf-8")
    code, _, err = planned("desk", "history", "small.yaml")
    assert code == 1
    assert "small.desk.yaml:" in err


def test_what_a_planner_writes_above_the_changes_stays(planned: Run, folder: Path) -> None:
    """A title, a summary, a comment; nothing of it is a step."""
    path = folder / DESK[0]
    text = path.read_text("utf-8")
    own = text.replace("changes:", "summary: The talk is late.  # ask Ada\nchanges:")
    path.write_text(own, encoding="utf-8")
    _, before, _ = planned("desk", "history", "small.yaml")
    planned("desk", "move", "small.yaml", "talk", "tue 14:00", "--apply")
    assert "summary: The talk is late.  # ask Ada\nchanges:\n" in path.read_text("utf-8")
    planned("desk", "undo", "small.yaml")
    assert path.read_text("utf-8") == own
    assert planned("desk", "history", "small.yaml")[1].startswith(before)


def test_an_instance_that_has_changed_is_told_with_the_line(planned: Run, folder: Path) -> None:
    """A session is gone that the desk has pinned; once its line is gone, work goes on."""
    planned("desk", "pin", "small.yaml", "talk", "report", "--apply")
    instance = json.loads((folder / "small.yaml").read_text("utf-8"))
    instance["sessions"] = [each for each in instance["sessions"] if each["id"] != "talk"]
    (folder / "small.yaml").write_text(json.dumps(instance), encoding="utf-8")
    code, _, err = planned("desk", "history", "small.yaml")
    assert code == 1
    assert re.search(r"small\.desk\.yaml:\d+: changes\[\d\]\.pin\.session: found \"talk\"", err)
    path = folder / DESK[0]
    lines = [each for each in path.read_text("utf-8").splitlines() if "session: talk" not in each]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    code, out, err = planned("desk", "history", "small.yaml")
    assert code == 0, err
    assert "was edited by hand" in out


def test_what_another_command_has_solved_becomes_a_step(planned: Run, folder: Path) -> None:
    """And is taken back as any other."""
    planned("desk", "unpin", "small.yaml", "talk", "--apply")
    text = (folder / DESK[2]).read_text("utf-8")
    (folder / DESK[2]).write_text(text.replace("2021-11-08T14:00", "2021-11-08T15:00"), "utf-8")
    planned("desk", "pin", "small.yaml", "talk", "--apply")
    _, out, _ = planned("desk", "history", "small.yaml")
    assert "Take over solutions/small-desk.json: 1 session moved." in out
    planned("desk", "undo", "small.yaml")
    planned("desk", "undo", "small.yaml")
    assert (folder / DESK[2]).read_text("utf-8") == text


def test_a_value_is_read_as_an_instance_file_has_it(solved: Run, folder: Path) -> None:
    """Numbers, words, lists in brackets; nothing takes the line away again."""
    for values in ("duration=30", "title=Talk: the second"), ("topics=[ports, trade]",):
        code, _, err = solved("desk", "change", "small.yaml", "talk", *values, "--apply")
        assert code == 0, err
    text = (folder / "small.desk.yaml").read_text("utf-8")
    assert "- change: {sessions: {talk: {duration: 30}}}" in text
    assert '- change: {sessions: {talk: {title: "Talk: the second"}}}' in text
    assert "- change: {sessions: {talk: {topics: [ports, trade]}}}" in text
    code, _, err = solved("desk", "change", "small.yaml", "talk", "topics=", "--apply")
    assert code == 0, err
    assert "topics" not in (folder / "small.desk.yaml").read_text("utf-8")


def test_several_of_one_name_are_told_apart_by_their_tables(run: Run, folder: Path) -> None:
    """`TABLE.ID` is what is meant; the error lists all."""
    text = (folder / "small.yaml").read_text("utf-8")
    (folder / "small.yaml").write_text(text.replace('"talk"', '"A"'), "utf-8")
    assert run("solve", "small.yaml", "--time-limit", "2", "--workers", "1")[0] == 0
    code, _, err = run("desk", "change", "small.yaml", "A", "title=Other")
    assert code == 1
    assert "WHAT A: several have this name: rooms.A and sessions.A." in err
    code, _, err = run("desk", "change", "small.yaml", "rooms.A", "title=Other")
    assert code == 0, err


def test_what_is_so_already_is_no_error(solved: Run) -> None:
    """A preview and its change say the same."""
    for verb, *what in (("hold", "talk"), ("unpin", "talk"), ("unlock", "day", "mon")):
        shown, done = (solved("desk", verb, "small.yaml", *what, *end) for end in ((), ["--apply"]))
        assert shown == done == (0, shown[1], "")
        assert shown[1].endswith("Nothing was changed.\nThe programme is already like this.\n")
