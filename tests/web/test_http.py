"""F38 to F43: what calendar programs need of HTTP."""

import gzip
from datetime import timedelta
from email.utils import format_datetime, parsedate_to_datetime

import httpx
import pytest

from scheduler.publishing.feeds import Feeds, ForPerson, ProgrammeFeed
from tests.publishing.test_privacy import with_canaries
from tests.web.conftest import ADA, Secretive
from tests.web.running import request, spoken

PROGRAMME = "/feeds/en/programme.ics"
PUBLIC = (
    PROGRAMME,
    "/feeds/fr/programme.ics",
    "/feeds/en/rooms/A.ics",
    "/feeds/en/kinds/meeting.ics",
    "/feeds/en/sessions/panel.ics",
)


def personal(secretive: Secretive) -> str:
    return f"/feeds/en/personal/{secretive.token}.ics"


@pytest.mark.parametrize("path", [*PUBLIC, "/feeds/en/picked/panel.ics"])
def test_f38_a_feed_is_a_calendar_and_nothing_else(ask: httpx.Client, path: str) -> None:
    """Its type, with the method; no cookie, no redirect, no download, no guessing, no name of the server."""
    answer = ask.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8; method=PUBLISH"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert not answer.headers.keys() & {
        "set-cookie", "location", "content-disposition", "server", "x-powered-by", "content-encoding"
    }  # fmt: skip
    assert answer.content.startswith(b"BEGIN:VCALENDAR\r\n")


def test_f38_feeds_have_the_bytes_that_files_have(ask: httpx.Client, secretive: Secretive) -> None:
    """What is served is what the feeds of the release are made of."""
    made = with_canaries()
    today = made.conference.last_day + timedelta(days=99)
    feeds = Feeds(made, on=today)
    assert ask.get(PROGRAMME).content == feeds.made(ProgrammeFeed(), "en")
    own = feeds.made(ForPerson(ADA.id), "en")
    assert ask.get(personal(secretive)).content == own


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/en/", "text/html; charset=utf-8"),
        ("/fr/index.html", "text/html; charset=utf-8"),
        ("/page.css", "text/css; charset=utf-8"),
        ("/page.js", "text/javascript; charset=utf-8"),
        ("/worker.js", "text/javascript; charset=utf-8"),
        ("/manifest.webmanifest", "application/manifest+json"),
        ("/icon.svg", "image/svg+xml"),
        ("/icon-180.png", "image/png"),
    ],
)
def test_the_page_is_at_the_root(ask: httpx.Client, path: str, kind: str) -> None:
    """Each file has its type, and may load nothing from elsewhere."""
    answer = ask.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
    security = answer.headers["content-security-policy"]
    assert security.startswith("default-src 'none'; script-src 'self';")
    assert "frame-ancestors 'none'" in security
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_f39_a_tag_is_strong_quoted_and_of_the_bytes(ask: httpx.Client) -> None:
    """Equal bytes have equal tags; other bytes have others."""
    tags = [ask.get(path).headers["etag"] for path in PUBLIC]
    assert len({*tags}) == len(PUBLIC)
    for tag in tags:
        assert tag[0] == tag[-1] == '"'
        assert '"' not in tag[1:-1]
    assert ask.get(PROGRAMME).headers["etag"] == tags[0]


@pytest.mark.parametrize(
    ("having", "status"),
    [
        *(
            (each, 304)
            for each in ("{tag}", "W/{tag}", '"other", {tag}', '"a",W/"b" ,{tag},"c"', "*")
        ),
        *((each, 200) for each in ('"other"', "{bare}", 'W/"{bare}x"', '"{bare}', "", ",")),
    ],
)
def test_f39_who_has_the_bytes_is_sent_none(ask: httpx.Client, having: str, status: int) -> None:
    """Alone, weak, in a list, or any at all; what is told besides is told with the bytes, too."""
    whole = ask.get(PROGRAMME)
    tag = whole.headers["etag"]
    known = having.format(tag=tag, bare=tag.strip('"'))
    answer = ask.get(PROGRAMME, headers={"If-None-Match": known})
    assert (answer.status_code, answer.content) == (status, b"" if status == 304 else whole.content)
    for name in ("etag", "cache-control", "last-modified", "vary"):
        assert answer.headers[name] == whole.headers[name]


