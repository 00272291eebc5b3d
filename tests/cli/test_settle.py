"""`scheduler report settled`: what is settled before a conference, told and written as a variant."""

from pathlib import Path

import pytest

from scheduler.sources import read_instance, write_schedule
from tests.agendas import item
from tests.cli.conftest import Run, squeezed
from tests.conference import conference, placed, session
from tests.rules.months import lasting
from tests.rules.months import months as months_of
from tests.sources.joined import months, write_joined

SETTLE = "report", "settled", "links.yaml", "months-solved.json"


@pytest.fixture
def joined(run: Run, folder: Path) -> Run:
    """Run commands beside a links file, and a programme in which the second meeting is left out."""
    write_joined(folder)
    write_schedule(folder / "months-solved.json", months(), placed(months(), north="Mon 09:00 A"))
    return run


def test_what_is_settled_and_what_is_not_is_told(joined: Run) -> None:
    """By meeting; without -o nothing is written."""
    code, out, err = joined(*SETTLE)
    assert code == 0
    assert out.splitlines()[0] == "North, Mon 8 Nov 2021"
    assert "Charter 30 0" in squeezed(out)
    assert (
        out.splitlines()[-1] == "Settled 1 agenda item, which frees 30 minutes of the conference."
    )
    assert err.splitlines() == [
        "Not settled, because the meeting is not held: money (Budget; Fees).",
        "Not settled, because the meeting is not held: South (Fees).",
    ]


def test_the_variant_is_written_over_nothing_but_its_like(joined: Run, folder: Path) -> None:
    """Twice the same bytes; a file of another kind stays."""
    out = folder / "joined.yaml"
    assert joined(*SETTLE, "-o", "joined.yaml")[0] == 0
    text = out.read_bytes()
    assert read_instance(out).item_by_id["charter"].settled == 100
    assert joined(*SETTLE, "-o", "joined.yaml")[0] == 0
    assert out.read_bytes() == text
    code, _, err = joined(*SETTLE, "-o", "small.yaml")
    assert (code, err) == (
        1,
        "small.yaml: exists, and is not made by `report settled`. Give another name, or move it away.\n",
    )
    code, _, err = joined(*SETTLE, "-o", "joined.json")
    assert (code, err) == (1, "joined.json: this writes YAML; name it joined.yaml.\n")


def test_the_programme_may_be_named_in_the_file(joined: Run, folder: Path) -> None:
    """Or else it is that which is stored under the instance's name."""
    code, _, err = joined("report", "settled", "links.yaml")
    assert code == 1
    assert "no solution of months yet" in err
    path = folder / "links.yaml"
    path.write_text(f"programme: months-solved.json\n{path.read_text()}", encoding="utf-8")
    assert joined("report", "settled", "links.yaml")[0] == 0


LINKS = """\
name: settled
preparatory: months.json
conference: days.json
links: [{task: rules, items: [charter]}, {task: money, items: [budget], settled: 60}]
"""


@pytest.mark.slow
def test_what_months_settle_is_seen_in_the_hours_of_the_conference(run: Run, folder: Path) -> None:
    """Of 30, 25 and 20 minutes, 30 are settled, and 15 of 25; 20 and 10 are left, on one page to print."""
    meetings = lasting("rules", 2), lasting("money", 1)
    before = months_of(
        *meetings,
        name="months",
        tasks=[{"id": each, "sessions": [each]} for each in ("rules", "money")],
        publishing={"organiser": {"name": "Office", "email": "office@example.org"}},
    )
    items = [item("charter", 30), item("budget", 25), item("fees", 20)]
    after = conference(session("plenary", duration=120), name="days", items=items)
    for instance in (before, after):
        text = instance.model_dump_json(exclude_unset=True, by_alias=True)
        (folder / f"{instance.name}.json").write_text(text, encoding="utf-8")
    (folder / "links.yaml").write_text(LINKS, encoding="utf-8")
    quick = ("--time-limit", "2", "--workers", "1")
    for command in (
        ("solve", "months.json", *quick),
        ("publish", "months.json"),
        ("feeds", "months.json", "-o", "feeds"),
        ("report", "settled", "links.yaml", "-o", "settled.yaml"),
        ("whatif", "days.json", "settled.yaml", *quick, "--html", "report.html"),
        ("compare", "days.json", "settled.yaml"),
    ):
        code, out, err = run(*command)
        assert code == 0, (command, err)
    assert "BEGIN:VEVENT" in "".join(each.read_text() for each in (folder / "feeds").rglob("*.ics"))
    # 30 and 15 minutes are 0.75 hours; 30 of 75 minutes are still dealt with, in two hours.
    told = squeezed(out)
    assert "Hours settled before hours 0 0.75 (+0.75)" in told
    page = squeezed((folder / "report.html").read_text(encoding="utf-8"))
    assert "Hours settled before" in page
