"""What is published of a conference, in its file: what is read, and what is wrong with it."""

import pytest
from matplotlib.colors import CSS4_COLORS

from scheduler.instance import COLOURS
from scheduler.sources import read_instance_text
from tests.sources.files import PUBLISHED, VALID, changed, troubles


def test_all_of_it_is_read() -> None:
    """The site loses the slash at its end."""
    instance = read_instance_text(f"{VALID}{PUBLISHED}".encode(), "x.yaml")
    assert instance.languages == ("en", "fr", "zh-Hant")
    assert instance.publishing.site == "https://example.org/agenda"
    assert instance.publishing.venue.longitude == 178
    assert instance.translations["fr"].rooms["north"].floor == "Rez-de-chaussée"
    assert instance.themes[0].colour == "teal"


def test_breaks_are_translated_by_their_titles() -> None:
    """A title that no break has is named, with the nearest."""
    band = '{id: morning, from: "09:00", to: "12:00"}'
    pause = '{id: morning, from: "09:00", to: "12:00", breaks: [{from: "10:30", to: "11:00", title: Coffee}]}'
    said = PUBLISHED + "    breaks: {Coffee: {title: Pause-café}}\n"
    text = changed(band, pause) + said
    assert "Coffee" in read_instance_text(text.encode(), "x.yaml").translations["fr"].breaks
    (trouble,) = troubles(text.replace("{Coffee:", "{Cofee:"))
    assert trouble.endswith(
        'found "Cofee", expected the title of a break of a band. Maybe "Coffee"?'
    )


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org",
        "example.org/live",
        "//example.org",
        "https://",
        "https:///live",
        "https://user:secret@example.org",
        "https://example.org/a b",
        "https://example.org:port/",
        "https://exämple.org",
        "https://example.org/<script>",
        "javascript:alert(1)",
        f"https://example.org/{'x' * 2000}",
        "http://localhost.example.org",
    ],
)
def test_addresses_that_are_none(address: str) -> None:
    """Relative ones, other schemes, secrets, spaces and what browsers would read differently."""
    text = changed("    themes: [trust]", f"    themes: [trust]\n    stream: {address!r}")
    (complaint,) = troubles(text)
    assert complaint.endswith("expected an address such as https://agenda.example.org/live.")


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "https://example.org:8443/live?id=1&x=%20#now",
        "http://localhost:8000/live",
        "http://127.0.0.1/live",
    ],
)
def test_addresses_that_are_fine(address: str) -> None:
    """Kept as they are."""
    text = changed("    themes: [trust]", f"    themes: [trust]\n    stream: {address!r}")
    assert read_instance_text(text.encode(), "x.yaml").session_by_id["com1-1"].stream == address


def test_a_private_session_may_have_an_address_to_join() -> None:
    """A public webcast is another matter."""
    private = "    themes: [trust]\n    private: true\n    join: https://example.org/live"
    text = changed("    themes: [trust]", private)
    assert read_instance_text(text.encode(), "x.yaml").session_by_id["com1-1"].join


def test_the_colours_are_those_of_css3() -> None:
    """Their names, and what they stand for; CSS4 has one more."""
    known = {name: str(value).removeprefix("#").lower() for name, value in CSS4_COLORS.items()}
    assert known == {**COLOURS, "rebeccapurple": "663399"}
