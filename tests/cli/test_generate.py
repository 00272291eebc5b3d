"""`generate`: two files, and nothing overwritten."""

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Run

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "generator.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)


def test_the_example_of_the_document_runs_as_printed(run: Run) -> None:
    """The file is in order, and the planted programme keeps every hard rule."""
    commands = [
        shlex.split(line) for line in BLOCK.findall(DOCUMENT.read_text("utf-8"))[0].splitlines()
    ]
    assert [words[1] for words in commands] == ["generate", "check", "evaluate", "solve"]
    printed = []
    for program, *words in commands:
        assert program == "scheduler"
        code, out, err = run(*words)
        assert code == 0, err
        printed.append((out, err))
    assert printed[0][1].splitlines() == [
        "Wrote made-up.yaml. Go on with: scheduler check made-up.yaml",
        "Wrote planted.json. Judge it with: scheduler evaluate made-up.yaml planted.json",
    ]
    assert "The file is in order." in printed[1][0]
    assert "Every hard rule is kept." in printed[2][0]
    assert "made for another" not in printed[2][1]


def test_the_file_says_how_it_was_made(run: Run, folder: Path) -> None:
    """Its head is the command; the name of the instance is that of the file."""
    assert run("generate", "rio.yaml", "--sessions", "50", "--tightness", "1")[0] == 0
    lines = (folder / "rio.yaml").read_text("utf-8").splitlines()
    assert lines[1] == "# scheduler generate rio.yaml --sessions 50 --tightness 1.0 --seed 0"
    assert "name: rio" in lines
    assert json.loads(run("check", "rio.yaml", "--json")[1])["counts"]["sessions"] == 50


@pytest.mark.parametrize("taken", ["made-up.yaml", "planted.json"])
def test_nothing_is_overwritten_unless_forced(run: Run, folder: Path, taken: str) -> None:
    """Neither the instance nor the solution; with --force both are."""
    words = ("generate", "made-up.yaml", "--sessions", "50", "--solution", "planted.json")
    (folder / taken).write_text('{"schedule": []}', encoding="utf-8")
    code, _, err = run(*words)
    assert code == 1
    assert err == f"{taken}: exists already. Give another name, or --force to overwrite it.\n"
    assert not {"made-up.yaml", "planted.json"} - {taken} & {path.name for path in folder.iterdir()}
    assert run(*words, "--force")[0] == 0
    assert (folder / taken).read_text("utf-8") != '{"schedule": []}'


def test_only_solutions_are_replaced_by_solutions(run: Run, folder: Path) -> None:
    """Even with --force, a file that is no solution stays."""
    (folder / "notes.txt").write_text("dear diary", encoding="utf-8")
    code, _, err = run("generate", "a.yaml", "--solution", "notes.txt", "--force")
    assert code == 1
    assert "is not a solution" in err
    assert not (folder / "a.yaml").exists()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("a.json",), "a.json: this writes YAML; name it a.yaml.\n"),
        (("-a b.yaml",), "No such option"),
        (("a b.yaml",), "a b: cannot be the name of an instance"),
        (("a.yaml", "--sessions", "49"), "--sessions"),
        (("a.yaml", "--tightness", "1.1"), "--tightness"),
    ],
)
def test_what_cannot_be_made_is_refused(
    run: Run, folder: Path, words: tuple[str, ...], expected: str
) -> None:
    """Bad input, and no file."""
    before = sorted(folder.iterdir())
    code, _, err = run("generate", *words)
    assert code == 1
    assert expected in err
    assert sorted(folder.iterdir()) == before
