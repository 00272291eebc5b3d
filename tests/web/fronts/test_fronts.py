"""A front passes on what clients need and shows nobody what is secret; the unit is one that systemd reads."""

import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from scheduler.publishing.feeds import Feeds, ForPerson, ProgrammeFeed, path_of, personal_path
from scheduler.publishing.feeds.folder import write_files
from tests.publishing.test_privacy import with_canaries
from tests.web.conftest import ADA, Secretive
from tests.web.fronts.fronts import (
    FRONTS,
    HOST,
    Front,
    example,
    fronted,
    nginx_with_a_low_rate,
    nginx_with_a_path,
    nginx_with_files,
    placed,
)
from tests.web.running import client, published, running, soon, token_for

PROGRAMME = "/feeds/en/programme.ics"


@pytest.fixture(scope="module", params=[*FRONTS])
def front(
    request: pytest.FixtureRequest, secretive: Secretive, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Front]:
    """Run a front before the service with secrets."""
    folder = tmp_path_factory.mktemp("front") / request.param
    with fronted(FRONTS[request.param], folder, secretive.running) as made:
        yield made


def directly(front: Front, path: str, **headers: str) -> httpx.Response:
    """Return what the service itself answers."""
    with client(front.service) as ask:
        return ask.get(path, headers={k.replace("_", "-"): v for k, v in headers.items()})


def told(answer: httpx.Response) -> dict[str, str]:
    """Return the headers of an answer that are the service's."""
    own = {"date", "server", "alt-svc", "connection", "content-length", "transfer-encoding"}
    return {name: value for name, value in answer.headers.items() if name not in own}


@pytest.mark.slow
@pytest.mark.parametrize("codings", [{}, {"Accept_Encoding": "gzip"}], ids=["plain", "gzip"])
@pytest.mark.parametrize(
    "path", [PROGRAMME, "/feeds/en/personal/{token}.ics", "/en/", "/", "/page.js", "/nothing"]
)
def test_what_is_passed_on_is_what_was_said(
    front: Front, secretive: Secretive, path: str, codings: dict[str, str]
) -> None:
    """To the byte, tags, dates, types and all other headers included; HEAD, and what is unchanged, too."""
    target = path.format(token=secretive.token)
    with front.asked() as ask:
        own, answer = directly(front, target, **codings), ask(target, **codings)
        assert (answer.status_code, answer.content) == (own.status_code, own.content)
        assert told(answer) == told(own)
        head = ask(target, "HEAD", **codings)
        assert (head.status_code, head.content) == (own.status_code, b"")
        assert told(head) == told(own)
        if path != "/nothing":
            for condition in (
                {"If_None_Match": own.headers["etag"]},
                {"If_Modified_Since": own.headers["last-modified"]},
            ):
                same = ask(target, **codings, **condition)
                assert (same.status_code, same.content) == (304, b"")
                assert same.headers["etag"] == own.headers["etag"]


@pytest.mark.slow
def test_the_count_of_releases_is_not_for_readers(front: Front) -> None:
    """It would tell that something private has been published."""
    assert directly(front, "/health/ready").status_code == 200
    with front.asked() as ask:
        assert ask("/health/ready").status_code == 403
        assert ask("/health/live").status_code == 200


