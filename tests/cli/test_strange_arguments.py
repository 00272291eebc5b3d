"""Arguments and files that a shell or a disk hands over, and nobody means: a sentence and code 1."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from scheduler.publishing.exports import ExportForm, Settings, exported
from scheduler.publishing.records import Release
from tests.cli.conftest import Run, small, write
from tests.cli.test_publish import published
from tests.extras import READABLE
from tests.publishing.full import full_release

__all__ = ["published"]

HUGE = str(2**63)
NO_TEXT = "\udcff"
"""What Python makes of the byte FF in an argument."""

ARGUMENTS = [
    (
        ["publish", "forum.yaml", "--note", NO_TEXT],
        "--note, --override: expected text in UTF-8.",
    ),
    (["publish", "forum.yaml", "--again", HUGE], f"forum has no release {HUGE}."),
    (["releases", "forum", HUGE], f"forum has no release {HUGE}."),
    (["releases", "forum", "0"], "forum has no release 0."),
    (["releases", "forum", "1", HUGE], f"forum has no release {HUGE}."),
    (["releases", NO_TEXT], "nor a valid name of a conference."),
    (["page", "forum", "-o", "site", "--release", HUGE], f"forum has no release {HUGE}."),
    (["feeds", "forum", "-o", "site", "--release", HUGE], f"forum has no release {HUGE}."),
    (["notices", "forum", HUGE], f"forum has no release {HUGE}."),
    (["export", "forum", "--to", "csv", "-o", "a.csv", "--release", HUGE], f"no release {HUGE}."),
    (["whatif", f"{NO_TEXT}.yaml", "--set", "late_hours=2"], "Rename it."),
    *(
        pytest.param(
            ["serve", "forum", "--host", host],
            "not a valid host name.",
            marks=pytest.mark.needs("web"),
        )
        for host in ("a" * 300, NO_TEXT)
    ),
]


@pytest.mark.parametrize(("arguments", "said"), ARGUMENTS, ids=lambda each: ascii(each)[:60])
def test_a_strange_argument_ends_in_a_sentence(
    arguments: list[str], said: str, published: Run, folder: Path
) -> None:
    """Code 1, where something is published that could be asked for."""
    (folder / f"{NO_TEXT}.yaml").write_bytes((folder / "forum.yaml").read_bytes())
    code, _, err = published(*arguments)
    assert code == 1
    assert said in err


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
