"""Completion in Bash: commands and options; names of files are left to the shell."""

import shlex
import shutil
import subprocess
import sys

import pytest

from tests.processes import environment


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("bash") is None, reason="Bash is not installed")
@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("scheduler ex", ["explain", "export"]),
        ("scheduler tokens r", ["revoke", "rotate"]),
        ("scheduler show --j", ["--json"]),
        ("scheduler solve --engine cp", ["cp-sat"]),
        ("scheduler solve ", []),
    ],
)
def test_bash_completes_commands_and_options(line: str, found: list[str]) -> None:
    """As far as a word is typed, in groups of commands too."""
    words = line.split(" ")
    program = f"{shlex.quote(sys.executable)} -m scheduler.cli"
    script = (
        f"COMP_WORDS=({' '.join(shlex.quote(each) for each in words)})\n"
        f"COMP_CWORD={len(words) - 1}\n"
        f"IFS=$'\\n' COMP_WORDS=\"${{COMP_WORDS[*]}}\" COMP_CWORD=$COMP_CWORD "
        f"_SCHEDULER_COMPLETE=complete_bash {program}\n"
    )
    ran = subprocess.run(
        ["bash", "--norc", "--noprofile", "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env=environment(),
    )
    assert sorted(ran.stdout.split()) == found
