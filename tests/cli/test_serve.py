"""`scheduler serve`, as it is typed."""

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.publishing.releases import entry, release
from tests.web.running import published, request, spoken


@pytest.mark.slow
@pytest.mark.needs("web")
def test_the_command_serves(tmp_path: Path) -> None:
    """As it is typed: it says its address, answers, and ends with 0."""
    place = tmp_path / "tiny.db"
    published(str(place), release(entry("talk")))
    words = ["serve", "tiny", "--store", str(place), "--port", "0", "--host", "127.0.0.1"]
    process = subprocess.Popen(
        [sys.executable, "-m", "scheduler.cli", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    with process, process.stdout:
        said = process.stdout.readline().strip()
        assert said.startswith("Serving release 1 of tiny at http://127.0.0.1:")
        port = int(said.rpartition(":")[2])
        assert b" 200 OK" in spoken(port, request("/en/"))
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0


@pytest.mark.needs("web")
def test_what_cannot_be_served_is_said(run: Run, folder: Path) -> None:
    """No release, a port that is taken, an address that is not ours: one sentence, and code 1."""
    code, _, err = run("serve", "tiny")
    assert (code, "tiny has not been published yet" in err) == (1, True)
    published("tiny.db", release(entry("talk")))
    code, _, err = run("serve", "other", "--store", "tiny.db")
    assert (code, "other has not been published yet" in err) == (1, True)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code, _, err = run("serve", "tiny", "--store", "tiny.db", "--port", port)
        assert code == 1
        assert err == (
            f"127.0.0.1:{port}: the port is in use. Stop the other program or give another --port.\n"
        )
    code, _, err = run("serve", "tiny", "--store", "tiny.db", "--host", "192.0.2.1")
    assert code == 1
    assert err.startswith("192.0.2.1:8080: cannot listen: ")
    for host in ("no.such.host.invalid", "a" * 300, "\udcff"):
        assert run("serve", "tiny", "--store", "tiny.db", "--host", host)[0] == 1


@pytest.mark.needs("web")
def test_ctrl_c_before_the_server_hears_it_is_an_end_as_well(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the address and the server there is a moment; nobody is told that nothing was written."""
    published("tiny.db", release(entry("talk")))
    monkeypatch.setattr("typer.echo", lambda _: signal.raise_signal(signal.SIGINT))
    before = signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # shells ignore it in the background
    try:
        assert run("serve", "tiny", "--store", "tiny.db", "--port", "0") == (0, "", "Stopped.\n")
    finally:
        signal.signal(signal.SIGINT, before)
