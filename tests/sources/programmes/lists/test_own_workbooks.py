"""The workbook that is exported, read as a list: ids, what is cancelled, and nothing that is not there."""

from pathlib import Path

import pytest
import yaml
from openpyxl import load_workbook

from scheduler.cli.commands.export import unpublished
from scheduler.publishing.exports import Settings, exported
from scheduler.publishing.forms import Form
from scheduler.sources import read_instance, write_schedule
from scheduler.sources.programmes import import_programme
from scheduler.sources.programmes.lists import guessed
from tests.sources.programmes.files import sample
from tests.sources.programmes.test_round_trips import PUBLIC


@pytest.mark.parametrize(
    ("language", "standing", "cancelled"),
    [("en", "Status", "Cancelled"), ("fr", "Statut", "Annulée")],
)
def test_what_is_exported_is_understood(
    tmp_path: Path, language: str, standing: str, cancelled: str
) -> None:
    """In both languages; a session that is cancelled does not come back."""
    first, base = sample("schedule.json"), tmp_path / "harbour.yaml"
    text = first.text.replace("languages: [en]", "languages: [en, fr]")
    base.write_text(text + PUBLIC, "utf-8")
    solution, book, mapping = (tmp_path / name for name in ("s.json", "a.xlsx", "m.yaml"))
    write_schedule(solution, read_instance(base), first.schedule)
    release = unpublished(base, solution)
    book.write_bytes(exported(release, Form.XLSX, Settings(language=language)))
    found = yaml.safe_load(guessed([book], "Europe/Lisbon").text)
    assert found["columns"]["id"] in ("Id", "Identifiant")
    assert "attendance" not in found["columns"]
    workbook = load_workbook(book)
    heads, *rows = workbook.worksheets[1].iter_rows()
    at = [cell.value for cell in heads].index(standing)
    rows[-1][at].value = cancelled
    gone = rows[-1][[cell.value for cell in heads].index(found["columns"]["id"])].value
    workbook.save(book)
    mapping.write_text(guessed([book], "Europe/Lisbon").text, "utf-8")
    again = import_programme([book], "harbour", mapping=mapping)
    before = {each.id for each in first.instance.sessions}
    assert {each.id for each in again.instance.sessions} == before - {gone}
