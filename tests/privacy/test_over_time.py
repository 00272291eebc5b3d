"""What has become private is private in every release that is shown, however old."""

import json
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

import pytest

from scheduler.publishing.exports import ExportForm
from scheduler.publishing.feeds import Feeds, ForPerson, ProgrammeFeed
from scheduler.publishing.store import open_store
from tests.conference import room, session
from tests.privacy.conftest import run
from tests.privacy.songs import CANARY, heard, unpacked
from tests.publishing.releases import forum


@dataclass(frozen=True)
class Over:
    """A folder with three releases of a forum: the talk moves, becomes private, and moves again."""

    folder: Path

    def made(self, source: str, number: int) -> Iterator[tuple[str, bytes]]:
        """Yield all that is made of a release for everybody, and what a delegation is told of it."""
        place = self.folder / f"{source}-{number}"
        place.mkdir()
        chosen = ("--release", str(number))
        with chdir(self.folder):
            run("feeds", source, *chosen, "-o", str(place / "site"))
            run("page", source, *chosen, "-o", str(place / "site"))
            for form in ExportForm:
                if form is not ExportForm.PDF:
                    run("export", source, *chosen, "--to", form, "-o", str(place / f"all.{form}"))
            for since in {0, number - 1}:
                letters = str(place / f"letters-{since}")
                run("notices", source, str(number), "--since", str(since), "-o", letters)
        for path in sorted(place.rglob("*")):
            if path.is_file() and not path.name.startswith("ada."):
                yield path.relative_to(place).as_posix(), path.read_bytes()


def written(private: bool) -> None:
    """Write the instance of the forum."""
    closed = {"private": True, "themes": ["power"]} if private else {"themes": ["power"]}
    instance = forum(
        session("canary-talk", title="Canary talk", people={"chair": ["ada"]}, **closed),
        session("lecture", themes=["money"]),
        rooms=[room("A"), room("B")],
        themes=[{"id": "money"}, {"id": "power", "title": "Canary power"}],
        people=[{"id": "ada"}],
        delegations=[{"id": "fiji", "size": 1, "must": {"sessions": ["canary-talk", "lecture"]}}],
    )
    Path("forum.yaml").write_text(instance.model_dump_json(exclude_unset=True, by_alias=True))


def published(talk: str, place: str = "A") -> None:
    """Publish a programme."""
    rows = [
        {"session": "canary-talk", "start": f"2021-11-08T{talk}:00+03:00", "room": place},
        {"session": "lecture", "start": "2021-11-09T09:00:00+03:00", "room": "A"},
    ]
    Path("forum.json").write_text(json.dumps({"format": 1, "schedule": rows}))
    run("publish", "forum.yaml", "forum.json", "--force", codes=(0, 2))


@pytest.fixture(scope="module")
def over(tmp_path_factory: pytest.TempPathFactory) -> Over:
    """Publish three releases."""
    folder = tmp_path_factory.mktemp("over")
    with chdir(folder):
        written(private=False)
        published("09:00")
        published("10:00", "B")
        written(private=True)
        published("11:00", "B")
    return Over(folder)


@pytest.mark.slow
@pytest.mark.parametrize("source", ["tiny", "forum.yaml"])
@pytest.mark.parametrize("number", [1, 2])
def test_an_older_release_does_not_show_what_has_become_private(
    over: Over, source: str, number: int
) -> None:
    """Nor the theme that it alone has; its chair is told of it."""
    made = dict(over.made(source, number))
    assert len(made) > 20
    for path, content in made.items():
        said = heard(content)
        if path.endswith("eml"):
            said += unpacked(content).lower()
        assert CANARY not in said, path
        assert CANARY not in path.encode()
    ada = (over.folder / f"{source}-{number}" / "letters-0" / "ada.txt").read_bytes()
    assert b"Canary talk" in ada


@pytest.mark.slow
def test_what_the_instance_says_counts_before_it_is_published(tmp_path: Path) -> None:
    """For commands that are given its file."""
    with chdir(tmp_path):
        written(private=False)
        published("09:00")
        written(private=True)
    assert not any(CANARY in heard(each) for _, each in Over(tmp_path).made("forum.yaml", 1))


@pytest.mark.slow
def test_who_knew_of_a_session_is_told_that_it_is_no_longer_theirs(over: Over) -> None:
    """In the release in which it becomes private, and of what they knew, no more."""
    told = dict(over.made("tiny", 3))
    letter = told["letters-2/delegation-fiji.txt"].decode()
    assert "NO LONGER IN YOUR PROGRAMME: Canary talk" in letter
    assert "10:00 to 11:00" in letter
    assert "11:00 to 12:00" not in letter
    assert "Canary" not in told["letters-0/delegation-fiji.txt"].decode()


@pytest.mark.slow
def test_calendars_of_older_releases_are_no_older_than_what_they_leave_out(over: Over) -> None:
    """A calendar without the talk is as late as the release in which it left; its chair's is as it was."""
    with chdir(over.folder):
        run("feeds", "tiny", "--release", "2", "-o", "site")
        run("feeds", "tiny", "--release", "3", "-o", "last")
        two, three = (open_store("releases/tiny.db").release("tiny", number) for number in (2, 3))
    name = "feeds/en/programme.ics"
    changed = b"\r\nLAST-MODIFIED:%s\r\n" % f"{three.published:%Y%m%dT%H%M%SZ}".encode()
    for each in ("site", "last"):
        assert changed in (over.folder / each / name).read_bytes()
    assert changed not in Feeds(two).made(ProgrammeFeed(), "en")
    assert b"Canary talk" in Feeds(two).made(ForPerson("ada"), "en")
