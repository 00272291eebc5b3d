"""`scheduler notices`: told, kept in a folder, and sent."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.publishing.notices.servers import Office, serving

ADDRESSES = """\
id,email,language
minister,office@ministry.example,fr
minister,minister@ministry.example,
chair,chair@example.org,
banker,bank@example.org,
expert,expert@example.org,
delegation:fiji,mission@fiji.example,en
"""


@pytest.fixture
def published(published: Run, folder: Path) -> Run:
    """Run commands where the tiny conference has been published twice: the closing is later."""
    solution = folder / "solutions" / "tiny.json"
    content = json.loads(solution.read_text(encoding="utf-8"))
    (closing,) = (each for each in content["schedule"] if each["session"] == "closing")
    closing["start"], closing["end"] = "2021-11-08T17:00+03:00", "2021-11-08T18:00+03:00"
    solution.write_text(json.dumps(content), encoding="utf-8")
    code, _, err = published("publish", "tiny.yaml", "--force")
    assert code == 0, err
    (folder / "addresses.csv").write_text(ADDRESSES, encoding="utf-8")
    return published


def test_nothing_is_sent_unless_asked_for(published: Run) -> None:
    """Who is concerned is said; the closing concerns its chair and the delegation that must attend it."""
    code, out, err = published("notices", "tiny")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Release 2 of tiny affects 2 participants.",
        "  chair: 1 moved",
        "  delegation:fiji: 1 moved",
        "Sent nothing. Add --send SERVER to send.",
    ]
    code, out, _ = published("notices", "tiny", "2", "--since", "0", "--json")
    said = json.loads(out)
    assert code == 0
    assert said["sent"] is None
    assert [each["id"] for each in said["concerned"]] == [
        *("minister", "banker", "chair", "expert", "delegation:fiji")
    ]


def test_the_folder_holds_text_message_and_calendar(published: Run) -> None:
    """For each of those concerned, for nobody else's eyes; and it is made once."""
    code, _, err = published("notices", "tiny.yaml", "--addresses", "addresses.csv", "-o", "out")
    assert (code, err) == (0, "Wrote out\n")
    assert sorted(path.name for path in Path("out").iterdir()) == [
        *("chair.eml", "chair.ics", "chair.txt"),
        *("delegation-fiji.eml", "delegation-fiji.ics", "delegation-fiji.txt"),
    ]
    assert Path("out").stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in Path("out").iterdir())
    assert "MOVED: Closing" in Path("out/chair.txt").read_text()
    code, _, err = published("notices", "tiny", "-o", "out")
    assert (code, err) == (1, "out: exists, and is no empty folder; give another name.\n")


def test_two_readers_of_one_participant_have_a_file_each(published: Run) -> None:
    """In the language of each."""
    code, _, _ = published("notices", "tiny", "1", "--addresses", "addresses.csv", "-o", "out")
    assert code == 0
    assert Path("out/minister.txt").read_text().startswith("Pour : Ministre, pays hôte\n")
    assert Path("out/minister+2.txt").read_text().startswith("For: Minister, host country\n")


def test_letters_are_sent_once(published: Run) -> None:
    """The second time says so; the first names whom the server does not know, and ends with code 1."""
    words = ("notices", "tiny", "--addresses", "addresses.csv", "--rate", "6000", "--send")
    office = Office(refuses=frozenset({"chair@example.org"}))
    with serving(office) as port:
        code, out, _ = published(*words, f"smtp://localhost:{port}")
    assert code == 1
    assert out.splitlines()[3:] == [
        "Sent 1 notice.",
        "Not sent, refused: chair <chair@example.org>: 550 no such user",
        "Run the same command again to send the rest. Nobody gets a notice twice.",
    ]
    office = Office()
    with serving(office) as port:
        code, out, _ = published(*words, f"smtp://localhost:{port}")
    assert (code, out.splitlines()[3:]) == (0, ["Sent 1 notice (1 sent earlier)."])
    assert [address for address, _ in office.taken] == ["chair@example.org"]
    assert office.taken[0][1]["From"] == "Secretariat <agenda@example.org>"
    assert Path("notices-tiny-2.jsonl").stat().st_mode & 0o777 == 0o600


def test_who_has_no_address_is_named(published: Run) -> None:
    """Somebody was not told: the code is 1, though the server took every letter."""
    Path("addresses.csv").write_text("id,email\nchair,chair@example.org\n", encoding="utf-8")
    with serving(Office()) as port:
        code, out, _ = published(
            *("notices", "tiny", "--addresses", "addresses.csv"),
            *("--send", f"smtp://localhost:{port}", "--json"),
        )
    said = json.loads(out)
    assert code == 1
    assert [each["id"] for each in said["without_address"]] == ["delegation:fiji"]
    assert said["sent"]["told"] == [{"id": "chair", "email": "chair@example.org"}]
