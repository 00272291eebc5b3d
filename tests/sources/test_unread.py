"""What stands in rows that cannot be read counts as there, and makes no complaints about other rows."""

import pytest

from tests.sources.files import changed, troubles


def test_a_room_that_cannot_be_read_is_in_its_building_all_the_same() -> None:
    """Also in that of all rooms that name none; what leads there is no fault."""
    text = changed("capacity: 100, building: old", "capacty: 100").replace(
        "[old, new]", "[main, new]"
    )
    assert [each.split(":")[1] for each in troubles(text)] == ["17"]


@pytest.mark.parametrize("themes", [[("trust", "Trust")], [("trust", "Trust"), ("trust", "Faith")]])
def test_a_theme_of_a_session_that_cannot_be_read_is_no_second_one(
    themes: list[tuple[str, str]],
) -> None:
    """Only rows of the table have ids that must differ."""
    rows = "".join(f"  - {{id: {id_}, title: {title}}}\n" for id_, title in themes)
    text = changed(
        "    duration: 60\n    people: {chair: [ada]}", "    duration: soon\n    themes: [trust]"
    )
    found = troubles(f"{text}themes:\n{rows}")
    again = (
        f'x.yaml:{len(text.splitlines()) + 3}: themes[trust].id: found "trust" again, '
        "expected an id that nothing else in the table has."
    )
    assert [each for each in found if "again" in each] == [again] * (len(themes) - 1)
    assert any("duration" in each for each in found)
