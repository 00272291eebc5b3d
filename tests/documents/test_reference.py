"""The generated parts of the reference can be made, and the schema is that of the code as it is."""

from scheduler.catalogue import RULES
from scheduler.instance import Instance
from scheduler.sources import schema_text
from tests.documents.reference import DOCS, MARK, PARTS, SCHEMA
from tests.documents.reference.fields import examples, models, reads, sections


def test_each_generated_part_stands_in_one_page() -> None:
    """``tests/test_docs.py`` follows the links of all pages with these parts."""
    pages = [page.read_text(encoding="utf-8") for page in DOCS.rglob("*.md")]
    assert sorted(name for page in pages for _, name in MARK.findall(page)) == sorted(PARTS)


def test_the_schema_is_what_the_models_say() -> None:
    """It has what a file would say, and no durations of Python."""
    assert SCHEMA.read_text(encoding="utf-8") == schema_text()
    assert '"PT' not in schema_text()


def test_every_model_has_one_section_and_every_example_stands_in_one() -> None:
    """But the instance, whose fields come first."""
    described = [section.model for section in sections()]
    assert sorted((*described, "Instance")) == sorted(models())
    assert examples().keys() <= {section.anchor for section in sections()}


def test_each_rule_reads_fields_that_exist() -> None:
    """Of tables of the instance."""
    fields = {section.title: models()[section.model]["properties"] for section in sections()}
    assert reads().keys() == RULES.keys()
    for tables in reads().values():
        assert tables.keys() <= Instance.model_fields.keys()
        for table, names in tables.items():
            assert {*names} <= fields.get(table, {}).keys(), table
