"""`scheduler publish` for what is on a desk: the release is one of the conference."""

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.test_publish import FIRST, prepare


def test_what_is_on_a_desk_is_released_under_the_name_of_the_instance(
    run: Run, folder: Path
) -> None:
    """By the file of its variant as at the desk: one series, which other commands find by either file."""
    prepare(folder, **FIRST)
    assert run("publish", "forum.yaml")[0] == 0
    assert run("desk", "move", "forum.yaml", "talk", "mon 10:00", "--apply")[0] == 0
    code, out, err = run("publish", "forum.desk.yaml")
    assert code == 0, err
    assert "Published release 2 of forum." in out
    assert [each.name for each in (folder / "releases").iterdir()] == ["forum.db"]
    for name in ("forum.yaml", "forum.desk.yaml", "forum"):
        code, out, err = run("releases", name, "--json")
        assert code == 0, err
        assert len(json.loads(out)["releases"]) == 2
