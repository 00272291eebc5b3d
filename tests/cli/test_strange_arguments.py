"""Arguments and files that a shell or a disk hands over, and nobody means: a sentence and code 1."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from scheduler.publishing.exports import ExportForm, Settings, exported
from scheduler.publishing.records import Release
from tests.cli.conftest import Run, small, write
from tests.extras import READABLE
from tests.publishing.releases import full_release

NO_TEXT = "\udcff"
"""What Python makes of the byte FF in an argument."""


def test_an_instance_whose_name_is_no_text_can_be_imported_into(run: Run, folder: Path) -> None:
    """What is written names it as far as it can."""
    base = write(small(name="small"), folder / f"{NO_TEXT}.yaml")
    (folder / "rooms.csv").write_text("id,capacity\nA,30\nB,30\n", encoding="utf-8")
    code, _, err = run("import", "rooms.csv", "--into", base.name, "-o", "new.yaml")
    assert code == 0, err
    assert run("check", "new.yaml")[0] == 0


@pytest.mark.parametrize("sign", ["\\0", "\\u0007", "\\u009B", "\\uFFFE", "\\uFFFF"])
def test_what_no_text_holds_is_no_text_as_an_escape_either(
    sign: str, run: Run, folder: Path
) -> None:
    """In YAML as in JSON, and wherever it stands."""
    text = (folder / "small.yaml").read_text(encoding="utf-8")
    changed = text.replace("Small conference", f"A{sign.replace(chr(92) + '0', chr(92) + 'u0000')}")
    (folder / "small.json").write_text(changed, encoding="utf-8")
    code, _, err = run("check", "small.json")
    assert code == 1
    assert "title: found the control character U+" in err


STRANGE = "A\uffff\x00\x1b\x9b\u2028\u202e=B"


@pytest.mark.parametrize("form", READABLE)
def test_a_release_of_before_may_hold_any_sign(form: ExportForm, tmp_path: Path) -> None:
    """In the name of the organiser too, which a workbook tells of itself."""
    facts = full_release().model_dump()
    facts["conference"]["organiser"]["name"] = STRANGE
    content = exported(Release.model_validate(facts), form, Settings())
    assert ("\uffff".encode() in content) == (form is ExportForm.JSON)  # it is for programs
    if form is ExportForm.XLSX:
        (tmp_path / "a.xlsx").write_bytes(content)
        assert load_workbook(tmp_path / "a.xlsx").properties.creator == "A =B"
