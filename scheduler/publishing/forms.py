"""What a release can be exported to."""

from enum import StrEnum


class Form(StrEnum):
    """A form of export."""

    XLSX = "xlsx"
    """A workbook: the plan by half-days, and the list."""
    CSV = "csv"
    """The list."""
    ROSTER = "roster"
    """Who of the interpreters works when: a table by teams, as CSV."""
    HTML = "html"
    """A page that needs no other file: the plan and the list."""
    SCHEDULE_JSON = "schedule-json"
    """What apps of conferences read."""
    SCHEDULE_XML = "schedule-xml"
    """The same, as XML."""
    PRETALX = "pretalx"
    """What pretalx imports: that XML, with the codes of its sessions."""
    JSON = "json"
    """The release itself."""
    PDF = "pdf"
    """The grid, to print and hand out."""
    DOCX = "docx"
    """The numbered plan, as a text document: what has changed is marked."""


ALWAYS_PUBLIC = frozenset({Form.HTML, Form.SCHEDULE_JSON, Form.SCHEDULE_XML, Form.PRETALX})
"""Forms made for everybody: no private session gets into them, whoever asks."""


class Down(StrEnum):
    """What the rows of a plan are."""

    ROOMS = "rooms"
    BODIES = "bodies"


class Colours(StrEnum):
    """What the colours of a plan tell."""

    KIND = "kind"
    THEME = "theme"


class Paper(StrEnum):
    """The paper of a handout, always on its side."""

    AUTO = "auto"
    """A4, where all columns fit on it; else A3."""
    A4 = "a4"
    A3 = "a3"
