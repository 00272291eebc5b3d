"""The reference of fields and the schema are those of the models."""

from scheduler.sources import schema_text
from tests.documents.fields import PAGE, SCHEMA, TABLE, current, models


def test_each_model_has_one_table_as_it_is_now() -> None:
    """``python -m tests.documents.fields`` writes them anew."""
    page = PAGE.read_text(encoding="utf-8")
    assert sorted(found[2] for found in TABLE.finditer(page)) == sorted(models())
    assert current(page) == page


def test_the_schema_is_as_it_is_now() -> None:
    """It says what a file would, and no durations of Python."""
    assert SCHEMA.read_text(encoding="utf-8") == schema_text()
    assert '"PT' not in schema_text()
