"""What others have written is shown so that it steers no terminal, in whatever a command says."""

import io
import json
import re
from pathlib import Path

import pytest
from rich.table import Table
from rich.text import Text

from scheduler.cli.console import Paper, harmless
from scheduler.instance import Instance
from scheduler.sources import write_schedule
from tests.cli.conftest import Run
from tests.conference import conference, placed, room, session

EVIL = "\u202egnp\u2066 é العربية"
"""From right to left, and apart from what surrounds it; and letters that are neither.

Other codes, such as those that colour, are refused where files are read.
"""
BAD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def hostile(name: str) -> Instance:
    """Return a conference all of whose texts would steer a terminal."""

    def evil(what: str) -> str:
        return f"{what} {EVIL}"

    return conference(
        session("talk", title=evil("Talk"), body="com", themes=["t"], people={"speaker": ["ada"]}),
        session("lecture", title=evil("Lecture"), themes=["t"], people={"speaker": ["ada"]}),
        name=name,
        title=evil("Forum"),
        rooms=[room("A", title=evil("Hall")), room("B", title=evil("Annex"), capacity=5)],
        bodies=[{"id": "com", "title": evil("Committee")}],
        themes=[{"id": "t", "title": evil("Growth")}],
        people=[{"id": "ada", "title": evil("Ada"), "delegation": "ke"}],
        delegations=[{"id": "ke", "title": evil("Kenya"), "size": 1, "region": "afr"}],
        regions=[{"id": "afr", "title": evil("Africa")}],
        publishing={"organiser": {"name": evil("Office"), "email": "o@example.org"}},
    )


@pytest.fixture
def evil(folder: Path, run: Run) -> Run:
    """Run commands where two programmes of that conference are, one of which breaks rules."""
    for name in ("one", "two"):
        made = hostile(name)
        escaped = json.dumps(
            json.loads(made.model_dump_json(exclude_unset=True))
        )  # or it is refused
        (folder / f"{name}.yaml").write_text(escaped)
        (folder / "solutions").mkdir(exist_ok=True)
        write_schedule(
            folder / f"solutions/{name}.json",
            made,
            placed(made, talk="Mon 09:00 A", lecture="Tue 09:00 A"),
        )
    bad = hostile("one")
    write_schedule(folder / "bad.json", bad, placed(bad, talk="Mon 09:00 B", lecture="Mon 09:00 B"))
    code, _, err = run("publish", "one.yaml", "--note", f"New {EVIL}")
    assert code == 0, err
    assert run("publish", "one.yaml", "bad.json", "--force", "--note", f"Bad {EVIL}")[0] == 2
    return run


COMMANDS = """
check one.yaml
show one.yaml
show one.yaml bad.json
show one.yaml --body com
evaluate one.yaml
evaluate one.yaml bad.json
evaluate one.yaml bad.json --json
explain one.yaml solutions/one.json --session talk
compare one.yaml solutions/one.json bad.json
compare one.yaml solutions/one.json bad.json --json
report groups one.yaml
report groups one.yaml --json
publish one.yaml solutions/one.json --dry-run
publish one.yaml bad.json
releases one
releases one 2
releases one 1 2
releases one 1 2 --json
notices one
notices one --json
tokens list one
tokens list one --json
tokens rotate one ada -o list.json
""".strip().splitlines()


def test_no_command_shows_a_code_that_steers(evil: Run) -> None:
    """Whatever it prints, on stdout and stderr; letters stay."""
    for command in COMMANDS:
        code, out, err = evil(*command.split())
        assert code in (0, 2), (command, err)
        assert not BAD.search(out.replace("\r\n", "\n") + err), (command, ascii(out + err))
        assert out, command


NAMES = ["\x1b[2Jx.yaml", "\u202exyz.yaml", "no\x9bsuch"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "command", ["check", "show", "releases", "export --to csv -o x", "frobnicate"]
)
def test_no_complaint_shows_one(run: Run, command: str, name: str) -> None:
    """Of a file that is not there, a conference that was never published, a command that there is not."""
    code, out, err = run(*command.split(), name)
    assert code == 1
    assert not BAD.search(out + err), ascii(out + err)
    assert err


@pytest.mark.parametrize("option", ["--\x1b[2J", "--time-limit=\x9b1", "--workers=\u202e"])
def test_no_misuse_shows_one(run: Run, option: str) -> None:
    """An option that there is not, or a value that cannot be used."""
    code, out, err = run("solve", "small.yaml", option, "--json")
    assert code == 1
    assert not BAD.search(out + err), ascii(out + err)


def test_json_holds_what_was_written(evil: Run) -> None:
    """Escaped: whoever reads it gets each letter."""
    _, out, _ = evil("releases", "one", "1", "--json")
    assert f"New {EVIL}" in json.dumps(json.loads(out), ensure_ascii=False)


def test_colours_stay_and_codes_go() -> None:
    """On a terminal: those of the program are there, in a table as well; those of a title are not."""
    file = io.StringIO()
    paper = Paper(force_terminal=True, color_system="standard", file=file, width=40)
    paper.print(Text("a\x1b[31mb\x9bc", "bold"))
    table = Table(box=None)
    table.add_column("\x1b]0;title\x07")
    table.add_row("\u202ex")
    paper.print(table)
    shown = file.getvalue()
    assert "\x1b[1ma[31mbc\x1b[0m" in shown
    assert "]0;title" in shown
    assert not set("\x9b\x07\u202e") & set(shown)


def test_ends_of_lines_are_no_codes() -> None:
    """Nor are tabs; a line that begins anew over itself is."""
    assert harmless("a\tb\r\nc\nd") == "a\tb\r\nc\nd"
    assert harmless("good\rbad") == "good\ufffdbad"
