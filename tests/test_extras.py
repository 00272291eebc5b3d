"""A command whose extra is not installed says which one it needs."""

import json
import tomllib
from pathlib import Path

import pytest

from scheduler.extras import EXTRA_OF
from tests.conference import conference, session
from tests.restricted import Outcome, outcomes

ROOT = Path(__file__).parent.parent

DEVELOPING = {"dev", "docs"}
"""Extras for those who change this package."""

WITHOUT = (
    "new",
    "check conference.yaml",
    "solve conference.yaml --time-limit 2 --workers 1",
    "show conference.yaml",
    "evaluate conference.yaml",
    "explain conference.yaml",
    "report groups conference.yaml",
    "export conference.yaml solutions/my-conference.json --to xlsx -o programme.xlsx",
    "export conference.yaml solutions/my-conference.json --to html -o programme.html",
    "desk set conference.yaml room_waste off",
)
"""Commands that need no extra."""

NEEDING = {
    "publish conference.yaml": "publish",
    "releases conference.yaml --store any.db": "publish",
    "feeds conference.yaml -o site": "publish",
    "page conference.yaml -o site --store any.db": "publish",
    "notices conference.yaml 1 -o letters --store any.db": "publish",
    "tokens list conference.yaml": "publish",
    "serve conference.yaml": "web",
    "desk open conference.yaml": "web",
    "compare conference.yaml solutions/my-conference.json --html report.html": "charts",
    "whatif conference.yaml --html report.html -o variants": "charts",
    "export conference.yaml solutions/my-conference.json --to pdf -o handout.pdf": "pdf",
    "export conference.yaml solutions/my-conference.json --to docx -o plan.docx": "docx",
    "import talks.csv --guess --zone Europe/Paris -o mapping.yaml": "import",
    "check holidays.yaml": "holidays",
    "whatif conference.yaml --cluster tcp://127.0.0.1:9 -o variants": "cluster",
}
"""Commands that need one."""


def test_every_package_is_of_the_extra_that_installs_it() -> None:
    """And `all` installs every extra that a user may need."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    users = sorted({*extras} - {"all", *DEVELOPING})
    assert sorted({*EXTRA_OF.values()}) == users
    assert extras["all"] == [f"{project['name']}[{','.join(users)}]"]


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """Run all commands in an empty folder, as where no extra is installed."""
    folder = tmp_path_factory.mktemp("empty")
    (folder / "talks.csv").write_text(
        "Title,Room,Date,Start,End\nOpening,A,3 March 2026,09:00,10:00\n", encoding="utf-8"
    )
    small = conference(session("opening"), name="holidays").model_dump(
        mode="json", exclude_unset=True
    )
    small["places"] = [{"id": "geneva", "country": "CH"}]
    (folder / "holidays.yaml").write_text(json.dumps(small), "utf-8")
    commands = [*WITHOUT, *NEEDING]
    return dict(zip(commands, outcomes(EXTRA_OF, commands, folder), strict=True))


@pytest.mark.parametrize("command", WITHOUT)
def test_a_command_that_needs_no_extra_runs_without_any(
    command: str, without: dict[str, Outcome]
) -> None:
    """It neither fails nor loads a package of an extra."""
    assert without[command].code == 0, without[command].err


@pytest.mark.parametrize(("command", "extra"), NEEDING.items())
def test_a_command_names_the_extra_that_it_needs(
    command: str, extra: str, without: dict[str, Outcome]
) -> None:
    """It ends with exit code 1 and says how to install it."""
    code, _, err = without[command]
    assert f"needs the extra `{extra}`: pip install 'agenda-scheduler[{extra}]'\n" in err
    assert code == 1
