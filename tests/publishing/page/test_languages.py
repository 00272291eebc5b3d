"""The way to the page in the reader's language, from a folder that knows nothing of the reader."""

import re

import pytest
from playwright.sync_api import Browser, expect

from scheduler.publishing.page import page_of
from tests.publishing.page.served import CHROMIUM, serving, visiting
from tests.publishing.releases import entry, release

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt-get install chromium)"),
]


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("fr-CH", "fr"),
        ("pt", "pt-BR"),
        ("en-GB", "en"),
        ("de-DE", "es"),
    ],
)
def test_a_folder_leads_readers_to_the_page_in_their_language(
    browser: Browser, locale: str, language: str
) -> None:
    """The first of the conference is Spanish; what an address asks for goes along."""
    files = page_of(release(entry("talk"), languages=("es", "pt-BR")))
    with (
        serving(files) as site,
        visiting(browser, site, locale=locale, service_workers="block") as visit,
    ):
        visit.page.goto(f"{site}/?view=list#talk")
        visit.page.wait_for_selector("html[data-ready]")
        expect(visit.page).to_have_url(re.compile(rf"/{language}/index\.html\?view=list#talk$"))
