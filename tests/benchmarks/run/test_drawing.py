"""The picture of growth."""

from xml.etree import ElementTree

from benchmarks.run.drawing import Curve, drawn
from benchmarks.run.generated import curves_of, growth_table
from benchmarks.run.measuring import Outcome
from tests.benchmarks.run.searches import empty, failed, measured

CURVES = [
    Curve("first programme", "s", {50: 0.5, 100: 1.0, 200: 2.0, 400: None}),
    Curve("memory", "MiB", {50: 100.0, 100: 100.0}),
]


def test_the_picture_is_svg_with_equal_bytes_for_equal_curves() -> None:
    """Its text is text: the power that was fitted, and none to two points."""
    content = drawn(CURVES)
    root = ElementTree.fromstring(content)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    said = "".join(root.itertext())
    assert "first programme ~ n^1.00" in said
    assert "memory" in said
    assert "memory ~" not in said
    assert drawn(CURVES) == content


def test_a_curve_without_a_value_can_be_drawn() -> None:
    """All searches may have failed."""
    content = drawn([Curve("first programme", "s", {50: None, 100: None})])
    assert ElementTree.fromstring(content).tag.endswith("svg")


def test_curves_are_of_the_searches_of_each_size() -> None:
    """Ours for the first programme and memory, plain CP-SAT for the model; failures leave holes."""
    outcomes: list[Outcome] = [
        measured("generated-50", first=0.5, memory=200.0),
        measured("generated-50", None, building=0.1),
        empty("generated-100", memory=300.0),
        failed("generated-100", None),
    ]
    first, reading, model, memory = curves_of(outcomes, (50, 100))
    assert first.values == {50: 0.5, 100: None}
    assert reading.values == {50: 0.02, 100: 0.02}
    assert model.values == {50: 0.1, 100: None}
    assert memory.values == {50: 200.0, 100: 300.0}


def test_the_table_says_where_sizes_are_too_few() -> None:
    """The smallest and the largest size that there is a value for."""
    lines = growth_table([*CURVES, Curve("nothing", "s", {50: None})])
    assert lines[2:] == [
        "| first programme | s | 1.00 | 1.000 | 3 | 0.50 | 2.0 |",
        "| memory | MiB | too few sizes | - | 2 | 100.0 | 100.0 |",
        "| nothing | s | too few sizes | - | 0 | - | - |",
    ]
