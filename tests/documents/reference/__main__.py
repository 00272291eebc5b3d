"""Write the generated pages and the schema of instances anew: ``python -m tests.documents.reference``."""

from scheduler.sources import schema_text
from tests.documents.reference import DOCS, PAGES, SCHEMA, current

if __name__ == "__main__":
    for page in PAGES:
        (DOCS / "reference" / page).write_text(current(page), encoding="utf-8")
    SCHEMA.write_text(schema_text(), encoding="utf-8")
