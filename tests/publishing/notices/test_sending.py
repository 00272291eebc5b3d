"""Sending through a real server: each letter once, whatever happens."""

from email.headerregistry import Address
from pathlib import Path
from typing import Any

import pytest

from scheduler.errors import InputError
from scheduler.publishing.notices import (
    Recipient,
    Report,
    Writer,
    concerns,
    server_at,
)
from scheduler.publishing.notices.mailing import Fate, Letter, Sender, Server, connection, ledger
from tests.publishing.notices.servers import Office, certificate, doorman, serving
from tests.publishing.releases import attended, entry, people, release

NAMES = ("ada", "bob", "eve")
OFFICE = Address("Secretariat", addr_spec="agenda@tiny.example")


def reader(name: str) -> Recipient:
    """Return who reads what somebody is told."""
    return Recipient(name, f"{name}@example.org")


def letters() -> tuple[Letter, ...]:
    """Return a letter for each of three participants."""
    new = release(entry("talk", attendees=attended(*NAMES)), people=people(NAMES))
    writer = Writer(None, new)
    return tuple(
        Letter(
            reader(each.name),
            writer.message(writer.notice(each, "en"), OFFICE, f"{each.name}@example.org"),
        )
        for each in concerns(None, new)
    )


def sent(office: Office, record: Path, pauses: list[float] | None = None) -> Report:
    """Send the three letters through a server."""
    waited: list[float] = [] if pauses is None else pauses
    with (
        serving(office) as port,
        ledger(record, "tiny 1") as kept,
        connection(Server("smtp", "localhost", port)) as client,
    ):
        return Sender(client, kept, OFFICE.addr_spec, 120, waited.append).send(letters())


def readers(*names: str) -> tuple[Recipient, ...]:
    """Return who reads what several are told."""
    return tuple(map(reader, names))


def taken(office: Office) -> list[str]:
    """Return whose letters a server has taken."""
    return [address.partition("@")[0] for address, _ in office.taken]


def test_everybody_is_told_once_at_a_measured_pace(tmp_path: Path) -> None:
    """120 letters a minute are one in half a second; the second run sends nothing."""
    office, pauses = Office(), list[float]()
    report = sent(office, tmp_path / "record", pauses)
    assert report == Report(told=readers(*NAMES))
    assert report.is_complete
    assert pauses == [0.5, 0.5]
    assert taken(office) == [*NAMES]
    for address, message in office.taken:
        assert message["To"] == address
        assert message["From"] == "Secretariat <agenda@tiny.example>"
        assert next(message.iter_attachments()).get_content_type() == "text/calendar"
    again = Office()
    assert sent(again, tmp_path / "record") == Report(already=readers(*NAMES))
    assert not again.taken


def test_who_is_refused_is_tried_again_and_nobody_else(tmp_path: Path) -> None:
    """With the server's answer, in one line."""
    office = Office(refuses=frozenset({"bob@example.org"}))
    report = sent(office, tmp_path / "record")
    assert report == Report(
        told=readers("ada", "eve"), refused=((reader("bob"), "550 no such user"),)
    )
    assert not report.is_complete
    again = Office()
    report = sent(again, tmp_path / "record")
    assert report == Report(told=readers("bob"), already=readers("ada", "eve"))
    assert taken(again) == ["bob"]


def test_where_no_answer_comes_nobody_is_told_twice(tmp_path: Path) -> None:
    """The server has taken Bob's letter and is gone: he may know; Eve was not tried."""
    office = Office(hangs_up_on="bob@example.org")
    report = sent(office, tmp_path / "record")
    assert report == Report(told=readers("ada"), unsure=readers("bob"), left=readers("eve"))
    assert taken(office) == ["ada", "bob"]
    again = Office()
    report = sent(again, tmp_path / "record")
    assert report == Report(told=readers("eve"), already=readers("ada"), unsure=readers("bob"))
    assert taken(again) == ["eve"]


def test_who_was_not_told_when_the_server_left_is_told_later(tmp_path: Path) -> None:
    """It left before Bob's letter was handed over, so that he surely does not know."""
    report = sent(Office(leaves_before="bob@example.org"), tmp_path / "record")
    assert report == Report(told=readers("ada"), left=readers("bob", "eve"))
    assert sent(Office(), tmp_path / "record") == Report(
        told=readers("bob", "eve"), already=readers("ada")
    )


def test_a_sender_who_is_barred_is_told_so_once(tmp_path: Path) -> None:
    """No other letter would fare better."""
    report = sent(Office(bars=OFFICE.addr_spec), tmp_path / "record")
    assert report == Report(
        refused=((reader("ada"), "550 not from you"),), left=readers("bob", "eve")
    )


def through(server: Server, record: Path) -> Report:
    """Send the letters through a server of these settings."""
    with ledger(record, "tiny 1") as kept, connection(server) as client:
        return Sender(client, kept, OFFICE.addr_spec, 6000, lambda _: None).send(letters())


