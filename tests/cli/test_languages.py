"""`scheduler show`: into which languages sessions are interpreted."""

import json
from pathlib import Path

import pytest

from scheduler.cli import main
from scheduler.sources import write_schedule
from tests.conference import conference, placed, room, session


def test_languages_are_shown_where_a_session_needs_some_of_its_pools(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Beside its mark, in a list and in a grid; machines are told those of every session."""
    instance = conference(
        session("talk", interpretation="three", languages=["fr", "ar"]),
        session("lecture", interpretation="three"),
        session("lunch"),
        rooms=[room("A", booths=3)],
        interpretation=[
            {"id": "three", "languages": ["ar", "en", "fr"], "counts": "meetings", "teams": 1}
        ],
    )
    (tmp_path / "x.yaml").write_text(instance.model_dump_json(exclude_unset=True), encoding="utf-8")
    places = {"talk": "Mon 09:00 A", "lecture": "Mon 10:00 A", "lunch": "Mon 11:00 A"}
    write_schedule(tmp_path / "x.json", instance, placed(instance, **places))
    files = ("show", str(tmp_path / "x.yaml"), str(tmp_path / "x.json"), "--width", "100")
    for words in ((*files, "--list"), files):
        assert main(words) == 0
        out = capsys.readouterr().out
        assert (out.count("interpreted"), out.count("interpreted (ar fr)")) == (2, 1)
    assert main((*files, "--json")) == 0
    shown = json.loads(capsys.readouterr().out)["sessions"]
    languages = [["ar", "fr"], ["ar", "en", "fr"], []]
    assert [(each["marks"], each["languages"]) for each in shown] == [
        (["interpreted"] if spoken else [], spoken) for spoken in languages
    ]
