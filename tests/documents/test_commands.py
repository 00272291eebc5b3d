"""Every page runs as printed: its commands in order, with the outputs that it shows."""

import re
import shutil
from pathlib import Path

import pytest

from tests.documents.commands import (
    ROOT,
    SECONDS,
    Block,
    Reader,
    blocks_of,
    current,
    pages,
    shortened,
)
from tests.documents.outputs import rewritten
from tests.documents.pages import BEGIN, NEEDS, QUICK

RUN = ("console", "sh", "python")
LEFT_ALONE = re.compile(
    r"(make|pip|uv|uvx|pipx|git|dask|podman|docker|sudo|systemctl|curl|python -m (pretalx|venv)|\.)\b"
    r"|scheduler (serve|desk open|--install-completion)\b|scheduler .* --(send|cluster)\b"
)
"""What a test cannot run: it installs, serves until it is stopped, or needs other programs or machines."""


def _parameter(page: str) -> object:
    marks = [pytest.mark.needs(extra) for extra in NEEDS.get(page, ())]
    return pytest.param(page, marks=[*marks, *([pytest.mark.slow] if page not in QUICK else [])])


@pytest.mark.parametrize(
    "page",
    [_parameter(page) for page in pages() if any(each.kind in RUN for each in blocks_of(page))],
)
def test_a_page_runs_as_printed(page: str, tmp_path: Path) -> None:
    """Otherwise ``python -m tests.documents.outputs PAGE`` rewrites its outputs."""
    text = (ROOT / page).read_text(encoding="utf-8")
    if "sqlite3 " in text and shutil.which("sqlite3") is None:
        pytest.skip("sqlite3 is not installed")
    assert rewritten(page, tmp_path) == text


@pytest.mark.parametrize("page", pages())
def test_commands_stand_in_blocks_that_are_run(page: str) -> None:
    """Those that no test can run are of a few kinds."""
    for block in blocks_of(page):
        if block.kind == "bash":
            for command, _ in block.steps():
                assert LEFT_ALONE.match(command), command
        elif block.kind not in RUN:
            first = block.text.partition("\n")[0]
            assert not re.match(r"(\$ )?(scheduler|make|python -m|pip) ", first)


def test_what_is_said_of_pages_is_said_of_pages_that_exist() -> None:
    """By their names."""
    assert {*BEGIN, *NEEDS, *QUICK} <= {*pages()}


def test_searches_are_shortened_and_nothing_else() -> None:
    """Those that say how long, and those that would take a minute."""
    assert shortened("scheduler solve a.yaml --time-limit 20 -o b.json") == (
        f"scheduler solve a.yaml --time-limit {SECONDS} -o b.json --workers 1"
    )
    assert shortened("scheduler whatif a.yaml --workers 2") == (
        f"scheduler whatif a.yaml --workers 2 --time-limit {SECONDS}"
    )
    for other in ("scheduler check a.yaml", "make run", "scheduler explain a.yaml"):
        assert shortened(other) == other


def test_commands_are_found_in_blocks() -> None:
    """Lines without comments, joined where they are continued; or what follows a prompt, with its output."""
    script = Block("sh", "scheduler check a.yaml   # reads it\n\nscheduler show \\\n    b\n# no\n")
    assert [each for each, _ in script.steps()] == ["scheduler check a.yaml", "scheduler show b"]
    session = Block("console", "$ scheduler check a.yaml\nFine.\n\n$ scheduler show \\\n    b\n")
    assert session.steps() == [("scheduler check a.yaml", "Fine.\n\n"), ("scheduler show b", "")]


PRINTED = "Proved optimal in 3 s.\n\nrule  penalty\na  1\nb  2\n\nPenalty 3\n"


@pytest.mark.parametrize(
    ("shown", "now"),
    [
        ("Proved optimal in 12 s.\n...\n", "Proved optimal in 12 s.\n..."),
        ("Proved optimal in 2 min.\n...\na  7\n...\n", "Proved optimal in 3 s.\n...\na  1\n..."),
        ("...\nPenalty 4\n", "...\nPenalty 3"),
        ("", PRINTED.strip()),
        ("Other\n", PRINTED.strip()),
    ],
)
def test_an_output_is_cut_where_it_was(shown: str, now: str) -> None:
    """What is still true stays, with its own seconds."""
    assert "\n".join(current(shown, PRINTED)) == now


def test_blocks_are_files_and_changes_of_files(tmp_path: Path) -> None:
    """A title names the file; a console then prints what is in it."""
    page = (
        '```yaml title="a.yaml"\none: 1\ntwo: 2\n```\n\n```yaml title="end of a.yaml"\nthree: 3\n```\n\n'
        '```diff title="a.yaml"\n-two: 2\n+two: 22\n```\n\n- item\n\n   ```console\n   $ cat a.yaml\n   ```\n'
    )
    printed = Reader(tmp_path).rewrites(page)
    assert printed.endswith("   $ cat a.yaml\n   one: 1\n   two: 22\n   three: 3\n   ```\n")


def test_a_script_that_fails_fails_the_page(tmp_path: Path) -> None:
    """And so does a command of a console that cannot be understood."""
    for kind, prompt in (("sh", ""), ("console", "$ ")):
        page = f"```{kind}\n{prompt}scheduler check nowhere.yaml\n```\n"
        with pytest.raises(AssertionError, match=r"nowhere\.yaml"):
            Reader(tmp_path / kind).rewrites(page)
