"""`scheduler export` tells what sessions deal with."""

from pathlib import Path
from typing import Any

import docx
import pytest

from scheduler.cli.exit_codes import Code
from scheduler.sources import write_schedule
from tests.agendas import dealing, item
from tests.cli.conftest import Run
from tests.conference import placed, session
from tests.publishing.releases import PLACES, itemised

ROADS = item(
    "roads",
    45,
    title="Roads across the borders of all regions",
    documents=[
        {"symbol": "D/1", "title": "On roads", "languages": ["en", "fr"]},
        {"symbol": "D/2", "address": "https://d.example/2"},
    ],
    people={"rapporteur": ["ada"]},
    proposers=["isle", "land"],
)
TABLES: dict[str, Any] = {
    "people": [{"id": "ada", "title": "Ada"}],
    "delegations": [
        {"id": "isle", "title": "Isle", "size": 1},
        {"id": "land", "title": "Land", "size": 3},
    ],
    "sessions": [
        session("talk", duration=120),
        session("lecture", duration=120),
        session("secret", private=True),
    ],
}


@pytest.fixture
def asked(run: Run, folder: Path) -> Run:
    """Run commands where a talk deals with roads and boats, and the lecture with the rest of boats."""
    items = (ROADS, item("boats", 30, parts=2), item("ports"), item("rail", optional=True))
    instance = itemised(*items, **TABLES)
    text = instance.model_dump_json(by_alias=True, exclude_unset=True)
    (folder / "forum.yaml").write_text(text, encoding="utf-8")
    schedule = placed(instance, **PLACES, secret="Mon 11:30 B")
    agendas = {"talk": "roads 45, boats 20", "lecture": "boats 10"}
    write_schedule(folder / "forum.json", instance, dealing(schedule, **agendas))
    return run


def test_the_agenda_of_a_meeting_is_exported(asked: Run, folder: Path) -> None:
    """A private one only where private ones are asked for; without, nothing tells that it is there."""
    given = ("export", "forum.yaml", "forum.json", "--to", "docx", "-o", "agenda.docx")
    assert asked(*given, "--session", "talk")[0] == Code.FINE
    document = docx.Document(str(folder / "agenda.docx"))
    assert "Agendas" in [paragraph.text for paragraph in document.paragraphs]
    found = [cell.text for cell in document.tables[-1].rows[1].cells]
    assert found[1:3] == ["09:00", "09:45"]
    assert "Roads across the borders of all regions" in found
    assert "D/1, On roads (EN FR); D/2" in found
    code, _, err = asked(*given, "--session", "secret")
    assert code == Code.BAD_INPUT
    assert "expected the id of a session" in err
    assert asked(*given, "--session", "secret", "--with-private")[0] == Code.FINE
    code, _, err = asked(*given, "--session", "talk", "--body", "x")
    assert code == Code.BAD_INPUT
