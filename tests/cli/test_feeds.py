"""`feeds`: a release as files, and the private list of personal ones."""

import json
import stat
from pathlib import Path

import pytest

from scheduler.publishing.feeds import ForDelegation, ForPerson, calendars
from scheduler.publishing.feeds.token_lists import owner_of
from scheduler.publishing.records import Release
from scheduler.publishing.store import open_store
from scheduler.publishing.store.tokens import revoke, rotate
from tests.cli.conftest import Run
from tests.publishing.releases import FIRST, changed, entry, full_release, release
from tests.publishing.strict import read
from tests.web.running import published

STORE = "releases/tiny.db"


def publish(folder: Path, *releases: Release) -> None:
    """Store releases as they are."""
    (folder / "releases").mkdir()
    published(STORE, *releases)


def files(folder: Path) -> set[str]:
    """Return the files below a folder."""
    return {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}


def tokens_in(path: Path) -> dict[str, str]:
    """Return the tokens in a list, by id."""
    return {row["id"]: row["token"] for row in json.loads(path.read_bytes())["tokens"]}


def test_public_feeds_have_paths_that_can_be_read(run: Run, folder: Path) -> None:
    """By language, then by room, body, theme, kind, region and session."""
    publish(folder, full_release())
    code, _, err = run("feeds", "tiny", "-o", "site")
    assert (code, err) == (
        0,
        "Release 1: wrote 38 feeds to site (38 new, 0 changed, 0 unchanged).\n",
    )
    assert {path for path in files(folder / "site") if path.startswith("feeds/en/")} == {
        f"feeds/en/{name}.ics"
        for name in (
            *("programme", "rooms/A", "rooms/B", "rooms/C", "bodies/com-1", "regions/afr"),
            *("themes/growth", "themes/health", "kinds/meeting", "kinds/plenary"),
            *("sessions/opening", "sessions/growth-1", "sessions/growth-2", "sessions/africa"),
            *("sessions/panel", "sessions/dropped", "sessions/late"),
            *("sessions/excursion", "sessions/hackathon"),
        )
    }
    for file in (folder / "site").rglob("*.ics"):
        read(file.read_bytes())


def test_a_release_is_chosen_by_number_and_leftovers_are_named(run: Run, folder: Path) -> None:
    """What only the other release has is named, and removed if so wished."""
    x, y = entry("x"), entry("y")
    publish(folder, release(x), release(changed(x, room="B"), y, number=2))
    run("feeds", "tiny", "-o", "site")
    code, out, err = run("feeds", "tiny", "-o", "site", "--release", "1", "--json")
    assert code == 0
    assert json.loads(out) == {
        "version": 2,
        "conference": "tiny",
        "release": 1,
        "new": 0,
        "changed": 10,  # in two languages the programme, both rooms, the kind, and x by itself
        "same": 0,
        "left": ["feeds/en/sessions/y.ics", "feeds/fr/sessions/y.ics"],
        "left_personal": 0,
        "removed": [],
        "removed_personal": 0,
    }
    named = "site/feeds/en/sessions/y.ics: not in this release: kept (--prune removes it)."
    assert named in err.splitlines()
    _, _, err = run("feeds", "tiny", "-o", "site", "--release", "1", "--prune")
    assert "site/feeds/en/sessions/y.ics: not in this release: removed." in err.splitlines()
    assert "feeds/en/sessions/y.ics" not in files(folder / "site")


def test_f44_f48_personal_feeds_are_named_by_tokens_on_a_list_of_their_own(
    run: Run, folder: Path
) -> None:
    """256 bits, one for each; only the owner of the list may read it; it is not in the public folder."""
    publish(folder, full_release())
    code, out, err = run("feeds", "tiny", "-o", "site", "--personal", "list.json")
    tokens = tokens_in(folder / "list.json")
    assert code == 0
    assert tokens.keys() == {"ada", "bob", "mia", "nobody", "ke", "to"}
    assert len({*tokens.values()}) == 6
    assert all(len(token) == 43 for token in tokens.values())
    assert stat.S_IMODE((folder / "list.json").stat().st_mode) == 0o600
    own = {path for path in files(folder / "site") if "personal" in path}
    assert own == {
        f"feeds/{lang}/personal/{t}.ics" for lang in ("en", "fr") for t in tokens.values()
    }
    for path in files(folder / "site"):
        content = (folder / "site" / path).read_bytes().replace(b"\r\n ", b"")
        assert not any(token.encode() in content for token in tokens.values())
    assert not any(token in out + err for token in tokens.values())
    row = json.loads((folder / "list.json").read_bytes())["tokens"][2]
    assert (row["sort"], row["id"], row["name"]) == ("person", "ada", "Ada")
    address = f"https://tiny.example/feeds/fr/personal/{tokens['ada']}.ics"
    assert row["addresses"]["fr"] == address


