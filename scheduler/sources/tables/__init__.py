"""Tables in, tables out: workbooks and CSV that hold the rows of an instance."""

from scheduler.sources.tables.importer import ImportedTables, import_tables
from scheduler.sources.tables.templates import template

__all__ = [
    "ImportedTables",
    "import_tables",
    "template",
]
