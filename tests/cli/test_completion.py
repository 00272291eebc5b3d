"""Completion in shells: commands, options and instance files, without waiting for what they load."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scheduler.cli.inputs.options import ASKS, ShellLine, files_like, typed
from tests.cli.test_commands import DATABASES, SOLVERS
from tests.cli.test_process import environment

FILES = (
    *("a.yaml", "b.yml", "notes.txt", ".hidden.yaml", "two words.yaml", "plan.json"),
    *("variants/c.yaml", "variants/d.yaml", "variants/deep/e.yaml", "solutions/a.json"),
)
Ask = Callable[[str], list[str]]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with files, in a home of its own where `scheduler` is on the path."""
    for name in FILES:
        path = tmp_path / "desk" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    program = tmp_path / "bin" / "scheduler"
    program.parent.mkdir()
    python = shlex.quote(sys.executable)
    program.write_text(f'#!/bin/sh\nexec {python} -m scheduler.cli "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    for name, value in environment(HOME=str(tmp_path)).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.chdir(tmp_path / "desk")
    return tmp_path


def said(*command: str) -> str:
    """Run a program; return what it says, which is no trouble."""
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout


def in_bash(line: str) -> list[str]:
    """Return what Bash completes at the end of a line, after `--show-completion` has been read."""
    words = line.split(" ")
    script = (
        'eval "$(scheduler --show-completion)"\n'
        "complete -p scheduler >/dev/null || exit 1\n"
        f"COMP_WORDS=({' '.join(shlex.quote(each) for each in words)})\n"
        f"COMP_CWORD={len(words) - 1}\n"
        "_scheduler_completion scheduler\n"
        'printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    return said("bash", "--norc", "--noprofile", "-c", script).split()


def in_fish(line: str) -> list[str]:
    """Return what fish completes at the end of a line."""
    script = f"scheduler --show-completion | source; complete -C {shlex.quote(line)}"
    return [each.split("\t")[0] for each in said("fish", "-N", "-c", script).splitlines()]


def in_zsh(line: str) -> list[str]:
    """Return what zsh is told to complete at the end of a line, by a script that zsh can read."""
    said("zsh", "-f", "-c", "scheduler --show-completion > script && zsh -n script; rm script")
    asked = {ASKS: "complete_zsh", "_TYPER_COMPLETE_ARGS": line}
    script = f"{shlex.join(['env', *(f'{k}={v}' for k, v in asked.items()), 'scheduler'])}"
    told = said("zsh", "-f", "-c", f"compadd() {{}}; {script}")
    return [each.split('"')[1] for each in told.splitlines() if each.count('"') > 1]


@pytest.mark.slow
@pytest.mark.parametrize("ask", [in_bash, in_zsh, in_fish])
def test_shells_complete_commands_options_and_files(ask: Ask, desk: Path) -> None:
    """As far as a word is typed, in groups of commands too."""
    if shutil.which(ask.__name__.removeprefix("in_")) is None:
        pytest.skip("this shell is not installed")
    assert sorted(ask("scheduler ex")) == ["explain", "export"]
    assert sorted(ask("scheduler tokens r")) == ["revoke", "rotate"]
    assert ask("scheduler show --j") == ["--json"]
    assert sorted(ask("scheduler solve ")) == [
        "a.yaml",
        "b.yml",
        "variants/c.yaml",
        "variants/d.yaml",
    ]
    assert ask("scheduler solve --engine cp") == ["cp-sat"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_installed_for_the_shell_in_use(shell: str, desk: Path) -> None:
    """A new shell knows it."""
    if shutil.which(shell) is None:
        pytest.skip("this shell is not installed")
    assert f"{shell} completion installed" in said(
        shell, "-c", "scheduler --install-completion; true"
    )
    if shell == "bash":
        told = said("bash", "--noprofile", "-c", ". ~/.bashrc; complete -p scheduler")
        assert told == "complete -o default -F _scheduler_completion scheduler\n"
    written = {"bash": ".bash_completions/scheduler.sh", "zsh": ".zfunc/_scheduler"}
    file = desk / written.get(shell, ".config/fish/completions/scheduler.fish")
    assert ASKS in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("words", ["", "sol", "solve ", "solve a.yaml --seed 3 ", "tokens rotate "])
def test_commands_and_files_are_completed_without_a_solver(words: str, desk: Path) -> None:
    """Nobody waits seconds for the name of a file."""
    program = (
        "import sys\nfrom scheduler.cli import main\nmain([])\n"
        f"print(*sorted(sys.modules.keys() & {set(SOLVERS | DATABASES)}))"
    )
    asked = {ASKS: "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env=environment(**asked, _TYPER_COMPLETE_ARGS=f"scheduler {words}"),
        capture_output=True,
        text=True,
        check=True,
    )
    *completed, loaded = ran.stdout.splitlines()
    assert completed
    assert loaded == ""


def test_files_are_those_that_can_be_typed(desk: Path) -> None:
    """No hidden ones unless asked for, none that shells would quote, nothing of folders that are missing."""
    endings = (".yaml", ".yml")
    assert files_like("variants/", endings) == [
        *("variants/c.yaml", "variants/d.yaml", "variants/deep/e.yaml")
    ]
    assert files_like("var", endings) == ["variants/c.yaml", "variants/d.yaml"]
    assert files_like(".h", endings) == [".hidden.yaml"]
    assert files_like("two", endings) == []
    assert files_like("nowhere/", endings) == []
    assert files_like(f"{desk}/desk/a", endings) == [f"{desk}/desk/a.yaml"]


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({}, None),
        ({ASKS: "source_bash"}, None),
        (
            {ASKS: "complete_bash", "COMP_WORDS": "scheduler\nso", "COMP_CWORD": "1"},
            ShellLine([], "so"),
        ),
        (
            {ASKS: "complete_bash", "COMP_WORDS": "scheduler\nsolve\n\n", "COMP_CWORD": "2"},
            ShellLine(["solve"], ""),
        ),
        (
            {ASKS: "complete_fish", "_TYPER_COMPLETE_ARGS": "scheduler show 'my"},
            ShellLine(["show"], "'my"),
        ),
        (
            {ASKS: "complete_zsh", "_TYPER_COMPLETE_ARGS": "scheduler show "},
            ShellLine(["show"], ""),
        ),
    ],
)
def test_what_is_typed_is_read_from_the_shell(
    given: dict[str, str], line: ShellLine | None
) -> None:
    """Whether a word has begun, a quote is open, or nobody asks."""
    assert typed(given) == line
