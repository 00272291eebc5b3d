"""`scheduler page`: a release as a folder of files."""

from pathlib import Path

from tests.cli.conftest import Run


def test_the_page_of_the_last_release_is_written(published: Run, folder: Path) -> None:
    """In both languages; the second time nothing is touched."""
    code, out, err = published("page", "tiny.yaml", "-o", "site")
    assert (code, out) == (0, "")
    assert "Release 1: wrote 11 files to site (11 new, 0 changed, 0 unchanged)." in err
    assert "The calendars of the page are missing. Write them: scheduler feeds tiny -o site" in err
    french = (folder / "site/fr/index.html").read_text(encoding="utf-8")
    assert "Une journée sur le développement" in french
    assert published("page", "tiny", "-o", "site")[2].startswith(
        "Release 1: wrote 11 files to site (0 new, 0 changed, 11 unchanged)."
    )


def test_the_page_tells_what_changed_since_earlier_releases(published: Run, folder: Path) -> None:
    """Release 2 knows of release 1; release 1 is written as it was."""
    text = (folder / "tiny.yaml").read_text(encoding="utf-8")
    (folder / "tiny.yaml").write_text(text.replace("Opening", "Grand opening"), encoding="utf-8")
    assert published("publish", "tiny.yaml", "--note", "A better title.")[0] == 0
    assert published("page", "tiny", "-o", "two")[0] == 0
    second = (folder / "two/en/index.html").read_text(encoding="utf-8")
    assert "A better title." in second
    assert "Details changed" in second
    assert published("page", "tiny", "-o", "one", "--release", "1")[0] == 0
    assert "A better title." not in (folder / "one/en/index.html").read_text(encoding="utf-8")
