"""Parts of a text document that its library has no words for: fields, shades, rows that stay whole."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

MARK = RGBColor(0xB4, 0x53, 0x09)
"""Colour of what has changed; a word always says so as well."""
FONT = "Calibri"


def set_up(document: Document, language: str, *, wide: float, high: float) -> None:
    """Give a document its paper, in millimetres, its font and its language."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(16), Mm(16)
    section.header_distance = section.footer_distance = Mm(8)
    normal = document.styles["Normal"]
    if isinstance(normal, ParagraphStyle):
        normal.font.name, normal.font.size = FONT, Pt(10)
        normal.paragraph_format.space_after = Pt(0)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), language)
    normal.element.get_or_add_rPr().append(spoken)


def table_of(
    document: Document, widths: tuple[float, ...], style: str | None = "Table Grid"
) -> Table:
    """Add a table, with a grid unless it has another style, its columns so many millimetres wide."""
    table: Table = document.add_table(rows=0, cols=len(widths), style=style)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    return table


def row_of(table: Table, widths: tuple[float, ...], *, repeated: bool = False) -> _Row:
    """Add a row that no page breaks; a repeated one stands on top of every page."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = Mm(width)
        form = cell.paragraphs[0].paragraph_format
        form.space_before = form.space_after = Pt(1.5)
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 # the library has no name for it
    properties.append(OxmlElement("w:cantSplit"))
    if repeated:
        properties.append(OxmlElement("w:tblHeader"))
    return row


def shade(cell: _Cell, colour: str) -> None:
    """Give a cell a ground of six digits."""
    ground = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        ground.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(ground)  # noqa: SLF001 # the library has no name for it


def write(paragraph: Paragraph, text: str, *, bold: bool = False, size: float | None = None) -> Run:
    """Add a text to a paragraph."""
    run = paragraph.add_run(text)
    run.bold = bold or None
    if size is not None:
        run.font.size = Pt(size)
    return run


def marked(paragraph: Paragraph, text: str) -> None:
    """Add the mark of a change."""
    run = write(paragraph, text, bold=True, size=9)
    run.font.color.rgb = MARK


def put_field(paragraph: Paragraph, name: str) -> None:
    """Add what is counted where the document is read: ``PAGE``, ``NUMPAGES``."""
    for kind, text in (("begin", ""), ("", name), ("separate", ""), ("", "1"), ("end", "")):
        run = write(paragraph, "", size=8)
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        elif text == name:
            part = OxmlElement("w:instrText")
            part.text = f" {name} "
        else:
            part = OxmlElement("w:t")
            part.text = text
        run._r.append(part)  # noqa: SLF001 # the library has no name for it


def put_footer(document: Document, left: str, page: str) -> None:
    """Give every page a foot: a text, and number and count of pages, for which `page` has two ``{}``."""
    paragraph = document.sections[0].footer.paragraphs[0]
    write(paragraph, f"{left}\t\t", size=8)
    before, between, after = page.split("{}")
    write(paragraph, before, size=8)
    put_field(paragraph, "PAGE")
    write(paragraph, between, size=8)
    put_field(paragraph, "NUMPAGES")
    write(paragraph, after, size=8)


def to_right(paragraph: Paragraph) -> Paragraph:
    """Set a paragraph flush right."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return paragraph