@pytest.mark.slow
def test_unknown_is_revoked_behind_a_front_too(front: Front, secretive: Secretive) -> None:
    """To the byte, but for the date."""
    with front.asked() as ask:
        answers = [ask(f"/feeds/en/personal/{each}.ics") for each in (secretive.revoked, "A" * 43)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    first, second = ({**each.headers, "date": ""} for each in answers)
    assert first == second


@pytest.mark.slow
@pytest.mark.parametrize("name", FRONTS)
def test_no_token_is_written_and_nginx_gives_each_reader_a_rate(name: str, tmp_path: Path) -> None:
    """Not in a log, nor with an error while the service is gone; who claims to be another is not believed."""
    place = str(tmp_path / "tiny.db")
    published(place, with_canaries())
    token = token_for(place, ADA)
    own = f"/feeds/en/personal/{token}.ics"
    found = (own, f"{own}?{token}", f"/feeds/en/person%61l/{token}.ics", "/en/")
    slips = (f"/{own}", f"{own}/", f"/feeds/en/personal/{token}", f"/{token}", f"/en/x/{token}.ics")
    with (
        running(tmp_path, place) as service,
        fronted(
            {**FRONTS, "nginx": nginx_with_a_low_rate}[name], tmp_path / "front", service
        ) as front,
    ):
        for number, path in enumerate((*found, *slips)):
            with front.asked(f"127.0.1.{number + 1}") as ask:
                answer = ask(path, Referer=own, User_Agent=token, Cookie=token)
                assert answer.status_code == (200 if path in found else 404)
        with front.asked("127.0.2.1") as ask:
            claims = [ask("/en/", X_Forwarded_For=f"192.0.2.{n}").status_code for n in (1, 2)]
        assert claims == [200, 429 if name == "nginx" else 200]
        with front.asked("127.0.2.2") as ask:
            assert ask("/en/").status_code == 200
        service.stop()
        with front.asked("127.0.3.1") as ask:
            assert ask(own).status_code == 502
    soon(lambda: front.process.poll() is not None)
    assert token.encode() not in front.written()
    if name == "nginx":
        lines = (front.folder / "agenda.log").read_text().splitlines()
        hidden = "/feeds/-/personal/-"
        assert [line.split(" ")[2:4] for line in lines] == [
            *[[hidden, "200"]] * 3,
            ["/en/", "200"],
            *[[hidden, "404"]] * 3,
            *[["-", "404"]] * 2,
            ["/en/", "200"],
            ["-", "429"],
            ["/en/", "200"],
            [hidden, "502"],
        ]
        assert b"127.0." not in b"".join(file.read_bytes() for file in front.folder.glob("*.log"))


@pytest.mark.slow
def test_slow_clients_are_not_waited_for(front: Front) -> None:
    """Whoever has said half of a request is let go after five seconds, not before; others do not notice."""
    context = ssl.create_default_context(cafile=front.certificate)
    with (
        socket.create_connection(("127.0.0.1", front.port), timeout=60) as plain,
        context.wrap_socket(plain, server_hostname=HOST) as slow,
    ):
        slow.sendall(b"GET /en/ HTTP/1.1\r\n")
        begun = time.monotonic()
        with front.asked() as ask:
            assert ask("/en/").status_code == 200
        while slow.recv(4_096):
            pass
        assert 4 < time.monotonic() - begun < 40


@pytest.mark.slow
def test_a_site_may_have_a_path(secretive: Secretive, tmp_path: Path) -> None:
    """As the document says of nginx: the service knows nothing of it, and the log of no token."""
    with fronted(nginx_with_a_path, tmp_path / "front", secretive.running) as front:
        own = f"feeds/en/personal/{secretive.token}.ics"
        with front.asked() as ask:
            for path in ("", "en/", "page.js", own):
                answer = ask(f"/agenda/{path}")
                assert (answer.status_code, answer.content) == (
                    200,
                    directly(front, f"/{path}").content,
                )
            assert ask("/agenda/health/ready").status_code == 403
            assert ask(f"/{own}").status_code == 404
    assert secretive.token.encode() not in front.written()


@pytest.mark.slow
def test_feeds_may_be_files_of_a_web_server(secretive: Secretive, tmp_path: Path) -> None:
    """As docs/how-to/feeds.md says: type, tag, date, caching; no list, and no token in a log."""
    feeds, token = Feeds(with_canaries()), secretive.token
    own, public = personal_path(token, "en"), path_of(ProgrammeFeed(), "en")
    made = {own: feeds.made(ForPerson(ADA.id), "en"), public: feeds.made(ProgrammeFeed(), "en")}
    write_files(tmp_path / "site", made.items())
    (tmp_path / "site" / "index.html").write_text("<!doctype html>")
    hidden = (".drafts/draft", "feeds/en/personal/.draft", ".well-known/about")
    for each in hidden:
        (tmp_path / "site" / each).parent.mkdir(exist_ok=True)
        (tmp_path / "site" / each).write_text("x")
    with (
        fronted(nginx_with_files, tmp_path / "front", secretive.running) as front,
        front.asked() as ask,
    ):
        for path, kept in ((own, "private, no-cache"), (public, "public, max-age=300")):
            for codings in ({}, {"Accept_Encoding": "gzip"}):
                answer = ask(f"/{path}", **codings)
                assert (answer.status_code, answer.content) == (200, made[path])
                kind = "text/calendar; charset=utf-8; method=PUBLISH"
                assert answer.headers["content-type"] == kind
                assert answer.headers["cache-control"] == kept
                assert answer.headers["etag"].startswith('"')
                assert ask(f"/{path}", "HEAD", **codings).headers["etag"] == answer.headers["etag"]
                known = {"If_None_Match": answer.headers["etag"]}
                assert ask(f"/{path}", **codings, **known).status_code == 304
            since = {"If_Modified_Since": answer.headers["last-modified"]}
            assert ask(f"/{path}", **since).status_code == 304
        assert ask("/").headers["content-type"] == "text/html"
        assert [ask(f"/{each}").status_code for each in hidden] == [404, 404, 200]
        assert ask("/feeds/en/personal/").status_code == 403
        wrong = [ask(f"/feeds/en/personal/{each}.ics") for each in (secretive.revoked, "A")]
        assert [each.status_code for each in wrong] == [404, 404]
        assert wrong[0].content == wrong[1].content
    assert token.encode() not in front.written()


def said(folder: Path, text: str) -> str:
    """Return what systemd says of a unit."""
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd is not installed (Debian: apt-get install systemd)")
    unit = folder / "agenda.service"
    unit.write_text(text)
    command = [program, "verify", "--man=no", str(unit)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    return ran.stdout + ran.stderr + ("" if ran.returncode == 0 else f"code {ran.returncode}")


def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    """Every setting is one that it knows; one that it does not know is told."""
    program = tmp_path / "scheduler"
    program.symlink_to(sys.executable)  # whatever blanks are in that place
    unit = placed(example("ini"), {"/opt/agenda/bin/scheduler": str(program)})
    assert said(tmp_path, unit) == ""
    assert "Unknown key" in said(tmp_path, placed(unit, {"NoNewPrivileges": "NoNewPrivilege"}))


def test_the_unit_starts_a_command_that_there_is() -> None:
    """With options of `serve`."""
    (line,) = [each for each in example("ini").splitlines() if each.startswith("ExecStart=")]
    words = line.partition("=")[2].split()
    assert words[0].endswith("/scheduler")
    command = [sys.executable, "-m", "scheduler.cli", *words[1:], "--help"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
