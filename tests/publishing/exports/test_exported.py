"""What holds for every form of export."""

import io
import zipfile
from collections.abc import Callable

import pytest

from scheduler.errors import InputError
from scheduler.publishing.exports import Settings, exported
from scheduler.publishing.forms import ALWAYS_PUBLIC, Form
from scheduler.publishing.records import Attendee, Release
from tests.extras import FORMS, READABLE
from tests.publishing.exports.programmes import nasty, small
from tests.publishing.releases import attended, entry, named, person, place, release

CANARY = "CANARY"


def full_of_secrets() -> Release:
    """Return a release in which everything private says so."""
    secret = {"en": f"{CANARY} title", "fr": f"{CANARY} titre"}
    return release(
        entry("open", attendees=attended("ada"), join=f"https://join.example/{CANARY}"),
        entry(
            f"{CANARY}-session",
            "2021-11-08T08:00",
            private=True,
            titles=secret,
            descriptions=secret,
            stream=f"https://tv.example/{CANARY}",
            join=f"https://join.example/{CANARY}",
            attendees=(*attended("ada"), Attendee(person="six.team-1", role="interpreter")),
            room="C",
            body="b",
            kind="k",
            themes=("t",),
            region="r",
            sites={"s": 1},
            delegations=("d",),
        ),
        rooms=(place("A"), place("C", titles=secret, building=secret)),
        bodies=(named("b", titles=secret),),
        kinds=(named("meeting"), named("k", titles=secret)),
        themes=(named("t", titles=secret),),
        regions=(named("r", titles=secret),),
        delegations=(named("d", titles=secret),),
        sites=(person("s", titles=secret),),
        people=(
            person("ada", titles={"en": f"{CANARY} Ada"}),
            person("six.team-1", titles={"en": "Six languages, team 1"}),
        ),
    )


def all_bytes(content: bytes) -> bytes:
    """Return what an export says, unpacked where it is packed."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("form", READABLE)
def test_no_form_says_what_is_private(form: Form) -> None:
    """No title, no person, no address to join at, unless asked for."""
    for language in ("en", "fr"):
        content = exported(full_of_secrets(), form, Settings(language=language))
        assert CANARY.encode() not in all_bytes(content)


@pytest.mark.parametrize("form", FORMS)
def test_private_sessions_can_be_asked_for_where_it_is_no_form_for_everybody(form: Form) -> None:
    """Word for word."""
    settings = Settings(with_private=True)
    if form in ALWAYS_PUBLIC:
        with pytest.raises(InputError) as raised:
            exported(full_of_secrets(), form, settings)
        said = f"--with-private: {form.value} is made for everybody; private sessions stay out."
        assert str(raised.value) == said
    elif form is not Form.PDF:
        assert b"CANARY title" in all_bytes(exported(full_of_secrets(), form, settings))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("make", [small, nasty, release], ids=["small", "nasty", "empty"])
def test_equal_releases_give_equal_bytes(form: Form, make: Callable[[], Release]) -> None:
    """Twice made, twice the same."""
    assert exported(make(), form) == exported(make(), form)


def test_json_is_the_release_itself() -> None:
    """Read back, it is equal, if all was asked for."""
    content = exported(small(), Form.JSON, Settings(with_private=True))
    assert Release.model_validate_json(content) == small()
    shown = Release.model_validate_json(exported(small(), Form.JSON))
    assert [each.session for each in shown.entries] == ["opening", "talk", "gone"]


@pytest.mark.parametrize("form", [Form.CSV, Form.HTML, Form.SCHEDULE_JSON])
def test_one_body_may_be_shown(form: Form) -> None:
    """Its sessions alone; of the release itself that cannot be asked."""
    content = exported(small(), form, Settings(body="com1")).decode()
    assert "Talk" in content
    assert "Opening" not in content
    with pytest.raises(InputError, match="--body: json is the release itself"):
        exported(small(), Form.JSON, Settings(body="com1"))
