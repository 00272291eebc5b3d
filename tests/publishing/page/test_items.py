"""Agendas on the page: items with times and documents, found by the search, in the log when they change."""

from typing import Any

import pytest

from scheduler.publishing.records import Paper, Release, Standing
from tests.publishing.exports.test_agendas import dealt
from tests.publishing.page.released import page
from tests.publishing.releases import DAY, entry, release

PAPERS = (
    Paper(
        symbol="D/1", titles={"en": "On roads"}, address="https://d.example/1", languages=("en",)
    ),
    Paper(symbol="D/2", address="javascript:alert(1)"),
)


def shown(**fields: Any) -> Release:
    """Return a release of a talk that deals with roads."""
    agenda = (dealt("roads", "06:00", "06:40", *PAPERS, continued=True),)
    return release(entry("talk", **({"agenda": agenda} | fields)), entry("lecture"))


def test_a_session_lists_its_items_with_documents() -> None:
    """A document is a link if it is on the web; an item that goes on says so."""
    said = page(shown())
    assert said.count('<p class="dealt-head">Agenda</p>') == 1
    assert '<time datetime="2021-11-08T06:00Z">09:00</time>' in said
    assert '<a href="https://d.example/1" rel="noreferrer" dir="auto">D/1</a>' in said
    assert "<bdi>D/2</bdi>" in said
    assert "javascript:" not in said
    assert "(continued)" in said
    assert "(suite)" in page(shown(), "fr")


@pytest.mark.parametrize(
    "fields",
    [{"agenda": ()}, {"standing": Standing.CANCELLED, "changed": entry("a").created + DAY}],
)
def test_a_session_without_items_or_that_is_cancelled_lists_none(fields: dict[str, Any]) -> None:
    """Nothing stands where there is nothing to say."""
    assert "dealt-head" not in page(shown(**fields))


def test_another_agenda_is_told_in_the_log() -> None:
    """As of any session of which something else is told."""
    before = release(entry("talk"), entry("lecture"))
    after = Release(**(dict(shown()) | {"number": 2, "published": before.published + DAY}))
    said = page(after, "en", before)
    log = said[said.index('id="_changes"') :]
    assert 'href="#talk"' in log
    assert 'href="#lecture"' not in log