@pytest.mark.parametrize("scheme", ["smtp+starttls", "smtps"])
def test_letters_travel_encrypted_and_the_sender_is_known(
    scheme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the first byte or after a greeting, with a password; a certificate of a stranger is refused."""
    context, authority = certificate(tmp_path)
    office = Office()
    kinds: dict[str, dict[str, Any]] = {
        "smtp+starttls": {"tls_context": context, "require_starttls": True, "auth_required": True},
        "smtps": {"ssl_context": context, "auth_require_tls": False},
    }
    with serving(office, **kinds[scheme], authenticator=doorman) as port:
        address = f"{scheme}://agenda@localhost:{port}"
        with pytest.raises(InputError, match="certificate verify failed"):
            through(server_at(address, password="sesame"), tmp_path / "record")
        monkeypatch.setenv("SSL_CERT_FILE", str(authority))
        refused = r"535 5\.7\.8 Authentication credentials invalid\. Nothing was sent"
        with pytest.raises(InputError, match=refused):
            through(server_at(address, password="wrong"), tmp_path / "record")
        good = server_at(address, password="sesame")
        assert through(good, tmp_path / "record").told == readers(*NAMES)
    assert office.encrypted == [True, True, True]


@pytest.mark.parametrize(
    ("scheme", "said"), [("smtp+starttls", "STARTTLS"), ("smtps", "wrong version|record layer")]
)
def test_a_server_without_encryption_is_not_talked_to_where_it_is_asked_for(
    scheme: str, said: str, tmp_path: Path
) -> None:
    """Nothing is sent in the clear instead."""
    office = Office()
    with serving(office) as port, pytest.raises(InputError, match=said):
        through(Server(scheme, "localhost", port), tmp_path / "record")
    assert not office.taken


def test_nobody_listens(tmp_path: Path) -> None:
    """It says so, and nothing is in the record."""
    with serving(Office()) as port:
        pass
    with pytest.raises(InputError, match=rf"smtp://localhost:{port}: Connection refused\. Nothing"):
        through(Server("smtp", "localhost", port), tmp_path / "record")
    assert (tmp_path / "record").read_text() == ""


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("localhost:25", "expected smtp://host:port"),
        ("http://localhost", "expected smtp://host:port"),
        ("smtp://", "expected smtp://host:port"),
        ("smtp://a:99999", "Port out of range"),
        ("smtp://localhost/path", "expected smtp://host:port"),
        ("smtps://me:secret@mail.example", "stays in the history of the shell"),
        ("smtp://me@mail.example", "would send the password unencrypted"),
        ("smtps://me@mail.example", "set the variable SCHEDULER_SMTP_PASSWORD"),
    ],
)
def test_a_server_is_named_so_that_no_password_is_read_by_others(address: str, said: str) -> None:
    """Neither on the way nor in the history of a shell."""
    with pytest.raises(InputError, match=said):
        server_at(address, password="x" if "smtp://me" in address else None)


def test_a_record_is_read_by_its_owner_and_held_by_one(tmp_path: Path) -> None:
    """Somebody else who sends has to wait; a record of another release is refused."""
    path = tmp_path / "record"
    with ledger(path, "tiny 1") as kept:
        kept.note(reader("ada"), Fate.TOLD)
        with pytest.raises(InputError, match="is in use"), ledger(path, "tiny 1"):
            pass
    assert path.stat().st_mode & 0o777 == 0o600
    with (
        pytest.raises(InputError, match="line 1: is a record of tiny 1, not of tiny 2"),
        ledger(path, "tiny 2"),
    ):
        pass


@pytest.mark.parametrize("cut", [1, 20, 60])
def test_a_line_that_was_cut_short_says_nothing(tmp_path: Path, cut: int) -> None:
    """What stands before it does: the letter may have arrived."""
    path = tmp_path / "record"
    with ledger(path, "tiny 1") as kept:
        kept.note(reader("ada"), Fate.BEGUN)
        kept.note(reader("ada"), Fate.TOLD)
    path.write_bytes(path.read_bytes()[:-cut])
    with ledger(path, "tiny 1") as kept:
        assert kept.fate(reader("ada")) is Fate.BEGUN
        kept.note(reader("bob"), Fate.TOLD)
    with ledger(path, "tiny 1") as kept:
        assert [kept.fate(each) for each in readers(*NAMES)] == [Fate.BEGUN, Fate.TOLD, None]


@pytest.mark.parametrize("text", ["no record\n", "[]\n", '{"release": "tiny 1"}\n', "\n\n"])
def test_what_is_no_record_is_refused(tmp_path: Path, text: str) -> None:
    """Nobody is told by mistake; the file stays as it is."""
    (tmp_path / "record").write_text(text)
    with (
        pytest.raises(InputError, match="is not a line of a record"),
        ledger(tmp_path / "record", "tiny 1"),
    ):
        pass
    assert (tmp_path / "record").read_text() == text
