"""Who is named to everybody: those who are public, by themselves or by their role, and nobody else."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from scheduler.instance import Instance
from scheduler.publishing.entries import entries_of
from scheduler.publishing.feeds import ProgrammeFeed, feed
from scheduler.publishing.publicity import public
from scheduler.publishing.records import Entry, Release, SessionStanding
from scheduler.publishing.release_drafts import draft_release, restore_release
from tests.conference import conference, placed, session

AT = datetime(2021, 11, 1, tzinfo=UTC)
OFFICE = {"name": "Secretariat", "email": "agenda@example.org"}


def people(**public: bool | None) -> list[dict[str, Any]]:
    """Return rows of persons, who are public, are not, or say nothing of it."""
    return [
        {"id": id_, "title": f"{id_.title()} of all trades", "public": each}
        for id_, each in public.items()
    ]


def talk(*roles: str, private: bool = False, **public: bool | None) -> Instance:
    """Return a conference of a talk in which Ada speaks and Bob chairs, and of a meeting of nobody."""
    own = {"ada": None, "bob": None} | public
    return conference(
        session("talk", people={"chair": ["bob"], "speaker": ["ada"]}, private=private),
        session("report"),
        people=people(**own),
        publishing={"organiser": OFFICE, "public_roles": [*roles]},
        name="trades",
    )


def entry_of(instance: Instance) -> Entry:
    """Return the talk, as it is published."""
    schedule = placed(instance, talk="Mon 09:00 A", report="Mon 11:00 A")
    entries = entries_of(instance, schedule, SessionStanding.CONFIRMED, AT)
    return next(each for each in entries if each.session == "talk")


@pytest.mark.parametrize(
    ("instance", "named"),
    [
        (talk(), []),  # off unless asked for
        (talk(ada=True), ["ada"]),
        (talk("speaker"), ["ada"]),
        (talk("chair"), ["bob"]),
        (talk("speaker", "chair"), ["ada", "bob"]),  # speakers first
        (talk("moderator", "required", "optional"), []),
        (talk("speaker", "chair", ada=False), ["bob"]),  # stronger than any role
        (talk("speaker", ada=True, bob=True, private=True), []),
    ],
)
def test_who_is_public_is_named(instance: Instance, named: list[str]) -> None:
    """By an own wish, or by a role; nobody at a session that is private."""
    assert [each.person for each in entry_of(instance).credits] == named


def release(instance: Instance, before: Release | None = None, *, held: bool = True) -> Release:
    """Return the release in which the talk is held, or is not."""
    where = {"talk": "Mon 09:00 A"} if held else {}
    schedule = placed(instance, report="Mon 11:00 A", **where)
    at = AT if before is None else before.published + timedelta(days=1)
    return draft_release(instance, schedule, before, published=at)


def names_in(found: Release) -> bytes:
    """Return the calendar of everybody, unfolded, and the release as everybody may have it."""
    calendar = feed(public(found), ProgrammeFeed(), "en").replace(b"\r\n ", b"")
    return calendar + public(found).model_dump_json().encode()


def test_a_name_that_comes_or_goes_is_a_change_of_the_entry() -> None:
    """Everybody's calendar shows it: the stamp is new, the sequence is not."""
    first = release(talk())
    second = release(talk("speaker"), first)
    old, new = (next(e for e in each.entries if e.session == "talk") for each in (first, second))
    assert (old.sequence, old.changed) == (new.sequence, first.published)
    assert new.changed == second.published
    third = release(talk("speaker"), second)
    assert next(e for e in third.entries if e.session == "talk") == new


def test_who_is_no_longer_public_is_not_named_any_more() -> None:
    """Not at a session that is cancelled, nor in an old release that is published again."""
    first = release(talk("speaker"))
    cancelled = release(talk("speaker", ada=False), first, held=False)
    assert b"Ada" in names_in(first)
    assert b"Ada" not in names_in(cancelled)
    assert b"Ada" in names_in(release(talk("speaker"), first, held=False))
    again = restore_release(first, cancelled, published=AT + timedelta(days=9))
    assert b"Ada" not in names_in(again)
    gone = conference(session("report"), publishing={"organiser": OFFICE}, name="trades")
    assert b"Ada" not in names_in(release(gone, first, held=False))
