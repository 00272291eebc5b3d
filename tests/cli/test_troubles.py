"""Whatever a user causes ends in a sentence on stderr and code 1, and in no traceback."""

import json
from pathlib import Path

import pytest

from scheduler.storage import LARGEST_FILE
from tests.cli.conftest import Run, write
from tests.conference import conference, session

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
    (
        "solve small.yaml --time-limit soon",
        "'--time-limit': found soon. Input should be a valid number",
    ),
    ("solve small.yaml --workers two", "'--workers': found two. Input should be a valid integer"),
    (
        "solve small.yaml --workers 0",
        "Invalid value for '--workers': found 0. Input should be greater than",
    ),
    (
        "solve small.yaml --seed -1",
        "Invalid value for '--seed': found -1. Input should be greater than",
    ),
    ("solve small.yaml --engine luck", "Invalid value for '--engine': found luck."),
    ("export small.yaml --to odt -o x.odt", "Invalid value for '--to': found odt."),
    ("solve small.yaml -o .", ".: is a folder. Give the name of a file."),
    ("solve small.yaml -o small.yaml/a.json", "small.yaml: is not a folder."),
    ("solve small.yaml -o /proc/a.json", "/proc/a.json: cannot be written"),
    ("solve small.yaml -o none/a.json", "none: there is no such folder. Create it first."),
    ("solve small.yaml -o -", "-: files are not written to stdout; give the name of a file."),
    ("solve small.yaml -o small.yaml", "small.yaml: exists, and is not a solution."),
    ("solve small.yaml -o notes.txt", "notes.txt: exists, and is not a solution."),
    ("solve small.yaml -o blocked.json", "blocked.previous.json: exists, and is not a solution."),
    ("solve small.yaml -o none/a.json", "none: there is no such folder. Create it first."),
    ("new foo.json", "foo.json: this writes YAML; name it foo.yaml."),
    ("new none/foo.yaml", "none: there is no such folder. Create it first."),
    ("solve small.yaml -o /dev/null", "/dev/null: is not a regular file."),
    ("solve small.yaml --from missing.json", "missing.json"),
    ("show small.yaml", "solutions/small.json: no solution of small yet."),
    ("show small.yaml broken.yaml", "broken.yaml"),
    ("evaluate small.yaml missing.json", "missing.json"),
    ("new small.yaml", "small.yaml: exists already."),
    ("new ./small.yaml", "small.yaml: exists already."),
]


@pytest.mark.parametrize(("command", "said"), TROUBLES, ids=[command for command, _ in TROUBLES])
def test_a_trouble_ends_in_a_sentence(command: str, said: str, run: Run, folder: Path) -> None:
    """Code 1, the sentence on stderr, nothing on stdout."""
    (folder / "broken.yaml").write_text("name: [", encoding="utf-8")
    (folder / "binary.yaml").write_bytes(b"\xff\xfe\x00\x80")
    (folder / "notes.txt").write_text("{}", encoding="utf-8")
    (folder / "blocked.previous.json").write_text("mine", encoding="utf-8")
    code, out, err = run(*command.split())
    assert (code, out) == (1, "")
    assert said in " ".join(err.replace("│", " ").split())
    assert "Traceback" not in err


UNKNOWN = [
    (
        "--day 3",
        "--day 3: no such day. Expected one from Monday 8 November 2021 to",
    ),
    ("--body com2", "--body com2: no such name. Maybe 'com1'?\n"),
    ("--room Zoo", "--room Zoo: no such name. Give an id or a title.\n"),
]


@pytest.mark.parametrize(("option", "said"), UNKNOWN)
def test_an_unknown_name_comes_with_what_may_be_meant(option: str, said: str, solved: Run) -> None:
    """The nearest known name, or all that are known."""
    code, out, err = solved("show", "small.yaml", *option.split())
    assert (code, out, err.startswith(said)) == (1, "", True)


def _never(*_: object, **__: object) -> None:
    """Stand for a search that must not begin."""
    pytest.fail("searched")


def test_a_folder_that_cannot_be_written_is_found_before_the_search(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for a search whose result has no place."""
    monkeypatch.setattr("scheduler.cli.commands.solving.solve_instance", _never)
    assert run("solve", "small.yaml", "-o", "small.yaml/a.json")[0] == 1


def test_what_is_no_solution_stays_as_it_is(
    solved: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The instance, the programme and a note are whole after each attempt; nothing was searched."""
    monkeypatch.setattr("scheduler.cli.commands.solving.solve_instance", _never)
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    paths = [folder / name for name in ("small.yaml", "notes.txt", "solutions/small.json")]
    before = [path.read_bytes() for path in paths]
    for path in paths[:2]:
        assert solved("solve", "small.yaml", "-o", str(path))[0] == 1
    assert [path.read_bytes() for path in paths] == before


@pytest.mark.parametrize("command", ["check", "solve", "show", "evaluate"])
def test_a_machine_reads_each_fault_on_stdout(command: str, run: Run, folder: Path) -> None:
    """Code 1; as many errors as there are lines on stderr."""
    (folder / "bad.yaml").write_text("name: bad\nformat: 1\n", encoding="utf-8")
    code, out, err = run(command, "bad.yaml", "--json")
    assert code == 1
    assert json.loads(out)["errors"] == err.splitlines()
    assert len(err.splitlines()) > 1


def test_advice_can_be_typed(run: Run, folder: Path) -> None:
    """A path with a space is quoted for the shell."""
    (folder / "small.yaml").rename(folder / "my small.yaml")
    assert "Search for one: scheduler solve 'my small.yaml'" in run("show", "my small.yaml")[2]
    assert "then: scheduler check 'a b.yaml'" in run("new", "a b.yaml")[2]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("solve small.yaml --json --time-limit -1", "-1 is not a positive number of seconds."),
        ("check small.yaml --json --nonsense", "No such option: --nonsense"),
        ("check --json", "Missing argument"),
    ],
)
def test_a_machine_reads_wrong_arguments_on_stdout(arguments: str, said: str, run: Run) -> None:
    """As an object with one error, besides the words on stderr."""
    code, out, err = run(*arguments.split())
    assert (code, err == "") == (1, False)
    (error,) = json.loads(out)["errors"]
    assert said in error


def test_a_file_that_cannot_be_read_is_not_called_something_else(run: Run, folder: Path) -> None:
    """Whether it is a solution, nobody knows."""
    write(conference(session("talk"), name="small"), folder / "small.yaml")
    with (folder / "large.json").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    code, _, err = run("solve", "small.yaml", "-o", "large.json")
    assert code == 1
    assert "large.json: is larger than" in err


def test_a_refused_beginning_leaves_no_folder(run: Run, folder: Path) -> None:
    """It is read before anything is made."""
    assert run("solve", "small.yaml", "--from", "missing.json")[0] == 1
    assert not (folder / "solutions").exists()


@pytest.mark.parametrize("command", ["feeds small.yaml -o site", "releases small.yaml"])
def test_what_is_to_be_published_comes_with_its_file(command: str, run: Run) -> None:
    """The command can be typed as it stands."""
    code, _, err = run(*command.split())
    assert code == 1
    assert err.endswith("Publish it: scheduler publish small.yaml\n")
