"""`scheduler publish` and `scheduler releases`: codes, words, files, machines."""

import json
from pathlib import Path
from typing import Any

import pytest

from scheduler.instance import Instance
from scheduler.publishing.records import Release
from scheduler.publishing.store import open_store
from scheduler.sources import write_schedule
from tests.cli.conftest import Run, squeezed, write
from tests.conference import conference, placed, room, session

OFFICE = {"name": "Secretariat", "email": "agenda@example.org"}
FIRST = {"talk": "Mon 09:00 A", "lecture": "Tue 09:00 A"}


def forum(*sessions: dict[str, Any], **tables: Any) -> Instance:
    """Return a conference of a talk, which Ada chairs, and a lecture, unless other sessions are given."""
    usual = (session("talk", people={"chair": ["ada"]}), session("lecture"))
    fields = {
        "name": "forum",
        "people": [{"id": "ada", "title": "Ada, minister"}],
        "rooms": [room("A", title="Africa Hall"), room("B", title="Annex")],
        "publishing": {"organiser": OFFICE},
    }
    return conference(*(sessions or usual), **(fields | tables))


def prepare(folder: Path, instance: Instance | None = None, /, **places: str) -> None:
    """Write a conference and a programme of it."""
    facts = instance or forum()
    write(facts, folder / "forum.yaml")
    (folder / "solutions").mkdir(exist_ok=True)
    write_schedule(folder / "solutions" / "forum.json", facts, placed(facts, **places))


@pytest.fixture
def published(run: Run, folder: Path) -> Run:
    """Run commands where the forum has been published."""
    prepare(folder, **FIRST)
    code, _, err = run("publish", "forum.yaml", "--note", "The first")
    assert code == 0, err
    return run


def stored(folder: Path, number: int) -> Release:
    """Return a release of the forum."""
    store = open_store(str(folder / "releases" / "forum.db"))
    release = store.release("forum", number)
    store.close()
    return release


def test_the_first_release(run: Run, folder: Path) -> None:
    """Code 0; the folder and a file for its owner alone are made."""
    prepare(folder, **FIRST)
    code, out, err = run("publish", "forum.yaml")
    assert (code, err) == (0, "")
    assert "Published release 1 of forum.\n2 sessions, all of them new.\n" in out
    assert "Stored in releases/forum.db at " in out
    assert (folder / "releases" / "forum.db").stat().st_mode & 0o777 == 0o600
    assert {entry.session for entry in stored(folder, 1).entries} == {"talk", "lecture"}


def test_nothing_has_changed(published: Run, folder: Path) -> None:
    """Said in a line, with code 0; there is no second release."""
    code, out, _ = published("publish", "forum.yaml")
    assert (code, out) == (0, "Nothing has changed since release 1: nothing was published.\n")
    assert "The first" in published("releases", "forum")[1]
    assert published("releases", "forum", "2")[0] == 1


def test_a_dry_run_publishes_nothing(run: Run, folder: Path) -> None:
    """Nor does it make a folder; later it tells what would change."""
    prepare(folder, **FIRST)
    code, out, _ = run("publish", "forum.yaml", "--dry-run")
    assert (code, out) == (
        0,
        "Would publish release 1 of forum.\n2 sessions, all of them new.\n",
    )
    assert not (folder / "releases").exists()
    assert run("publish", "forum.yaml")[0] == 0
    prepare(folder, talk="Mon 10:00 A", lecture="Tue 09:00 A")
    code, out, _ = run("publish", "forum.yaml", "--dry-run")
    assert "Would publish release 2 of forum.\n2 sessions. Changes: 1 moved." in out
    assert run("releases", "forum", "2")[0] == 1


def test_a_programme_that_breaks_hard_rules_is_refused(run: Run, folder: Path) -> None:
    """Code 2, unless it is wanted."""
    prepare(folder, talk="Mon 09:00 A", lecture="Mon 09:30 A")
    code, out, _ = run("publish", "forum.yaml")
    assert code == 2
    assert "Published nothing: the programme breaks hard rules (1 finding)." in out
    assert "Double-booked rooms" in out
    assert not (folder / "releases").exists()
    code, out, _ = run("publish", "forum.yaml", "--json")
    assert (code, json.loads(out)["breaks"][0]["rule"]) == (2, "room_overlap")
    code, out, _ = run("publish", "forum.yaml", "--force")
    assert code == 2
    assert "Published release 1 of forum." in out


def test_an_old_release_is_published_again(published: Run, folder: Path) -> None:
    """As a new one; its solution is not needed any more."""
    prepare(folder, talk="Mon 10:00 A", lecture="Tue 09:00 A")
    published("publish", "forum.yaml")
    (folder / "solutions" / "forum.json").unlink()
    code, out, _ = published("publish", "forum.yaml", "--again", "1", "--note", "Back")
    assert code == 0
    assert "Published release 3 of forum with the content of release 1." in out
    first, third = stored(folder, 1), stored(folder, 3)
    assert [e.start for e in third.entries] == [e.start for e in first.entries]
    assert [e.sequence for e in third.entries] == [2, 0]
    assert (third.number, third.note) == (3, "Back")


