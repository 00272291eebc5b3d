"""Commands are listed without being loaded, and each loads what it needs and no more."""

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest

from scheduler.cli import main
from scheduler.cli.registry import COMMANDS, RENAMED, Command, Group
from tests.processes import environment

SOLVERS = frozenset({"numba", "ortools", "pandas"})
DATABASES = frozenset({"sqlalchemy"})
SURFACES = frozenset({"icalendar", "jinja2", "matplotlib", "openpyxl", "typst", "uvicorn"})
HEAVY = SOLVERS | DATABASES | SURFACES | {"distributed", "numpy", "pydantic", "yaml"}
FACTS = frozenset({"pydantic", "yaml"})

MAY_LOAD = {
    "": frozenset(),
    "check": FACTS | {"numpy"},
    "show": FACTS,
    "evaluate": FACTS,
    "new": FACTS,
    "import": FACTS | {"icalendar", "numpy", "openpyxl"},
    "compare": FACTS,
    "solve": frozenset({"pydantic"}),
    "replan": FACTS | {"numpy"},
    "publish": FACTS | DATABASES,
    "report groups": FACTS | {"icalendar"},
    **dict.fromkeys(("desk undo", "desk redo", "desk history"), FACTS),
    "tokens": frozenset({"pydantic"}),  # by typer, which reads names with it
    "tokens list": FACTS | DATABASES | {"icalendar"},
}
"""What a command may load of the packages that take long, before it knows what it is to do."""


def named(
    commands: "dict[str, Command | Group]", before: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Command]]:
    """Yield each command with the names that lead to it."""
    for name, command in commands.items():
        if isinstance(command, Group):
            yield from named(dict(command.commands), (*before, name))
        else:
            yield (*before, name), command


ALL = list(named(dict(COMMANDS)))


def ran(program: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a process of its own, in which nothing is loaded yet."""
    return subprocess.run(
        [sys.executable, "-c", program],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )


@pytest.mark.parametrize(("names", "command"), ALL, ids=[" ".join(names) for names, _ in ALL])
def test_lists_say_of_a_command_what_it_says_of_itself(
    names: tuple[str, ...], command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence of the table is the first of its docstring, and its help is that of the command."""
    assert (command.loaded().__doc__ or "").splitlines()[0] == command.help
    assert main([*names, "--help"]) == 0
    assert "Usage: scheduler " + " ".join(names) + " " in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize("words", MAY_LOAD)
def test_a_command_loads_only_what_it_needs(words: str) -> None:
    """Whoever asks for help, or looks at a programme, does not wait for a solver or a database."""
    program = (
        "import sys\n"
        "from scheduler.cli import main\n"
        f"code = main({[*words.split(), '--help']})\n"
        f"print(*sorted(sys.modules.keys() & {set(HEAVY)}), file=sys.stderr)\n"
        "sys.exit(code)"
    )
    ended = ran(program)
    assert set(ended.stderr.split()) <= MAY_LOAD[words]


def test_a_search_loads_what_searches() -> None:
    """The probe above would see a solver: it is loaded where it is needed."""
    program = (
        "import sys\nfrom scheduler.cli import commands\n"
        "commands.solved\nprint('ortools' in sys.modules)"
    )
    ended = ran(program)
    assert ended.stdout == "True\n"


@pytest.mark.parametrize(
    ("given", "code"),
    [(["--", "new", "--help"], 0), (["new", "--help"], 0), (["--help", "new"], 0), (["x"], 1)],
)
def test_the_command_asked_for_is_the_one_that_is_loaded(
    given: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wherever options stand; a name that nobody has is answered with those near it."""
    assert main(given) == code


def test_a_name_that_is_nearly_right_is_understood(capsys: pytest.CaptureFixture[str]) -> None:
    """Commands that were not loaded are known by name."""
    assert main(["evaluat"]) == 1
    assert "Did you mean 'evaluate'?" in capsys.readouterr().err


def test_help_has_five_panels_of_twenty_commands(capsys: pytest.CaptureFixture[str]) -> None:
    """In the order in which a planner needs them."""
    assert main(["--help"]) == 0
    page = capsys.readouterr().out
    headings = [f"\n{panel}:\n" for panel in ("Start", "Plan", "Compare", "Publish", "Desk")]
    assert sorted(headings, key=page.index) == headings
    assert len(COMMANDS) <= 20


def test_an_earlier_name_says_the_new_one(capsys: pytest.CaptureFixture[str]) -> None:
    """In one line, and to machines; the new one exists."""
    assert RENAMED["move"] in [" ".join(names[:2]) for names, _ in ALL]
    assert main(["move", "forum.yaml", "--json"]) == 1
    told = capsys.readouterr()
    assert told.err == "`move` is now `desk move`.\n"
    assert json.loads(told.out)["errors"] == [told.err.strip()]
