"""What the pages name is there: links, files, commands, options, numbers."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
import typer

import scheduler
from benchmarks.generation import MOST
from scheduler import restrictions
from scheduler.cli.registry import COMMANDS, Command, Group
from tests.documents.reference import completed

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
SPAN = re.compile(r"`([^`\n]+)`")
FENCE = re.compile(r"```(?:sh|bash|console)\n(.*?)```", re.DOTALL)
NAMED = re.compile(
    r"(?:scheduler|tests|benchmarks|instances|docs|\.ci|\.github)/[\w.*/-]*|scheduler(?:\.\w+)+"
)


@cache
def text_of(page: Path) -> str:
    """Return the text of a page as the site has it, with its generated parts."""
    return completed(page.read_text(encoding="utf-8"))


def anchors(page: Path) -> set[str]:
    """Return what a link may name behind ``#``: the id that a heading gives, or else its words."""
    headings = HEADING.findall(text_of(page))
    own = (re.search(r"\{ #([\w-]+) \}$", each) for each in headings)
    return {
        named[1] if named else re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-")
        for each, named in zip(headings, own, strict=True)
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Files are there, and so are headings, but for those of which the changes of older versions tell."""
    for link in LINK.findall(text_of(page)):
        if "://" in link or link.startswith("mailto:"):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path) if path else page
        assert target.exists(), link
        if anchor and target.suffix == ".md" and page.name != "CHANGELOG.md":
            assert anchor in anchors(target), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_paths_that_are_named_are_there(page: Path) -> None:
    """Folders, files, and modules by their names in Python; `*` stands for something."""
    if page.name == "CHANGELOG.md":  # tells of what has gone, too
        return
    for span in SPAN.findall(text_of(page)):
        if NAMED.fullmatch(span) and "/" in span:
            assert [*ROOT.glob(span.rstrip("/"))], span
        elif NAMED.fullmatch(span):
            parts = span.split(".")
            tried = (ROOT.joinpath(*parts[:end]) for end in (len(parts), len(parts) - 1))
            assert any(each.is_dir() or each.with_suffix(".py").exists() for each in tried), span


def commands(text: str) -> Iterator[list[str]]:
    """Yield the words of each command of the program that a page shows, its options without values."""
    for shown in (*SPAN.findall(text), *FENCE.findall(text)):
        for line in shown.replace("\\\n", " ").splitlines():
            words = line.removeprefix("$ ").split("#")[0].split("|")[0].split()
            if len(words) > 1 and words[0] == "scheduler" and words[1].isalpha():
                yield [words[1], *(each.split("=")[0] for each in words if each.startswith("--"))]


@cache
def _options(command: Command) -> frozenset[str]:
    app = typer.Typer()
    app.command()(command.loaded())
    params = typer.main.get_command(app).params
    return frozenset(name for each in params for name in (*each.opts, *each.secondary_opts))


def options_of(command: Command | Group) -> frozenset[str]:
    """Return the options of a command; of commands of commands, those of any."""
    if isinstance(command, Group):
        return frozenset().union(*map(options_of, command.commands.values()))
    return _options(command)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_that_are_shown_exist(page: Path) -> None:
    """Each with its options."""
    known = {name: options_of(command) for name, command in COMMANDS.items()}
    for name, *options in commands(text_of(page)):
        if page.name == "CHANGELOG.md":  # tells of earlier names, too
            continue
        assert name in known, name
        assert {*options} <= known[name] | {"--help"}, (name, options)


def test_targets_of_make_and_modules_that_are_run_exist() -> None:
    """`make …` and `python -m …`."""
    targets = set(re.findall(r"^(\w[\w-]*):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for page in PAGES:
        text = text_of(page)
        for shown in (*SPAN.findall(text), *FENCE.findall(text)):
            assert {*re.findall(r"^make ([\w-]+)", shown, re.MULTILINE)} <= targets, (page, shown)
            for module in re.findall(r"python -m ((?:benchmarks|tests|scheduler)[\w.]*)", shown):
                path = ROOT.joinpath(*module.split("."))
                assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), module


def test_numbers_that_pages_tell_are_those_of_the_program() -> None:
    """How many names the package has, how large a conference is made up."""
    names, most = f"{len(scheduler.__all__)} names", f"{MOST:,} sessions"
    for page, said in (
        ("docs/tutorials/python.md", names),
        ("docs/background/generator.md", most),
        ("docs/reference/instance-file.md", most),
    ):
        assert said in (ROOT / page).read_text(encoding="utf-8"), page


def test_the_glossary_has_each_term_once_in_order() -> None:
    """Each table by the alphabet, in 25 words at most; the last one has every kind of restriction."""
    tables = (DOCS / "reference" / "glossary.md").read_text(encoding="utf-8").split("\n## ")[1:]
    terms = [re.findall(r"^\| (.*?) \|", table, re.MULTILINE)[1:] for table in tables]
    once = [term for group in terms for term in group]
    assert sorted(set(once)) == sorted(once)
    for group in terms[:-1]:
        assert group == sorted(group, key=str.lower)
    meanings = re.findall(r"^\| .*? \| (.*?) \|", "".join(tables), re.MULTILINE)
    assert all(len(meaning.split()) <= 25 for meaning in meanings)
    kinds = {each.__name__ for each in get_args(restrictions.Restriction)}
    assert set(re.findall(r"`(\w+)`", "".join(terms[-1]))) == kinds