def test_f44_tokens_stay_until_they_are_exchanged(run: Run, folder: Path) -> None:
    """Then the old file is removed; who has been given another token elsewhere is named."""
    publish(folder, full_release())
    run("feeds", "tiny", "-o", "site", "--personal", "list.json")
    first, before = tokens_in(folder / "list.json"), files(folder / "site")
    run("feeds", "tiny", "-o", "site", "--personal", "list.json")
    assert (tokens_in(folder / "list.json"), files(folder / "site")) == (first, before)

    store = open_store(str(folder / STORE))
    revoke(store, "tiny", [owner_of(ForPerson("bob"))], FIRST)
    _, _, err = run("feeds", "tiny", "-o", "site", "--personal", "list.json")
    assert "site: 2 personal feeds not in this release: removed." in err.splitlines()
    assert tokens_in(folder / "list.json").keys() == first.keys() - {"bob"}
    assert not any(first["bob"] in path for path in files(folder / "site"))

    rotate(store, "tiny", [owner_of(ForDelegation("ke"))], FIRST)
    store.close()
    _, _, err = run("feeds", "tiny", "-o", "site", "--personal", "list.json")
    assert err.splitlines()[0] == (
        "list.json: lacks the tokens of 1 who have one (delegation ke …), so their feeds were not "
        "written. Give each a new token: scheduler tokens rotate tiny delegation:ke -o list.json"
    )
    assert any(first["ke"] in path for path in files(folder / "site"))

    assert run("tokens", "rotate", "tiny", "delegation:ke", "-o", "list.json")[0] == 0
    run("feeds", "tiny", "-o", "site", "--personal", "list.json")
    assert not any(first["ke"] in path for path in files(folder / "site"))
    assert any(tokens_in(folder / "list.json")["ke"] in path for path in files(folder / "site"))


@pytest.mark.parametrize(
    ("content", "mode", "said"),
    [
        ("{}", 0o600, "list.json: format: Field required."),
        ("x", 0o600, "list.json: content: Invalid JSON"),
        (
            '{"format": 1, "conference": "other", "tokens": []}',
            0o600,
            "list.json: is the list of other, not of tiny.",
        ),
        ("{}", 0o640, "list.json: other users can read it. Run: chmod 600 list.json\n"),
    ],
)
def test_a_list_that_cannot_be_used_is_refused(
    run: Run, folder: Path, content: str, mode: int, said: str
) -> None:
    """Nothing is written then."""
    publish(folder, full_release())
    (folder / "list.json").write_text(content)
    (folder / "list.json").chmod(mode)
    code, _, err = run("feeds", "tiny", "-o", "site", "--personal", "list.json")
    assert code == 1
    assert err.startswith(said)
    assert not (folder / "site").exists()


def test_a_programme_that_no_calendar_takes_is_named(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are written; the exit code says that something is missing."""
    monkeypatch.setattr(calendars, "MOST", 10_000)
    publish(folder, release(*(entry(f"s{number}", room="AB"[number % 2]) for number in range(16))))
    code, _, err = run("feeds", "tiny", "-o", "site")
    assert code == 1
    last = [each for each in err.splitlines() if each.startswith("feeds/en/")]
    assert last[0].startswith("feeds/en/programme.ics: 16 sessions make a feed of 1")
    assert last[1].startswith("feeds/en/kinds/meeting.ics: 16 sessions make a feed of 1")
    assert (folder / "site/feeds/en/rooms/A.ics").exists()
