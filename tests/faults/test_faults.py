"""Whatever fails or is killed while a command writes: each file is the old one or the new one, and whole."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import chdir, closing
from pathlib import Path

import pytest

from scheduler.cli import main
from scheduler.publishing.store import open_store
from scheduler.publishing.store.tokens import digest_of, owners_by_digest
from tests.faults.outcomes import CASES, FILES, STORE, Faults, files_in
from tests.faults.running import CALLS, FILE_CALLS, UNUSED
from tests.publishing.store.publishers import written

pytestmark = pytest.mark.slow

RECORD = "notices-forum-1.jsonl"

GOES_ON: Mapping[str, str] = {
    "whatif": "The search continues.",
    "rotate": "has the new tokens, which are in force",
}
"""What is said where a fault keeps a command from nothing that it is for: its code is 0."""


def is_draft(name: str) -> bool:
    """Tell whether a file is a draft, or in the draft of a folder."""
    return any(part.startswith(".") for part in name.split("/"))


@pytest.fixture(scope="module")
def faults(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Faults]:
    """Run each command once, in every process of the tests that asks for it."""
    made = Faults(tmp_path_factory.mktemp("faults"))
    yield made
    made.close()


def each_of(keys: Iterable[str]) -> pytest.MarkDecorator:
    """Return the mark of a test of some commands: all tests of a command are run one after the other."""
    return pytest.mark.parametrize("key", [*keys], scope="module")


@each_of(CASES)
def test_every_fault_comes(key: str, faults: Faults) -> None:
    """Each way of each call, so that what is said below is not said of nothing."""
    calls = CALLS.get(key, FILE_CALLS)
    cases = {outcome["case"] for outcome in faults.outcomes(key)}
    assert {f"{call} 1 {how}" for call in calls for how in ("fail", "kill", "kill after")} <= cases


@each_of(FILES)
def test_each_file_is_the_old_one_or_the_new_one(key: str, faults: Faults) -> None:
    """Byte for byte; and where nobody was killed, no draft is left."""
    before, after = faults.before(key)
    for outcome in faults.outcomes(key):
        files = files_in(Path(outcome["folder"]))
        for name, content in files.items():
            if is_draft(name):
                assert "kill" in outcome["case"], (outcome["case"], name)
            elif name.endswith(".checkpoint.json"):  # of a search that was killed
                assert "kill" in outcome["case"], (outcome["case"], name)
                assert json.loads(content)["schedule"]
            else:
                assert content in (before.get(name), after.get(name)), (outcome["case"], name)
        assert before.keys() <= files.keys(), outcome["case"]


@each_of(["notices"])
def test_a_folder_of_notices_is_whole_or_not_there(key: str, faults: Faults) -> None:
    """Under its name."""
    _, after = faults.before(key)
    for outcome in faults.outcomes(key):
        files = files_in(Path(outcome["folder"]))
        told = {name for name in files if name.startswith("told/")}
        assert told in (set(), {name for name in after if name.startswith("told/")})


@each_of(FILES)
def test_the_same_command_again_leaves_nothing_but_what_it_writes(key: str, faults: Faults) -> None:
    """No draft of one that was killed either."""
    _, after = faults.before(key)
    (folder,) = (each["folder again"] for each in faults.outcomes(key) if "again" in each)
    files = files_in(Path(folder))
    assert not [name for name in files if is_draft(name)]
    assert after.keys() <= files.keys()


@each_of(CASES)
def test_a_fault_is_told_with_the_file_and_its_code(key: str, faults: Faults) -> None:
    """Code 1, the name of the file, and why; a kill is a kill."""
    names = {
        "page": "site/",
        "feeds": "site/",
        "notices": "told",
        "whatif": "",
        "send": RECORD,
        "publish": "releases/forum.db",
        "rotate": "",
    }
    for outcome in faults.outcomes(key):
        if "fail" not in outcome["case"]:
            assert outcome["code"] == -9, outcome
            continue
        assert outcome["code"] == (0 if GOES_ON.get(key, "\0") in outcome["said"] else 1), outcome
        assert names.get(key, "a.") in outcome["said"], outcome
        assert "No space left on device" in outcome["said"] or "is full" in outcome["said"]
        assert "Traceback" not in outcome["said"], outcome


@each_of(["publish"])
def test_a_release_is_published_or_not(key: str, faults: Faults) -> None:
    """The store is whole; the first release is there, and the second is, or can be published."""
    for outcome in faults.outcomes(key):
        folder = Path(outcome["folder"])
        place = folder / "releases" / "forum.db"
        with closing(sqlite3.connect(place)) as plain:
            assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        store = open_store(str(place))
        numbers = [each.number for each in store.history("forum")]
        assert [store.release("forum", number).number for number in numbers] == numbers
        store.close()
        assert numbers == ([1, 2] if outcome["case"] == "commit 1 kill after" else [1]) or (
            outcome["case"].startswith("commit") and numbers in ([1], [1, 2])
        )
        with chdir(folder):
            assert main(STORE["publish"].split()) == 0
        store = open_store(str(place))
        assert [number for number, _ in store.digests("forum")] == [1, 2]
        store.close()


@each_of(["rotate"])
def test_everybody_has_a_token_that_is_in_force_and_listed(key: str, faults: Faults) -> None:
    """The old one or the new one; and when tokens are exchanged again, the list holds no other."""
    for outcome in faults.outcomes(key):
        lists = []
        for each in ("folder", "folder again"):
            folder = Path(outcome[each])
            store = open_store(str(folder / "releases" / "forum.db"))
            in_force = owners_by_digest(store, "forum")
            store.close()
            listed = dict(written(folder / "tokens.json", "before"))
            tokens = [*written(folder / "tokens.json", "tokens"), *listed.items()]
            held = {owner for owner, token in tokens if in_force.get(digest_of(token)) == owner}
            assert held == {*in_force.values()} != set(), (outcome["case"], each)
            lists.append(len(tokens))
        assert outcome["again"] == UNUSED, outcome["case"]
        assert lists[1] == len(in_force)
        assert not [name for name in files_in(folder) if is_draft(name)], outcome["case"]


@each_of(["send"])
def test_nobody_gets_a_letter_twice_and_who_got_none_is_known(key: str, faults: Faults) -> None:
    """The same command again tells those who were not told, but for one who may have been: who is named."""
    both = {"ada@example.org", "office@example.org"}
    for outcome in faults.outcomes(key):
        sent = outcome["sent again"]
        assert len(sent) == len({*sent}), outcome["case"]
        lines = (Path(outcome["folder again"]) / RECORD).read_text(encoding="utf-8").splitlines()
        fates = {row["email"]: row["fate"] for row in map(json.loads, lines)}
        assert fates.keys() == both
        assert {email for email, fate in fates.items() if fate == "told"} <= {*sent}
        assert [*fates.values()].count("begun") <= 1, outcome["case"]
