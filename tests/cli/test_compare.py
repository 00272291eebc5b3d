"""`scheduler compare`: what people and machines read, and what is wrong with what they give."""

import csv
import json
from pathlib import Path

import pytest

from scheduler.sources import write_schedule
from tests.cli.conftest import Run, write
from tests.comparison.pairs import PEOPLE, PLACES, small
from tests.conference import placed, session

MOVED = PLACES | {"talk": "Mon 14:30 B", "closing": "Tue 09:00 B"}


@pytest.fixture
def pair(folder: Path) -> Path:
    """Work in a folder with an instance, a variant of it, and solutions of both."""
    instance = small(name="base", title="Small | conference")
    more = small(session("extra", title="=cmd()"), name="more", levels={"late_hours": 5})
    write(instance, folder / "base.yaml")
    write(more, folder / "more.yaml")
    (folder / "solutions").mkdir()
    write_schedule(folder / "one.json", instance, placed(instance, **PLACES))
    write_schedule(folder / "two.json", instance, placed(instance, **MOVED))
    places = PLACES | {"extra": "Tue 14:00 A"}
    write_schedule(folder / "solutions/more.json", more, placed(more, **places))
    return folder


def test_csv_has_a_row_for_each_programme_and_figure(pair: Path, run: Run) -> None:
    """It takes the place of the tables, and of an older one."""
    for _ in range(2):
        code, out, err = run("compare", "base.yaml", "one.json", "two.json", "--csv", "all.csv")
        assert (code, out, err) == (0, "", "Wrote all.csv\n")
    with (pair / "all.csv").open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    assert {row["programme"] for row in rows} == {"one", "two"}
    assert len({row["figure"] for row in rows}) == len(rows) / 2


def test_a_solution_with_itself_changes_nothing(pair: Path, run: Run) -> None:
    """It says so, and no more than what was compared."""
    code, out, _ = run("compare", "base.yaml", "one.json", "one.json")
    assert code == 0
    assert out.startswith("No changes: the programmes are the same.\n")
    assert "one (2)" in out
    assert "Rules" not in out.replace("Hard rules", "")


def test_an_instance_alone_stands_for_its_stored_solution(pair: Path, run: Run) -> None:
    """As with every other command; the name of the instance is that of the programme."""
    code, out, _ = run("compare", "base.yaml", "one.json", "more.yaml", "--json")
    assert code == 0
    found = json.loads(out)
    assert [each["label"] for each in found["programmes"]] == ["one", "more"]
    (difference,) = found["differences"]
    assert [each["change"] for each in difference["sessions"]] == ["added"]
    assert difference["freed"]["other"] == -60
    assert any("late_hours" in sentence for sentence in found["summary"])
    # Two late hours at 0.2 and at 5 points a minute; the amount is the same.
    (late,) = (each for each in found["rules"] if each["rule"] == "late_hours")
    assert [(each["amount"], each["penalty"]) for each in late["totals"]] == [(120, 24), (120, 600)]


def test_all_who_are_affected_are_shown_if_asked(pair: Path, run: Run) -> None:
    """Else the first, and how many more."""
    crowd = [{"id": f"person-{number:02}"} for number in range(30)]
    people = {"optional": [each["id"] for each in crowd]}
    instance = small(session("extra", people=people), name="crowd", people=[*PEOPLE, *crowd])
    write(instance, pair / "crowd.yaml")
    for name, when in (("a", "Tue 14:00 A"), ("b", "Tue 15:00 A")):
        write_schedule(pair / f"{name}.json", instance, placed(instance, **PLACES, extra=when))
    _, out, _ = run("compare", "crowd.yaml", "a.json", "b.json")
    assert "and 15 more; --all shows them" in out
    _, out, _ = run("compare", "crowd.yaml", "a.json", "b.json", "--all")
    assert "person-29" in out


def test_a_page_is_written_over_nothing_but_a_page(pair: Path, run: Run) -> None:
    """The same comparison gives the same bytes; an instance is not replaced."""
    arguments = ("compare", "base.yaml", "one.json", "two.json", "--html")
    code, out, err = run(*arguments, "page.html")
    assert (code, out, err) == (0, "", "Wrote page.html\n")
    page = (pair / "page.html").read_bytes()
    assert run(*arguments, "page.html")[0] == 0
    assert (pair / "page.html").read_bytes() == page
    assert b'<html lang="en">' in page
    assert run(*arguments, "page.html", "--lang", "fr")[0] == 0
    french = (pair / "page.html").read_text("utf-8")
    assert '<html lang="fr">' in french
    assert "Variante et proposition" in french
    assert run(*arguments, "page.html", "--lang", "de")[0] == 1
    code, _, err = run(*arguments, "base.yaml")
    assert (code, err) == (
        1,
        "base.yaml: exists, and is not an HTML page. Give another name, or move it away.\n",
    )


# What is wrong with what is given


def test_all_troubles_of_all_files_are_told(pair: Path, run: Run) -> None:
    """A broken instance, a missing solution and one that does not fit, in one go."""
    (pair / "broken.yaml").write_text("name: 1\n")
    write(small(name="lonely"), pair / "lonely.yaml")
    wrong = (pair / "two.json").read_text().replace('"talk"', '"tall"')
    (pair / "wrong.json").write_text(wrong)
    code, out, err = run(
        *("compare", "broken.yaml", "lonely.yaml", "base.yaml", "wrong.json", "one.json", "--json")
    )
    assert code == 1
    assert "broken.yaml:" in err
    assert "solutions/lonely.json: no solution of lonely yet." in err
    assert 'Maybe "talk"?' in err
    assert json.loads(out)["errors"] == err.splitlines()
