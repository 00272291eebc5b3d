"""Make the pictures of the documentation anew: ``python -m tests.documents.pictures [NAME...]``.

They show the reference conference: its desk, its page, a report, a calendar and a terminal.
"""

import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import icalendar
from playwright.sync_api import Browser, ViewportSize
from rich.console import Console
from rich.text import Text

from tests.documents.commands import ROOT, Reader
from tests.publishing.page.served import serving, started

PICTURES = ROOT / "docs" / "pictures"
REFERENCE = "instances/wtdc21-addis.yaml"
DESKTOP = ViewportSize(width=1280, height=800)
PATIENCE = 120_000
"""Milliseconds until a page that does not come has failed."""


def desk(reader: Reader, browser: Browser) -> bytes:
    """Return the desk with a session picked up, each slot of the day in the colour of its price."""
    opening = [sys.executable, "-m", "scheduler.cli", "desk", "open", REFERENCE, "--port", "0"]
    with subprocess.Popen(
        opening, cwd=reader.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        said = next(line for line in process.stdout if "http://" in line)
        address = re.findall(r"http://\S+", said)[0]
        page = browser.new_page(viewport=DESKTOP, reduced_motion="reduce", locale="en-GB")
        page.set_default_timeout(PATIENCE)
        page.goto(address)
        page.wait_for_selector("html[data-ready]")
        page.locator('#days [data-day="2"]').click()
        page.locator("[data-session]", has_text="Women who build networks").first.click()
        page.wait_for_selector(".spot")
        page.wait_for_timeout(1_500)
        picture = page.screenshot()
        page.close()
        process.terminate()
    return picture


def page(reader: Reader, browser: Browser) -> bytes:
    """Return the programme page of a day."""
    reader.shell(f"scheduler publish {REFERENCE}; scheduler page {REFERENCE} -o site")
    site = reader.folder / "site"
    files = {
        each.relative_to(site).as_posix(): each.read_bytes()
        for each in site.rglob("*")
        if each.is_file()
    }
    with serving(files) as address:
        shown = browser.new_page(viewport=DESKTOP, reduced_motion="reduce", locale="en-GB")
        shown.goto(f"{address}/en/index.html")
        shown.wait_for_selector("html[data-ready]")
        shown.get_by_role("link", name="Wed 10", exact=True).click()
        picture = shown.screenshot()
        shown.close()
    return picture


def report(reader: Reader, browser: Browser) -> bytes:
    """Return the top of a report for a committee."""
    variants = " ".join(
        f"instances/wtdc21-addis/{name}.yaml" for name in ("as-adopted", "hybrid-fair")
    )
    reader.shell(f"scheduler compare {REFERENCE} {variants} --html report.html")
    return _shot(browser, (reader.folder / "report.html").read_text(encoding="utf-8"))


def calendar(reader: Reader, browser: Browser) -> bytes:
    """Return a week of the feed of a committee, as a calendar program draws it."""
    reader.shell(f"scheduler publish {REFERENCE}; scheduler feeds {REFERENCE} -o site")
    feed = (reader.folder / "site/feeds/en/bodies/com3.ics").read_bytes()
    return _shot(browser, _week(icalendar.Calendar.from_ical(feed)), width=900, height=520)


def terminal(reader: Reader, browser: Browser) -> bytes:
    """Return what `solve` and `evaluate` print."""
    del browser
    lines = []
    for command in (
        "new my-conference.yaml",
        "solve my-conference.yaml",
        "evaluate my-conference.yaml",
    ):
        lines.append(f"$ scheduler {command}")
        lines.append(reader.shell(f"scheduler {command} --time-limit 2 2>/dev/null")[1].strip())
        if command.startswith(("new", "evaluate")):
            lines[-1] = reader.shell(f"scheduler {command} 2>&1")[1].strip()
    console = Console(record=True, width=82, file=(reader.folder / "terminal").open("w"))
    console.print(Text("\n".join(lines)))
    return console.export_svg(title="scheduler").encode()


def _shot(browser: Browser, html: str, width: int = 1280, height: int = 800) -> bytes:
    page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
    page.set_content(html)
    picture = page.screenshot()
    page.close()
    return picture


def _week(feed: icalendar.Calendar) -> str:
    """Return a week of a feed as a page: a column for each day, a box for each event."""
    events: list[tuple[datetime, datetime, str, str]] = [
        (_clock(each.start), _clock(each.end), str(each["SUMMARY"]), str(each.get("LOCATION", "")))
        for each in feed.events
    ]
    first = min(start for start, *_ in events).date()
    monday = first - timedelta(days=first.weekday())
    boxes = []
    for start, end, title, where in events:
        day = (start.date() - monday).days
        if day < 5:
            top = (start.hour + start.minute / 60 - 8) * 44
            high = (end - start) / timedelta(hours=1) * 44
            boxes.append(
                f'<p style="left:{60 + day * 166}px;top:{50 + top:.0f}px;height:{high - 10:.0f}px">'
                f"<b>{escape(title)}</b><br>{start:%H:%M} {escape(where)}</p>"
            )
    days = (monday + timedelta(days=each) for each in range(5))
    heads = (
        f'<h3 style="left:{60 + number * 166}px">{day:%a %d %b}</h3>'
        for number, day in enumerate(days)
    )
    hours = (f'<i style="top:{50 + number * 44}px">{8 + number}:00</i>' for number in range(11))
    style = (
        "body{font:13px sans-serif;margin:0;background:#fff;color:#223}h3,p,i{position:absolute;margin:0}"
        "h3{top:16px;width:160px;font-size:13px;text-align:center}"
        "i{left:8px;right:8px;border-top:1px solid #dde3ea;color:#667;font-style:normal;font-size:11px}"
        "p{width:148px;padding:4px 6px;background:#cfe6f3;border-left:3px solid #14506b;overflow:hidden;"
        "border-radius:3px;z-index:1}"
    )
    return f"<style>{style}</style>{''.join([*heads, *hours, *boxes])}"


def _clock(when: object) -> datetime:
    assert isinstance(when, datetime)
    return when


MADE: Mapping[str, Callable[[Reader, Browser], bytes]] = {
    "desk.png": desk,
    "page.png": page,
    "report.png": report,
    "calendar.png": calendar,
    "terminal.svg": terminal,
}


def main(names: list[str]) -> None:
    """Write pictures, all of them by default."""
    PICTURES.mkdir(exist_ok=True)
    with started() as browser:
        for name, made in MADE.items():
            if not names or Path(name).stem in names:
                with TemporaryDirectory() as folder:
                    (PICTURES / name).write_bytes(made(Reader(Path(folder)), browser))
                print(f"docs/pictures/{name}")


if __name__ == "__main__":
    main(sys.argv[1:])
