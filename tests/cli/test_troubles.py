"""Whatever a user causes ends in a sentence on stderr and code 1, and in no traceback."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

TROUBLES = [
    ("check missing.yaml", "missing.yaml"),
    ("check .", "."),
    ("check broken.yaml", "broken.yaml"),
    ("check binary.yaml", "binary.yaml"),
    ("check", "Missing argument"),
    ("check small.yaml --nonsense", "No such option"),
    ("chek small.yaml", "No such command"),
    ("solve small.yaml --time-limit -1", "-1 is not a positive number of seconds."),
    ("solve small.yaml --time-limit 0", "0 is not a positive number of seconds."),
    ("solve small.yaml --time-limit inf", "inf is not a positive number of seconds."),
    ("solve small.yaml --time-limit soon", "Invalid value for '--time-limit'"),
    ("solve small.yaml --workers 0", "Invalid value for '--workers'"),
    ("solve small.yaml --seed -1", "Invalid value for '--seed'"),
    ("solve small.yaml --engine luck", "Invalid value for '--engine'"),
    ("solve small.yaml -o .", ".: is a folder; give the name of a file."),
    ("solve small.yaml -o small.yaml/a.json", "small.yaml: is not a folder."),
    ("solve small.yaml -o /proc/none/a.json", "/proc/none/a.json: cannot be written"),
    ("solve small.yaml -o /dev/null", "/dev/null: is not an ordinary file."),
    ("solve small.yaml --from missing.json", "missing.json"),
    ("show small.yaml", "solutions/small.json: there is no solution of small yet."),
    ("show small.yaml broken.yaml", "broken.yaml"),
    ("evaluate small.yaml missing.json", "missing.json"),
    ("new small.yaml", "small.yaml: exists already."),
    ("new missing/../small.yaml", "small.yaml: exists already."),
]


@pytest.mark.parametrize(("command", "said"), TROUBLES, ids=[command for command, _ in TROUBLES])
def test_a_trouble_ends_in_a_sentence(command: str, said: str, run: Run, folder: Path) -> None:
    """Code 1, the sentence on stderr, nothing on stdout."""
    (folder / "broken.yaml").write_text("name: [", encoding="utf-8")
    (folder / "binary.yaml").write_bytes(b"\xff\xfe\x00\x80")
    code, out, err = run(*command.split())
    assert (code, out) == (1, "")
    assert said in " ".join(err.replace("│", " ").split())
    assert "Traceback" not in err


NO_DAY = (
    "--day 3: no such day. The conference lasts from Monday 8 November 2021 to Tuesday 9 November "
    "2021; write a date such as 2021-11-08, a weekday, or a number from 1 to 2.\n"
)
UNKNOWN = [
    ("--day 3", NO_DAY),
    ("--body com2", "--body com2: no such name. Maybe 'com1'?\n"),
    ("--room Zoo", "--room Zoo: no such name. Known: A, B.\n"),
]


@pytest.mark.parametrize(("option", "said"), UNKNOWN)
def test_an_unknown_name_comes_with_what_may_be_meant(option: str, said: str, solved: Run) -> None:
    """The nearest known name, or all that are known."""
    assert solved("show", "small.yaml", *option.split()) == (1, "", said)


def test_a_folder_that_cannot_be_written_is_found_before_the_search(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for a search whose result has no place."""
    monkeypatch.setattr("scheduler.cli.solve.solve_instance", None)
    assert run("solve", "small.yaml", "-o", "small.yaml/a.json")[0] == 1
