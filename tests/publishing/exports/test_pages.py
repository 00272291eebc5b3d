"""Page and Markdown, read by parsers of their own."""

import re

from lxml import html  # type: ignore[import-untyped]
from markdown_it import MarkdownIt

from scheduler.publishing.exports import Settings, exported
from scheduler.publishing.forms import Form
from tests.publishing.exports.programmes import NASTY, nasty, small
from tests.publishing.releases import release


def tree(content: bytes) -> html.HtmlElement:
    """Parse a page."""
    return html.document_fromstring(content)


def texts(elements: list[html.HtmlElement]) -> list[str]:
    """Return the texts of elements, blanks made one."""
    return [" ".join(element.text_content().split()) for element in elements]


def test_the_page_shows_the_plan_of_each_day_and_the_list() -> None:
    """A cancelled session stands in the list alone, struck out."""
    page = tree(exported(small(), Form.HTML, Settings(language="fr")))
    assert page.get("lang") == "fr"
    assert texts(page.xpath("//h1")) == ["Petite conférence"]
    assert texts(page.xpath("//h2")) == ["lundi 8 novembre 2021", "Toutes les séances"]
    (plan,) = page.xpath("//table[@class='plan']")
    assert texts(plan.xpath(".//th")) == ["Salle", "Matin", "Après-midi", "Salle A"]
    assert texts(plan.xpath(".//td")) == [
        "09:30–11:00 Opening (fr) Meeting (fr) · EN FR",
        "14:30–15:30 Talk (fr) Com1 (fr)",
    ]
    (table,) = page.xpath("//table[@class='list']")
    assert len(table.xpath(".//tbody/tr")) == 3
    assert texts(table.xpath(".//s")) == ["Gone (fr)"]


def test_the_page_needs_and_runs_nothing() -> None:
    """No script, no address of others, nothing that a title brings along."""
    page = tree(exported(nasty(), Form.HTML))
    assert {*page.xpath("//@href")} == {"#2021-11-08", "#2021-11-09", "#list"}
    assert not page.xpath("//script | //img | //link | //iframe | //form | //@src | //@style")
    assert not [
        name for name in page.xpath("//@*") if getattr(name, "attrname", "").startswith("on")
    ]
    shown = texts(page.xpath("//td[@class='title']"))
    assert len(shown) == len(NASTY)
    assert "</td><script>alert(1)</script><img src=x onerror=alert(2)>" in shown
    assert "x" * 10_000 in shown


def test_an_empty_programme_is_a_page_too() -> None:
    """It says so."""
    assert "No session is held." in exported(release(), Form.HTML).decode()
    assert "No session is held." in exported(release(), Form.MD).decode()


def test_markdown_word_for_word() -> None:
    """Heading, plan of the day, list."""
    lines = exported(small(), Form.MD).decode().splitlines()
    assert lines == [
        "# Tiny Conference",
        "",
        "Release 3 · Sunday 3 October 2021, 15:00",
        "",
        "All times are Addis Ababa time \\(UTC\\+3\\).",
        "",
        "## Monday 8 November 2021",
        "",
        "| Room | Morning | Afternoon |",
        "| --- | --- | --- |",
        "| Room A | 09:30–11:00 Opening | 14:30–15:30 Talk |",
        "",
        "## All sessions",
        "",
        "| Date | Start | Session | Room | Kind | Body | Interpretation | Status |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
        "| 2021-11-08 | 09:30–11:00 | Opening | Room A | Meeting |  | EN FR | Confirmed |",
        "| 2021-11-08 | 14:30–15:30 | Talk | Room A | Meeting | Com1 |  | Confirmed |",
        "| 2021-11-09 | 09:00–10:00 | ~~Gone~~ | Room A | Meeting |  |  | Cancelled |",
    ]


def test_markdown_of_nasty_texts_shows_them_as_they_are() -> None:
    """Rendered, there is no element but those of this document, and each row has its cells."""
    rendered = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    page = html.fragment_fromstring(
        rendered.render(exported(nasty(), Form.MD).decode()), create_parent="main"
    )
    usual = {"main", "h1", "h2", "p", "table", "thead", "tbody", "tr", "th", "td", "br"}
    assert {element.tag for element in page.iter()} == usual
    table = page.xpath("//table")[-1]
    assert {len(row) for row in table.xpath(".//tr")} == {8}
    shown = [cell.text_content() for cell in table.xpath(".//tbody/tr/td[3]")]
    assert len(shown) == len(NASTY)
    assert "first line second | line # third" in shown
    assert "#emph[x] $x^2$ \\ *b* _i_ @ref // c" in shown
    assert "=cmd|' /C calc'!A0" in shown


def test_no_reader_of_markdown_finds_an_address_in_it() -> None:
    """Some make links of bare addresses: their signs stand as entities."""
    content = exported(nasty(), Form.MD).decode()
    assert not re.search(r"https?:|www\.|\w@", content)
