"""Pages, read by a parser of their own."""

from lxml import html  # type: ignore[import-untyped]

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
