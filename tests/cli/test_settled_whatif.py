"""Months are solved and published; what they settle is a variant, and the report says what that frees."""

from pathlib import Path

import pytest

from tests.agendas import item
from tests.cli.conftest import Run, squeezed
from tests.conference import conference, session
from tests.rules.months import lasting, months

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
    before = months(
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
