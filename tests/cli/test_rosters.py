"""`scheduler show --teams` and `export --to roster`: which team of interpreters works when."""

import json
from pathlib import Path

import pytest

from scheduler.cli.exit_codes import Code
from scheduler.instance import Instance
from scheduler.rosters import rostered as rostered_anew
from scheduler.sources import write_schedule
from tests.cli.conftest import Run
from tests.interpreted import full_day


@pytest.fixture
def rostered(run: Run, folder: Path) -> Run:
    """Run commands where four meetings have a roster: day.yaml and day.json."""
    instance, schedule = full_day()
    tables = json.loads(instance.model_dump_json(by_alias=True))
    tables["publishing"] = {"organiser": {"name": "Secretariat", "email": "office@example.org"}}
    known = Instance.model_validate_json(json.dumps(tables))
    text = known.model_dump_json(by_alias=True, exclude_unset=True)
    (folder / "day.yaml").write_text(text, encoding="utf-8")
    write_schedule(folder / "day.json", known, schedule)
    return run


def test_a_roster_is_exported_and_written_over(rostered: Run, folder: Path) -> None:
    """One in another language is another file."""
    words = ("export", "day.yaml", "day.json", "--to", "roster", "-o", "r.csv")
    codes = [rostered(*words, "--lang", language)[0] for language in ("en", "en", "fr")]
    assert codes == [0, 0, Code.BAD_INPUT]
    assert (folder / "r.csv").read_text(encoding="utf-8").startswith("Team,Date,Start,End,")


def test_a_pool_that_has_no_roster_is_named_beside_those_that_have(run: Run, folder: Path) -> None:
    """Its one team is away when its meeting is; of a pool whose meetings are counted nothing is said."""
    instance, schedule = full_day()
    tables = json.loads(instance.model_dump_json(by_alias=True))
    (six,) = tables["interpretation"]
    away = {"absences": [{"from": "2021-11-15", "to": "2021-11-15"}]}
    tables["interpretation"] += [six | {"id": "two", "title": "Two languages", "teams": 1} | away]
    tables["interpretation"] += [six | {"id": "one", "title": "One", "counts": "meetings"}]
    for number, pool in enumerate(("one", "two")):
        tables["sessions"][number]["interpretation"] = pool
    known = Instance.model_validate_json(json.dumps(tables))
    text = known.model_dump_json(by_alias=True, exclude_unset=True)
    (folder / "day.yaml").write_text(text, encoding="utf-8")
    write_schedule(folder / "day.json", known, rostered_anew(known, schedule))
    code, out, _ = run("show", "day.yaml", "day.json", "--teams")
    assert code == 0
    assert out.splitlines()[-1] == ("Two languages: found no roster.")
    assert "One:" not in out
