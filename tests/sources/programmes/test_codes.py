"""A newer programme knows a session of an older one by its code, whatever it is called now."""

from pathlib import Path

from syrupy.assertion import SnapshotAssertion

from scheduler.sources.programmes import ImportedProgramme
from tests.sources.programmes.files import SAMPLES, renewed, sample

NAME = "pretalx.json"


def again(folder: Path, *changes: tuple[str, str]) -> ImportedProgramme:
    """Read the sample into the instance of it, with texts changed in the newer one."""
    path, first = folder / NAME, sample(NAME)
    pin = f"id: {first.instance.sessions[0].id}, "
    assert pin in first.text
    text = (SAMPLES / NAME).read_text("utf-8")
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    path.write_text(text, "utf-8")
    return renewed(path, NAME, first.text.replace(pin, f"{pin}attendance: 77, ", 1))


def told(imported: ImportedProgramme) -> list[str]:
    """Return what is said of sessions that are new, changed or gone."""
    return [each for each in imported.notes if each.startswith(("New: ", "Changed: ", "Gone: "))]


RENAMED = ("Apples and the rest", "All about apples")


def test_a_session_of_another_title_is_known_by_its_code(tmp_path: Path) -> None:
    """It has changed, and keeps its id and what the older instance says of it."""
    found = again(tmp_path, RENAMED)
    said = 'Changed: All about apples: title "Apples and the rest" → "All about apples".'
    assert told(found) == [said]
    first = found.instance.sessions[0]
    assert (first.id, first.title) == ("apples-and-the-rest", "All about apples")
    assert (first.code, first.attendance) == ("APPLES", 77)
    assert "apples-and-the-rest" in found.schedule.by_session


def test_a_session_of_another_code_is_known_by_its_title(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    """As one without a code is; another title and another code make another session."""
    found = again(tmp_path, ("APPLES", "PEARS"))
    assert told(found) == []
    assert (found.instance.sessions[0].code, found.instance.sessions[0].attendance) == ("PEARS", 77)
    found = again(tmp_path, ("APPLES", "PEARS"), RENAMED)
    assert told(found) == snapshot


def test_a_title_that_goes_to_another_session_does_not_take_its_id(tmp_path: Path) -> None:
    """The codes say which is which; what has the old title and a code of its own is new."""
    swap = [("Grafting", "?"), ("Apples and the rest", "Grafting"), ("?", "Apples and the rest")]
    found = again(tmp_path, *swap)
    titles = {each.id: each.title for each in found.instance.sessions}
    assert titles["apples-and-the-rest"] == "Grafting"
    assert titles["grafting"] == "Apples and the rest"
    assert [each.split(" ")[0] for each in told(found)] == ["Changed:", "Changed:"]
    found = again(tmp_path, RENAMED, ("WAITS", "NEW"), ("Grafting", "Apples and the rest"))
    titles = {each.id: each.title for each in found.instance.sessions}
    assert titles["apples-and-the-rest"] == "All about apples"
    assert titles["apples-and-the-rest-2"] == "Apples and the rest"
    assert "grafting" not in titles


def test_a_talk_that_is_given_twice_is_known_by_code_and_order(tmp_path: Path) -> None:
    """Both have another title now."""
    found = again(tmp_path, ("Why things fall", "Falling"))
    falls = {each.id: each.title for each in found.instance.sessions if each.code == "FALLS"}
    assert falls == {"why-things-fall": "Falling", "why-things-fall-2": "Falling"}
    assert [each.split(": ")[:2] for each in told(found)] == [["Changed", "Falling"]] * 2
