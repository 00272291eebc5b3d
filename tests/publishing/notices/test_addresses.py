"""The private file of addresses."""

from pathlib import Path

import pytest

from scheduler.errors import InputError
from scheduler.publishing.feeds import ForDelegation, ForPerson, Personal
from scheduler.publishing.notices import Recipient, read_addresses

KNOWN: dict[str, Personal] = {"ada": ForPerson("ada"), "delegation:fiji": ForDelegation("fiji")}


def read(path: Path, text: str) -> tuple[Recipient, ...]:
    """Read a file of this content."""
    path.write_bytes(text.encode("utf-8"))
    return read_addresses(path, KNOWN, ("en", "fr"))


def test_a_participant_may_have_several_lines(tmp_path: Path) -> None:
    """In any order of columns, with or without a mark at the beginning, empty lines aside."""
    assert read(
        tmp_path / "a.csv",
        "\ufeffEmail,id,language\r\nada@example.org,ada,fr\r\n\r\n"
        "a@fiji.example,delegation:fiji,\r\nb@fiji.example, delegation:fiji ,en\r\n",
    ) == (
        Recipient("ada", "ada@example.org", "fr"),
        Recipient("delegation:fiji", "a@fiji.example"),
        Recipient("delegation:fiji", "b@fiji.example", "en"),
    )
    assert read(tmp_path / "b.csv", "id,email\n") == ()


def test_everything_wrong_is_said_at_once(tmp_path: Path) -> None:
    """With its line."""
    path = tmp_path / "a.csv"
    with pytest.raises(InputError) as raised:
        read(
            path,
            "id,email,language\nadda,ada@example.org,\nada,ada at example,de\n"
            'ada,"x@e.org\nBcc: eve@e.org",\nada,ok@example.org,\n',
        )
    assert [trouble.removeprefix(f"{path}: ") for trouble in raised.value.troubles] == [
        "line 2: id: found 'adda', expected the id of a participant.",
        "line 3: email: found 'ada at example', expected an address such as name@example.org.",
        "line 3: language: found 'de', expected one of en, fr, or nothing.",
        "line 5: email: found 'x@e.org\\nBcc: eve@e.org', expected an address such as name@example.org.",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1: found nothing, expected the heading id,email or id,email,language."),
        (
            "id,mail\n",
            "line 1: found id, mail, expected the heading id,email or id,email,language.",
        ),
        ('id,email\n"ada', "is not CSV"),
    ],
)
def test_what_is_no_such_file_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """Word for word."""
    with pytest.raises(InputError, match=said):
        read(tmp_path / "a.csv", text)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    """They are not guessed at."""
    (tmp_path / "a.csv").write_bytes(b"id,email\nada,\xff@example.org\n")
    with pytest.raises(InputError, match=r"is not UTF-8\."):
        read_addresses(tmp_path / "a.csv", KNOWN, ("en",))


@pytest.mark.parametrize(
    "mailbox", ["a@b", "a.b+c@d-e.example", "o'neil@example.org", f"{'a' * 64}@example.org"]
)
def test_these_are_addresses(tmp_path: Path, mailbox: str) -> None:
    """As people have them."""
    assert read(tmp_path / "a.csv", f"id,email\nada,{mailbox}\n")[0].email == mailbox


@pytest.mark.parametrize(
    "mailbox",
    ["", "a", "@b", "a@", "a@b@c", "a b@c", "a@b..c", "a@-b", "<a@b>", "é@b", f"{'a' * 65}@b"],
)
def test_these_are_none(tmp_path: Path, mailbox: str) -> None:
    """They could not be told."""
    with pytest.raises(InputError, match="email: found"):
        read(tmp_path / "a.csv", f"id,email\nada,{mailbox}\n")
