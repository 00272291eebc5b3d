"""Sections of the document, replaced one by one."""

from pathlib import Path

from benchmarks.run.conditions import command
from benchmarks.run.document import DOCUMENT, HEAD, has_section, replace_section, sections_in

ORDER = ("shipped", "cosplib", "generated")


def test_a_section_replaces_itself_and_no_other(tmp_path: Path) -> None:
    """Whatever is measured first, the order is that of the document."""
    document = tmp_path / "benchmarks.md"
    replace_section(document, "generated", "## Generated\n\nold\n", ORDER)
    replace_section(document, "shipped", "## Shipped\n", ORDER)
    replace_section(document, "generated", "## Generated\n\nnew \\1\n", ORDER)
    text = document.read_text(encoding="utf-8")
    assert text.startswith(HEAD)
    assert list(sections_in(text).items()) == [
        ("shipped", "## Shipped\n"),
        ("generated", "## Generated\n\nnew \\1\n"),
    ]


def test_sections_are_known_by_name(tmp_path: Path) -> None:
    """None is in a document that does not exist."""
    document = tmp_path / "benchmarks.md"
    assert not has_section(document, "shipped")
    replace_section(document, "shipped", "text\n", ORDER)
    assert has_section(document, "shipped")
    assert not has_section(document, "cosplib")


def test_the_document_of_the_repository_has_marks() -> None:
    """Otherwise a part that is measured anew would end the others."""
    assert sections_in(DOCUMENT.read_text(encoding="utf-8"))


def test_the_command_names_no_folder() -> None:
    """Where somebody keeps data is not written into the document."""
    assert command(["--only", "cosplib", "--data", "/home/ada/data"]) == (
        "python -m benchmarks.run --only cosplib --data DIR"
    )
    assert command(["--data=/home/ada"]) == "python -m benchmarks.run --data=DIR"