def test_f39_a_date_decides_where_there_is_no_tag(ask: httpx.Client) -> None:
    """To the second: as new as the feed is the same, a second older is not. A tag counts more."""
    changed = parsedate_to_datetime(ask.get(PROGRAMME).headers["last-modified"])
    eve_over = with_canaries().conference.last_day + timedelta(days=1)
    assert (changed + timedelta(hours=3)).date() == eve_over  # the last change: looks become rare
    for seconds, status in ((0, 304), (1, 304), (-1, 200)):
        since = format_datetime(changed + timedelta(seconds=seconds), usegmt=True)
        answer = ask.get(PROGRAMME, headers={"If-Modified-Since": since})
        assert answer.status_code == status
    both = {"If-Modified-Since": format_datetime(changed, usegmt=True), "If-None-Match": '"other"'}
    assert ask.get(PROGRAMME, headers=both).status_code == 200


@pytest.mark.parametrize(
    ("since", "status"),
    [
        ("Wednesday, 10-Nov-27 00:00:00 GMT", 304),
        ("Wed Nov 10 00:00:00 2027", 304),
        ("yesterday", 200),
        ("", 200),
        ("Wed, 99 Nov 2027 00:00:00 GMT", 200),
        ("Wed, 10 Nov 99999 00:00:00 GMT", 200),
        ("Wed, 10 Nov 2027 00:00:00 +9999999", 200),
    ],
)
def test_f39_dates_have_three_forms(ask: httpx.Client, since: str, status: int) -> None:
    """The two old ones are read; what is no date is no condition."""
    assert ask.get(PROGRAMME, headers={"If-Modified-Since": since}).status_code == status


def test_f40_head_is_get_without_the_body(ask: httpx.Client, secretive: Secretive) -> None:
    """The same headers, the length too."""
    for path in (PROGRAMME, personal(secretive), "/", "/nothing"):
        whole, head = ask.get(path), ask.head(path)
        assert head.status_code == whole.status_code
        assert head.content == b""
        assert head.headers["content-length"] == str(len(whole.content))
        alike = {name: each for name, each in head.headers.items() if name != "date"}
        assert alike == {name: each for name, each in whole.headers.items() if name != "date"}
    raw = spoken(secretive.running.port, request(PROGRAMME, method="HEAD"))
    assert raw.endswith(b"\r\n\r\n")


