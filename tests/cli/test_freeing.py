"""`--free`: what an imported programme has need not stay, here for good, there in a variant."""

import shutil
from pathlib import Path

from scheduler.sources import read_instance
from tests.cli.conftest import Run
from tests.sources.programmes.files import SAMPLES

RULES = ("day_not_kept", "room_not_kept", "time_not_kept")


def levels(path: Path) -> list[object]:
    """Return the levels of the rules that keep a programme."""
    instance = read_instance(path)
    return [instance.level(rule, "") for rule in RULES]


def test_an_import_frees_what_is_named(run: Run, folder: Path) -> None:
    shutil.copy(SAMPLES / "schedule.json", folder)
    words = ("import", "schedule.json", "-o", "harbour.yaml", "--free", "days", "--free", "rooms")
    assert run(*words)[0] == 0
    assert levels(folder / "harbour.yaml") == ["off", "off", "hard"]


def test_a_search_frees_in_a_variant_that_can_be_compared(run: Run, folder: Path) -> None:
    """The instance stays as it is; asked again, the variant is found."""
    shutil.copy(SAMPLES / "schedule.json", folder)
    assert run("import", "schedule.json", "-o", "harbour.yaml")[0] == 0
    before = (folder / "harbour.yaml").read_text("utf-8")
    for words in (("--free", "all"), ("--free", "days", "--free", "rooms", "--free", "times")):
        code, _, err = run("solve", "harbour.yaml", *words, "--time-limit", "1")
        assert code == 0
        assert "Solving harbour-free-all.yaml: all may change." in err
    assert levels(folder / "harbour-free-all.yaml") == ["off", "off", "off"]
    assert (folder / "harbour.yaml").read_text("utf-8") == before
    code, out, _ = run("compare", "harbour.yaml", "harbour-free-all.yaml")
    assert code == 0
    assert "harbour-free-all" in out


def test_what_comes_from_nowhere_is_free(run: Run) -> None:
    code, _, err = run("solve", "small.yaml", "--free", "all", "--time-limit", "1")
    assert code == 1
    assert err == (
        "--free: nothing in small.yaml to free: it was not imported from a programme "
        "(no session has `was`).\n"
    )


def test_another_file_is_not_overwritten(run: Run, folder: Path) -> None:
    shutil.copy(SAMPLES / "schedule.json", folder)
    assert run("import", "schedule.json", "-o", "harbour.yaml")[0] == 0
    (folder / "harbour-free-days.yaml").write_text("mine\n", "utf-8")
    code, _, err = run("solve", "harbour.yaml", "--free", "days", "--time-limit", "1")
    assert code == 1
    assert err == (
        "harbour-free-days.yaml: --free would write this file, which exists with other content. "
        "Move it, or solve it.\n"
    )
    assert (folder / "harbour-free-days.yaml").read_text("utf-8") == "mine\n"