def test_releases_are_listed_and_shown(published: Run, folder: Path) -> None:
    """All, one with what it changed, and two."""
    prepare(folder, forum(session("lecture")), lecture="Tue 09:00 A")
    published("publish", "forum.yaml", "--draft")
    prepare(folder, **FIRST)
    published("publish", "forum.yaml")
    code, out, _ = published("releases", "forum.yaml")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == ["release", "1", "2", "3"]
    assert out.splitlines()[1].endswith("The first")
    page = squeezed(published("releases", "forum", "2")[1])
    assert "Release 2 (a draft), published " in page
    assert "Since release 1, published " in page
    assert "cancelled Talk Mon 8 Nov 09:00, Africa Hall -" in page
    assert "restored Talk - Mon 8 Nov 09:00, Africa Hall" in squeezed(
        published("releases", "forum", "3")[1]
    )
    assert "2 sessions. Changes: none." in published("releases", "forum", "1", "3")[1]
    # Backwards, from the release that knows the talk as cancelled.
    assert "restored Talk" in squeezed(published("releases", "forum", "2", "1")[1])
    assert "2 sessions, all of them new." in published("releases", "forum", "1")[1]


def test_the_store_may_be_named(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the option, or by the environment."""
    prepare(folder, **FIRST)
    assert run("publish", "forum.yaml", "--store", "kept.db")[0] == 0
    monkeypatch.setenv("AGENDA_STORE", "kept.db")
    assert "Nothing has changed since release 1" in run("publish", "forum.yaml")[1]
    assert not (folder / "releases").exists()
    assert run("releases", "other")[2].startswith(
        "kept.db: other has not been published yet. Publish it: "
    )


def locked(**fields: Any) -> Instance:
    """Return the forum, whose schedule has been locked for long."""
    return forum(schedule_lock="2000-01-01", **fields)


def test_what_is_locked_is_not_published(published: Run, folder: Path) -> None:
    """Code 2, a line for each change, and no release; the same where nothing is to be published."""
    prepare(folder, locked(), **FIRST | {"talk": "Mon 10:00 B"})
    for options in ((), ("--dry-run",)):
        code, out, _ = published("publish", "forum.yaml", *options)
        assert code == 2
        assert squeezed(out) == (
            "Published nothing: the programme changes 1 locked session. --override REASON publishes it "
            "anyway. talk (Talk) would have other hours: the schedule is locked since 2000-01-01."
        )
    code, out, _ = published("publish", "forum.yaml", "--json")
    said = json.loads(out)
    assert (code, said["release"]) == (2, None)
    assert said["locked"] == [
        "talk (Talk) would have other hours: the schedule is locked since 2000-01-01."
    ]
    assert len(json.loads(published("releases", "forum", "--json")[1])["releases"]) == 1


def test_a_reason_publishes_what_is_locked(published: Run, folder: Path) -> None:
    """It is kept, and `releases` tells it; a blank one is none."""
    prepare(folder, locked(), **FIRST | {"talk": "Mon 10:00 B"})
    assert published("publish", "forum.yaml", "--override", "  ")[0] == 2
    code, out, _ = published("publish", "forum.yaml", "--override", "The minister comes late")
    assert code == 0
    assert "Changes locked sessions. Reason: The minister comes late" in squeezed(out)
    assert stored(folder, 2).override == "The minister comes late"
    assert "Reason: The minister comes late" in squeezed(published("releases", "forum", "2")[1])
    said = json.loads(published("releases", "forum", "2", "--json")[1])
    assert said["release"]["override"] == "The minister comes late"


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


def test_a_programme_does_not_take_back_what_was_changed_at_the_desk(
    run: Run, folder: Path
) -> None:
    """It says what to publish instead; other changes of the programme do not count."""
    prepare(folder, **FIRST)
    assert run("desk", "pin", "forum.yaml", "talk", "--apply")[0] == 0
    assert run("publish", "forum.yaml")[0] == 0
    assert run("desk", "move", "forum.yaml", "talk", "mon 10:00", "--apply")[0] == 0
    assert run("publish", "forum.desk.yaml")[0] == 0
    for options in ((), ("solutions/forum.json",), ("--dry-run",)):
        code, _, err = run("publish", "forum.yaml", *options)
        assert code == 1
        assert squeezed(err).endswith(
            "forum.desk.yaml has 1 change that this programme lacks. Publish it: scheduler publish "
            "forum.desk.yaml. --force publishes this programme without what it lacks."
        )
    assert run("publish", "forum.yaml", "solutions/forum-desk.json")[0] == 0
    assert run("publish", "forum.yaml", "--again", "1")[0] == 0
    prepare(folder, talk="Mon 10:00 A", lecture="Tue 10:00 A")  # another search, by other means
    assert run("publish", "forum.yaml")[0] == 0
    prepare(folder, **FIRST)
    assert "Published release 5" in run("publish", "forum.yaml", "--force")[1]


def test_a_desk_that_fits_no_more_stops_no_release(run: Run, folder: Path) -> None:
    """Nor does an alternative, which is only a trial."""
    prepare(folder, **FIRST)
    assert run("desk", "move", "forum.yaml", "talk", "mon 10:00", "--apply")[0] == 0
    for each in ("yaml", "history"):
        (folder / f"forum.desk.{each}").rename(folder / f"trial.{each}")
    assert run("publish", "forum.yaml")[0] == 0
    (folder / "trial.history").rename(folder / "forum.desk.history")
    prepare(folder, forum(session("lecture")), lecture="Tue 10:00 A")
    assert run("publish", "forum.yaml")[0] == 0
