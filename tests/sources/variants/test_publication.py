"""What a variant says of itself, and what becomes of names for people when it removes what they name."""

from pathlib import Path

from scheduler.sources import fingerprint, read_instance
from tests.sources.files import VALID
from tests.sources.variants.files import HEAD, varied, write, wrong

NAMED = f"""{VALID}\
languages: [en, fr]
publishing: {{buildings: {{old: Old building, new: New building}}}}
translations:
  fr:
    rooms: {{north: {{title: Nord}}, both: {{title: Les deux}}}}
    sessions: {{com1-2: {{title: Deuxième}}, opening: {{title: Ouverture}}}}
    themes: {{trust: {{title: Confiance}}}}
    buildings: {{old: {{title: Vieux}}, new: {{title: Neuf}}}}
"""


def test_names_go_with_what_they_name(tmp_path: Path) -> None:
    """Of rooms too: a name alone keeps nobody from removing one."""
    other = varied(tmp_path, "  - remove: {sessions: [com1-2], rooms: [both]}\n", NAMED)
    french = other.translations["fr"]
    assert {*french.sessions} == {"opening"}
    assert {*french.rooms} == {"north"}
    assert {*french.buildings} == {*other.publishing.buildings} == {"old", "new"}


def test_names_of_themes_and_buildings_go_with_the_last_that_has_them(tmp_path: Path) -> None:
    """The only session on trust, and the only room of the old building."""
    base = NAMED.replace(", parts: [north, south]", "").replace(", room: north}", "}")
    base = base.replace("walks:\n  - {between: [old, new], minutes: 10}\n", "")
    other = varied(tmp_path, "  - remove: {sessions: [com1-1], rooms: [north]}\n", base)
    french = other.translations["fr"]
    assert french.themes == {}
    assert {*french.buildings} == {*other.publishing.buildings} == {"new"}


def test_a_variant_does_not_name_what_it_removes(tmp_path: Path) -> None:
    """What it says itself is an error."""
    changes = (
        "  - remove: {sessions: [com1-2]}\n"
        "  - set: {translations: {fr: {sessions: {com1-2: {title: Deux}}}}}\n"
    )
    (complaint,) = wrong(tmp_path, changes, NAMED)
    assert complaint.startswith("other.yaml:5: ")
    assert 'found "com1-2", expected the id of a session in `sessions`.' in complaint


def test_themes_are_rows_that_can_be_changed(tmp_path: Path) -> None:
    """Added, given another colour, and not removed while a session carries one."""
    base = f"{VALID}themes: [{{id: trust, colour: teal}}, {{id: peace}}]\n"
    other = varied(
        tmp_path,
        "  - add: {themes: [{id: skills}]}\n  - change: {themes: {trust: {colour: red}}}\n",
        base,
    )
    assert [(theme.id, theme.colour) for theme in other.themes] == [
        ("trust", "red"),
        ("peace", None),
        ("skills", None),
    ]
    (complaint,) = wrong(tmp_path, "  - remove: {themes: [trust]}\n", base)
    assert "expected the id of a theme in `themes`" in complaint


def test_a_variant_says_of_itself_what_it_proposes(tmp_path: Path) -> None:
    """What its base says is not said of it; and no programme becomes one of another state by it."""
    base = "summary: As ever\nagreed_by: [Steering Committee]\n" + VALID
    path = write(tmp_path, "  []\n", base)
    silent = read_instance(path)
    assert (silent.summary, silent.agreed_by) == (None, ())
    said = "summary: No evening\nagreed_by: [Host, Unions]\n"
    path.write_text(said + HEAD + "  []\n", encoding="utf-8")
    other = read_instance(path)
    assert (other.summary, other.agreed_by) == ("No evening", ("Host", "Unions"))
    assert fingerprint(other) == fingerprint(silent)
    assert read_instance(tmp_path / "base.yaml").agreed_by == ("Steering Committee",)
