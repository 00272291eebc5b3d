"""`scheduler export`: files that are written whole, over nothing else."""

import shutil
import sys
from pathlib import Path

import pytest

from scheduler.publishing.forms import Form
from scheduler.publishing.records import Release
from tests.cli.conftest import Run
from tests.extras import FORMS

ROOT = Path(__file__).parent.parent.parent
DRAFT = ("tiny.yaml", "--solution", "solutions/tiny.json")


@pytest.fixture
def tiny(run: Run, folder: Path) -> Run:
    """Run commands where the tiny conference and its solution are."""
    (folder / "solutions").mkdir(exist_ok=True)
    shutil.copy(ROOT / "instances" / "tiny.yaml", folder)
    shutil.copy(ROOT / "solutions" / "tiny.json", folder / "solutions")
    return run


@pytest.fixture
def published(tiny: Run) -> Run:
    """Run commands where it has been published."""
    code, _, err = tiny("publish", "tiny.yaml")
    assert code == 0, err
    return tiny


@pytest.mark.parametrize("form", [form for form in FORMS if form is not Form.ROSTER])
def test_every_form_is_written_and_written_again(tiny: Run, form: Form) -> None:
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
    assert tiny("export", *DRAFT, "--to", "md", "--lang", "fr", "-o", "out.md")[0] == 0
    assert Path("out.md").read_text().splitlines()[2] == "Projet, non publié"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("tiny", "--to", "md"), "releases/tiny.db: nothing of tiny has been published yet."),
        ((*DRAFT, "--to", "md", "--release", "1"), "--release and --solution: give one of them."),
        ((*DRAFT, "--to", "md", "--lang", "de"), "--lang: found 'de', expected one of en, fr."),
        ((*DRAFT, "--to", "html", "--with-private"), "--with-private: html is made for everybody"),
        pytest.param(
            (*DRAFT, "--to", "pdf", "--fonts", "none"),
            "--fonts: none: is no folder.",
            marks=pytest.mark.needs("pdf"),
        ),
        ((*DRAFT, "--to", "pdf", "-o", "tiny.yaml"), "tiny.yaml: exists, and is not what --to pdf"),
        ((*DRAFT, "--to", "pdf", "-o", "none/x"), "none: there is no such folder; make it first."),
    ],
)
def test_what_cannot_be_exported_is_said(tiny: Run, words: tuple[str, ...], said: str) -> None:
    """And nothing is written."""
    before = sorted(Path().rglob("*"))
    code, out, err = tiny("export", "-o", "out", *words)
    assert (code, out) == (1, "")
    assert err.startswith(said)
    assert sorted(Path().rglob("*")) == before


@pytest.mark.parametrize("package", ["typst", "font_source_sans_pro"])
def test_without_the_extra_it_says_what_to_install(
    tiny: Run, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And writes nothing."""
    monkeypatch.setitem(sys.modules, package, None)
    said = "a PDF needs packages that are not installed: pip install 'agenda-scheduler[pdf]'\n"
    assert tiny("export", *DRAFT, "--to", "pdf", "-o", "out.pdf") == (1, "", said)
    assert not Path("out.pdf").exists()


@pytest.mark.needs("pdf")
def test_letters_that_no_font_has_are_said(tiny: Run) -> None:
    """The PDF is written all the same."""
    text = Path("tiny.yaml").read_text()
    Path("tiny.yaml").write_text(text.replace("title: Opening,", "title: 开幕,"))
    code, _, err = tiny("export", *DRAFT, "--to", "pdf", "-o", "out.pdf")
    assert code == 0
    said = [line for line in err.splitlines() if "letters" in line]
    assert said == ["No font has these letters, and empty boxes stand for them: 幕开"]


def test_a_table_of_a_roster_that_is_not_there_is_warned_of(tiny: Run) -> None:
    """It is written with its headings, and what would fill it is said."""
    code, _, err = tiny("export", *DRAFT, "--to", "roster", "-o", "out")
    assert code == 0
    assert err.startswith("The programme has no roster.")
    assert Path("out").read_text(encoding="utf-8").count("\n") == 1
