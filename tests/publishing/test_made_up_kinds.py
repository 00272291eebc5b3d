"""Kinds that import made up of a length alone tell participants nothing."""

import pytest

from scheduler.publishing.exports import Form, exported
from scheduler.publishing.feeds import Feeds
from scheduler.publishing.page import page_of
from scheduler.sources.programmes.records import Event
from scheduler.sources.programmes.tables import _kind
from tests.conference import session
from tests.publishing.programmes import drafted, forum


@pytest.mark.parametrize("title", [_kind(Event("Talk", None, 90)), "Workshop"])
def test_a_length_alone_is_no_kind_to_participants(title: str) -> None:
    """Neither on the page nor in calendars, nor in exports; one that says something is."""
    kinds = [{"id": "session-of-90-min", "title": title, "bands": ["morning"]}]
    talk = session("talk", kind="session-of-90-min", duration=90)
    made = drafted(forum(talk, kinds=kinds, languages=["en", "fr"]), talk="Mon 09:00 A")
    is_told = title == "Workshop"
    page = page_of(made)
    for language, label in (("en", "Kind"), ("fr", "Type")):
        text = page[f"{language}/index.html"].decode()
        assert (f"<dt>{label}</dt>" in text) == is_told
        assert (title in text) == is_told
    feeds = Feeds(made)
    calendars = b"".join(feeds.made(which, "fr") for which in feeds.public).decode()
    assert ("Type :" in calendars) == is_told
    table = exported(made, Form.CSV).decode()
    assert "talk" in table.lower()
    assert (title in table) == is_told
    assert "Session of" not in calendars + table