def test_f41_who_may_keep_what(ask: httpx.Client, secretive: Secretive) -> None:
    """What is personal is kept by its reader alone, who asks again; what is public for an hour at most."""
    for path in (personal(secretive), "/feeds/en/picked/panel.ics"):
        assert ask.get(path).headers["cache-control"] == "private, no-cache"
    for path in (*PUBLIC, "/", "/en/", "/page.css", "/page.js"):
        public, age = ask.get(path).headers["cache-control"].split(", max-age=")
        assert public == "public"
        assert 0 < int(age) <= 3600
    assert ask.get("/worker.js").headers["cache-control"] == "no-cache"
    assert ask.get("/nothing").headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("codings", "packed"),
    [
        ("gzip", True),
        ("deflate, gzip;q=0.5, br", True),
        ("x-gzip", True),
        ("GZIP", True),
        ("*", True),
        ("gzip;q=0", False),
        ("*;q=0.5, gzip;q=0", False),
        ("identity, gzip;q=0.5", False),
        ("br, deflate", False),
        ("gzipped", False),
        ("", False),
        ("gzip;q=nonsense", False),
    ],
)
def test_f42_compressed_on_request_alone(ask: httpx.Client, codings: str, packed: bool) -> None:
    """With a tag of its own, and said to depend on what is asked for."""
    plain = ask.get(PROGRAMME)
    with ask.stream("GET", PROGRAMME, headers={"Accept-Encoding": codings}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert ("content-encoding" in answer.headers) == packed
    assert (answer.headers["etag"] != plain.headers["etag"]) == packed
    assert (gzip.decompress(raw) if packed else raw) == plain.content
    assert answer.headers["content-length"] == str(len(raw))
    assert (len(raw) < len(plain.content)) == packed


def test_f42_each_coding_has_its_tag(ask: httpx.Client) -> None:
    """What has been kept compressed is asked for by its own tag; without a request nothing is compressed."""
    packing = {"Accept-Encoding": "gzip"}
    packed, plain = (ask.get(PROGRAMME, headers=each).headers["etag"] for each in (packing, {}))
    assert ask.get(PROGRAMME, headers=packing | {"If-None-Match": packed}).status_code == 304
    assert ask.get(PROGRAMME, headers=packing | {"If-None-Match": plain}).status_code == 200
    assert ask.get(PROGRAMME, headers={"If-None-Match": packed}).status_code == 200
    assert ask.get("/icon-180.png", headers=packing).headers.get("content-encoding") is None


def test_f43_a_query_changes_nothing(ask: httpx.Client, secretive: Secretive) -> None:
    """Calendar programs add some against caches."""
    for path in (PROGRAMME, personal(secretive), "/", "/nothing"):
        plain, queried = ask.get(path), ask.get(f"{path}?nocache=1&user_id=7&x=%00")
        assert queried.status_code == plain.status_code
        assert queried.content == plain.content
        assert queried.headers.get("etag") == plain.headers.get("etag")


@pytest.mark.parametrize(
    "method",
    ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "REPORT", "TRACE", "X"],
)
def test_f43_other_methods_are_refused(ask: httpx.Client, method: str) -> None:
    """With what is allowed, whether there is something at the path or not."""
    for path in (PROGRAMME, "/nothing"):
        answer = ask.request(method, path)
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


def test_single_sessions_and_picked_ones(ask: httpx.Client) -> None:
    """One to add to a calendar names no calendar; picked ones are a feed; what is private is in neither."""
    single = ask.get("/feeds/en/sessions/panel.ics").content
    assert b"\r\nNAME:" not in single
    picked = ask.get("/feeds/en/picked/behind-doors+nobody+panel.ics").content
    assert picked.count(b"BEGIN:VEVENT") == 1
    assert picked == ask.get("/feeds/en/picked/panel.ics").content
    assert "feeds/en/picked/{sessions}.ics" in ask.get("/en/").text  # so the page offers it
    assert ask.get("/feeds/en/sessions/behind-doors.ics").status_code == 404
    assert ask.get("/feeds/en/picked/behind-doors.ics").content.count(b"BEGIN:VEVENT") == 0


@pytest.mark.parametrize("path", ["/en", "/fr"])
def test_a_page_is_found_without_the_slash_at_its_end(ask: httpx.Client, path: str) -> None:
    """The query goes along; the address is relative, so that it is right below any front."""
    answer = ask.get(f"{path}?theme=climate&q=%C3%A9")
    assert answer.status_code == 301
    assert answer.headers["location"] == f"{path[1:]}/?theme=climate&q=%C3%A9"
    assert ask.get(path).headers["location"] == f"{path[1:]}/"
    assert ask.get(path, follow_redirects=True).text == ask.get(f"{path}/").text
    assert ask.get("/feeds").status_code == 404


def test_where_there_is_nothing_everybody_is_told_the_same(ask: httpx.Client) -> None:
    """So that it tells nothing of what there was."""
    own = ask.get("/feeds/en/personal/AAAA.ics")
    for accept in ("text/html,*/*;q=0.8", "*/*", "text/calendar"):
        answer = ask.get("/nothing", headers={"Accept": accept})
        assert (answer.status_code, answer.text) == (404, "Nothing found at this address.\n")
        assert answer.headers["cache-control"] == "no-store"
        assert own.content == answer.content
