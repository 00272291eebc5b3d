"""The programme page: files that need no server, no other site, and no script to be read."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined

from scheduler.instance import remade
from scheduler.publishing.feeds import Feeds
from scheduler.publishing.page.plans import colour_rules, plan_rules, plans_of
from scheduler.publishing.page.view import (
    Material,
    finished,
    log_of,
    plain,
    said,
    view_of,
    whole_calendar,
)
from scheduler.publishing.publicity import public, public_entries
from scheduler.publishing.records import Language, PublishedConference, Release
from scheduler.translations import language_name

ALWAYS: tuple[Language, ...] = ("en", "fr")
"""Languages in which there is a page of every conference."""

_TEMPLATES = files("scheduler.publishing.page") / "templates"
_ICONS = ("icon.svg", "icon-180.png", "icon-512.png")
_STYLES = ("page.css", "plan.css", "paper.css")
_SCRIPTS = (
    "clocks",
    "sessions",
    "search",
    "filters",
    "agenda",
    "dialogue",
    "calendars",
    "days",
    "now",
    "start",
)
"""Parts of the script, in the order in which they are joined."""

_PAGES = Environment(
    loader=PackageLoader("scheduler.publishing.page"),
    autoescape=True,
    undefined=StrictUndefined,
    finalize=finished,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page_of(
    release: Release,
    earlier: Iterable[Release] = (),
    *,
    picked: str | None = None,
    is_preview: bool = False,
) -> dict[str, bytes]:
    """Return the files of the programme page by their paths: equal releases give equal files.

    There is a page in each language of the conference and of the page's own words, ``en/index.html``;
    ``index.html`` leads to that in the reader's language, or else in the first.

    Parameters
    ----------
    release
        What is shown.
    earlier
        Releases before this one, whose changes are told.
    picked
        Path at which a service has calendars of any sessions, such as
        ``feeds/{language}/picked/{sessions}.ics``, with ids joined by ``+``; None where there are only files.
    is_preview
        Whether the release is not published yet, and the page says so.

    Returns
    -------
    dict
        The content of each file by its path below the folder of the page, which is that of the calendars too.

    Raises
    ------
    InputError
        When calendars of some participants would not know the zone of the conference.
    """
    log = log_of(release, earlier)
    told = _as_told(release, log[0].release)
    conference = told.conference
    plans = tuple(plans_of(public_entries(release), conference.rooms, ZoneInfo(conference.zone)))
    rules = (*colour_rules(conference), *plan_rules(plans))
    styles = "\n".join((*map(_read, _STYLES), *rules))
    shared = {"page.css": styles.encode(), "page.js": _script()}
    shared |= {name: (_TEMPLATES / name).read_bytes() for name in _ICONS}
    languages = languages_of(conference)
    feeds = Feeds(release)
    material = Material(
        told,
        plans,
        log,
        languages,
        feeds,
        {each: whole_calendar(feeds, conference, each) for each in languages},
        _digest(shared),
        picked,
        is_preview and told.number == release.number,
    )
    pages = {
        f"{language}/index.html": _PAGES.get_template("page.html")
        .render(view_of(material, language))
        .encode()
        for language in material.languages
    }
    found = shared | pages | _beside(conference, material.languages[0])
    return found | {"worker.js": _worker(found, material.whole.values())}


def _as_told(release: Release, last: Release) -> Release:
    """Return a release under the number of the last one that told everybody anything.

    Of its tables, those rows are left that a public session names; rooms are no secret, and the history names
    them.
    """
    shown = public(release).conference
    used = {site for entry in public_entries(release) for site in entry.sites}
    sites = tuple(site for site in release.conference.sites if site.id in used)
    conference = remade(shown, rooms=release.conference.rooms, sites=sites)
    return remade(release, number=last.number, published=last.published, conference=conference)


def languages_of(conference: PublishedConference) -> tuple[Language, ...]:
    """Return the languages in which there are pages: those of the conference, English and French."""
    return tuple(dict.fromkeys((*conference.languages, *ALWAYS)))


def _read(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _script() -> bytes:
    """Return the script; its parts share one block, so that no name of theirs is known outside."""
    parts = "\n".join(_read(f"{name}.js") for name in _SCRIPTS)
    return f'"use strict";\n{{\n{parts}}}\n'.encode()


def _front(conference: PublishedConference, language: Language) -> bytes:
    """Return the page that leads to that in the reader's language; without a script, to that in this one."""
    page = _PAGES.get_template("front.html").render(
        language=language,
        title=_title(conference, language),
        pages=languages_of(conference),
        language_name=language_name,
    )
    return page.encode()


def _title(conference: PublishedConference, language: Language) -> str:
    return plain(said(conference.titles, language)[0] or conference.name)


def _beside(conference: PublishedConference, language: Language) -> dict[str, bytes]:
    """Return what lies beside the pages: the way to the first one, and what a telephone shows of them."""
    manifest = {
        "name": _title(conference, language),
        "short_name": conference.name,
        "lang": language,
        "start_url": f"{language}/index.html",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
        "icons": [
            {"src": "icon.svg", "sizes": "any", "type": "image/svg+xml"},
            {"src": "icon-512.png", "sizes": "512x512", "type": "image/png"},
        ],
    }
    written = json.dumps(manifest, ensure_ascii=False, indent=1)
    return {
        "index.html": _front(conference, language),
        "front.js": _read("front.js").encode(),
        "manifest.webmanifest": written.encode(),
    }


def _worker(found: Mapping[str, bytes], calendars: Iterable[str | None]) -> bytes:
    """Return the script that keeps these files and the programme's calendars for when there is no network."""
    kept = {
        "version": _digest(found),
        "files": sorted(found),
        "calendars": sorted({each for each in calendars if each}),
    }
    return f'"use strict";\nconst kept = {json.dumps(kept)};\n{_read("worker.js")}'.encode()


def _digest(found: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in sorted(found.items()):
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:12]
