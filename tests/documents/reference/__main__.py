"""Write the schema of instances anew: ``python -m tests.documents.reference``."""

from scheduler.sources import schema_text
from tests.documents.reference import SCHEMA

if __name__ == "__main__":
    SCHEMA.write_text(schema_text(), encoding="utf-8")
