"""`scheduler export`: files that are written whole, over nothing else."""

import json
import zipfile
from pathlib import Path

import pytest

from scheduler.publishing.exports import ExportForm
from scheduler.publishing.records import Release
from scheduler.sources import write_schedule
from tests.cli.conftest import Run, write
from tests.conference import conference, placed, session
from tests.extras import FORMS

DRAFT = ("tiny.yaml", "solutions/tiny.json")


@pytest.mark.parametrize("form", [form for form in FORMS if form is not ExportForm.ROSTER])
def test_every_form_is_written_and_written_again(tiny: Run, form: ExportForm) -> None:
    """Over itself, with the same bytes."""
    for _ in range(2):
        assert tiny("export", *DRAFT, "--to", form.value, "-o", "out") == (0, "", "Wrote out\n")
    first = Path("out").read_bytes()
    assert tiny("export", *DRAFT, "--to", form.value, "-o", "other")[0] == 0
    assert Path("other").read_bytes() == first


def test_a_release_is_named_by_its_conference_or_its_file(published: Run) -> None:
    """The last one, or one by its number."""
    for words in (("tiny",), ("tiny.yaml",), ("tiny", "--release", "1")):
        assert published("export", *words, "--to", "json", "-o", "out.json")[0] == 0
        release = Release.model_validate_json(Path("out.json").read_bytes())
        assert (release.number, len(release.entries)) == (1, 7)  # the reception is private
    assert published("export", "tiny", "--to", "json", "--with-private", "-o", "out.json")[0] == 0
    assert len(Release.model_validate_json(Path("out.json").read_bytes()).entries) == 8


def test_a_draft_says_that_it_is_one(tiny: Run) -> None:
    """It has no number."""
    assert tiny("export", *DRAFT, "--to", "html", "--lang", "fr", "-o", "out.html")[0] == 0
    assert "Projet, non publié" in Path("out.html").read_text()


@pytest.mark.slow
@pytest.mark.needs("docx")
def test_a_document_marks_what_has_changed_since_the_release_before(published: Run) -> None:
    """Or since another; there has to be one."""
    plan = Path("solutions/tiny.json")
    changed = json.loads(plan.read_text())
    changed = {key: changed[key] for key in ("format", "schedule")}
    (closing,) = [each for each in changed["schedule"] if each["session"] == "closing"]
    del closing["end"]
    closing["start"] = "2021-11-08T16:45:00+03:00"
    plan.write_text(json.dumps(changed))
    code, _, err = published("publish", "tiny.yaml", "--force")
    assert code == 0, err
    for words, news in (((), True), (("--since", "1"), True), (("--release", "1"), False)):
        assert published("export", "tiny", "--to", "docx", "-o", "out.docx", *words)[0] == 0
        with zipfile.ZipFile("out.docx") as archive:
            text = archive.read("word/document.xml").decode()
        assert ("MOVED" in text, "Changes since" in text) == (news, news)
    code, _, err = published("export", "tiny", "--to", "docx", "-o", "out.docx", "--since", "2")
    assert (code, err) == (1, "--since: found 2, expected a release before 2.\n")


def test_a_table_of_a_roster_that_is_not_there_is_warned_of(tiny: Run) -> None:
    """It is written with its headings, and what would fill it is said."""
    code, _, err = tiny("export", *DRAFT, "--to", "roster", "-o", "out")
    assert code == 0
    assert err.startswith("The programme has no roster.")
    assert Path("out").read_text(encoding="utf-8").count("\n") == 1


def test_only_what_names_the_organiser_asks_for_it(run: Run, folder: Path) -> None:
    """The file that lacks it is named, with the lines to add; of a variant, what it extends."""
    instance = conference(session("talk"), name="small")
    write(instance, folder / "small.yaml")
    write_schedule(folder / "small.json", instance, placed(instance, talk="Mon 09:00 A"))
    (folder / "later.yaml").write_text("extends: small.yaml\nname: later\nchanges: []\n")
    words = ("export", "later.yaml", "small.json", "--to")
    for form in (ExportForm.XLSX, ExportForm.HTML, ExportForm.SCHEDULE_XML):
        assert run(*words, form.value, "-o", form.value)[0] == 0
    for asking in ((*words, "json", "-o", "out"), ("publish", *words[1:3])):
        code, _, err = run(*asking)
        assert code == 1
        assert "small.yaml: publishing: found no `organiser`, expected one." in err
        assert err.endswith(
            "Add these lines:\npublishing:\n"
            "  organiser: {name: Secretariat, email: agenda@example.org}\n"
        )
