"""The text of a generated file says what its rows say."""

from scheduler.sources.documents import document
from scheduler.sources.nodes import data_of
from scheduler.sources.yaml_text import WIDTH, yaml_of


def test_what_is_written_is_read() -> None:
    """Words, numbers, texts that look like something else, and long rows."""
    tables = {
        "name": "true",
        "number": 7,
        "texts": [
            {"text": text}
            for text in ("Null", "7", "a: b", "Côte d'Ivoire", "7-1", "a -b", "a\u2028b\x85c")
        ],
        "rows": [{"people": {"chair": [f"person-{number}" for number in range(40)]}, "last": True}],
        "levels": {
            "one": 0.5,
            "two": {"items": {f"item-{number}": "hard" for number in range(40)}},
        },
    }
    text = yaml_of(tables, ["Head", ""])
    assert text.startswith("# Head\n#\nname: ")
    assert data_of(document(text.encode(), is_json=False)) == tables


def test_long_rows_are_broken() -> None:
    """No line is wider than it should be, and none ends with a space."""
    row = {"first": "x" * 60, "second": ["y" * 20] * 9, "third": "z" * 60}
    lines = yaml_of({"rows": [row]}, []).splitlines()
    assert len(lines) > 5
    assert all(len(line) <= WIDTH and line == line.rstrip() for line in lines)


def test_an_empty_list_in_a_long_row_is_written_whole() -> None:
    """Wherever the line ends, before it or within it."""
    for length in range(60, 110):
        row = {"id": "a", "title": "x" * length, "closures": [], "parts": ["b"], "layouts": {}}
        text = yaml_of({"rooms": [row]}, [])
        assert data_of(document(text.encode(), is_json=False)) == {"rooms": [row]}, length
