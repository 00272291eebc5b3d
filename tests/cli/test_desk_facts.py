"""Facts of a conference change by command: who comes when, how long, how many."""

from pathlib import Path

from tests.cli.conftest import Run


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


def test_a_room_is_closed_for_good_by_one_command(solved: Run) -> None:
    """Or on several days and hours, in one step; undo opens it again."""
    code, out, err = solved("desk", "close", "small.yaml", "A", "always", "--apply")
    assert code == 0, err
    assert "Close A every day" in out
    code, out, _ = solved("desk", "undo", "small.yaml")
    assert (code, "Undone: Close A every day" in out) == (0, True)
    _, out, _ = solved("desk", "close", "small.yaml", "A", "mon morning", "tue from 15:00")
    assert out.startswith("Close A on Mon 8 Nov 09:00-12:00 and on Tue 9 Nov from 15:00")
    _, out, _ = solved("desk", "close", "small.yaml", "A", "mon..tue from 15:00")
    assert out.startswith("Close A every day from 15:00")
