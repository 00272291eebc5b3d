"""What lies in the folder of whoever reads a page, and which of its commands a test cannot run, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field

WALKED = {
    "docs/desk.md": "tests/cli/test_desk_document.py",
    "docs/explain.md": "tests/cli/test_explain_document.py",
    "docs/items.md": "tests/cli/test_items_document.py",
    "docs/preparatory.md": "tests/cli/test_preparatory_document.py",
    "docs/talks.md": "tests/cli/test_talks_document.py",
}
"""Pages whose blocks are all run by a test of their own, which compares what is printed as well."""

CHECKOUT = ("cp -r {root}/instances {root}/solutions .",)
MINE = (
    "scheduler new my-conference.yaml",
    "scheduler solve my-conference.yaml --time-limit 10",
)
_SAMPLES = "{root}/tests/sources/programmes/samples"


@dataclass(frozen=True, slots=True)
class Page:
    """A page with commands."""

    begin: tuple[str, ...] = ()
    """Commands that fill the folder with what the page takes for granted; `{root}` is this checkout."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Where blocks are written that are files, by their kind."""
    codes: Mapping[str, int] = field(default_factory=dict)
    """Commands that end with another exit code than 0, as the page says or their nature is."""
    left_out: Mapping[str, str] = field(default_factory=dict)
    """Commands that no test can run, and why."""
    served: frozenset[str] = frozenset()
    """Commands that run until they are stopped, as they are once they have said that they are there."""


_ORGANISER = "{{organiser: {{name: Secretariat, email: agenda@example.org}}}}"
_PIP = "it asks a package index, where this package need not be"

PAGES: Mapping[str, Page] = {
    "README.md": Page(
        left_out={
            "make run": "it sets up an environment of its own; .ci/run does so",
            "make test": "it runs every test, this one included",
        },
    ),
    "docs/reference/command-line.md": Page(
        begin=(*MINE, "cp solutions/my-conference.json by-hand.json"),
    ),
    "docs/compare.md": Page(
        begin=(
            *CHECKOUT,
            "cp instances/tiny.yaml conference.yaml",
            "cp solutions/tiny.json solutions/draft.json",
            "cp solutions/tiny.json solutions/conference.json",
        ),
    ),
    "docs/exports.md": Page(
        begin=(
            *CHECKOUT,
            *(
                "scheduler publish instances/wtdc21-addis.yaml" + draft
                for draft in 2 * ("", " --draft")
            ),
            f"cp {_SAMPLES}/pretalx.json .",
            "scheduler import pretalx.json -o orchard.yaml",
            f"echo 'publishing: {_ORGANISER}' >> orchard.yaml",
        ),
        left_out={
            "python -m pretalx import_schedule orchard.xml": "it is a command of another program",
            "scheduler notices wtdc21-addis 4 --addresses addresses.csv "
            "--send smtp+starttls://agenda@mail.example.org": "it sends mail",
        },
    ),
    "docs/feeds.md": Page(begin=CHECKOUT),
    "docs/background/generator.md": Page(),
    "docs/import.md": Page(
        begin=(
            f"cp {_SAMPLES}/schedule.json schedule.json",
            f"cp {_SAMPLES}/schedule.json newer.json",
            "python -m tests.documents.samples {root}",
            "python -m tests.sources.tables.committees plan.xlsx",
        ),
        files={"csv": "bookmarks.csv"},
    ),
    "docs/reference/json.md": Page(begin=CHECKOUT),
    "docs/officer.md": Page(
        begin=(*CHECKOUT, "ln -s {root}/benchmarks {root}/docs {root}/tests .")
    ),
    "docs/page.md": Page(begin=MINE),
    "docs/publishing.md": Page(
        begin=("mkdir solutions",),
        files={"yaml": "forum.yaml", "json": "solutions/forum.json"},
    ),
    "docs/replan.md": Page(
        begin=(
            *CHECKOUT,
            *(f"cp instances/wtdc21-addis.yaml {name}.yaml" for name in ("my", "my-conference")),
            *(
                f"cp solutions/wtdc21-addis.json {name}.json"
                for name in ("solutions/my", "published")
            ),
        ),
    ),
    "docs/how-to/scaling.md": Page(
        left_out={
            "pip install 'agenda-scheduler[cluster]'": _PIP,
            "dask scheduler --host 10.0.0.5 --port 8786": "it needs a machine of this address",
            "dask worker tcp://10.0.0.5:8786 --nthreads 1 --nworkers 8 --memory-limit 0": (
                "it needs a machine of this address"
            ),
            "scheduler whatif conference.yaml legacy.yaml hybrid-fair.yaml --set "
            "local_hours=0.01 --set local_hours=0.04 --cluster tcp://10.0.0.5:8786": (
                "it needs a machine of this address; tests/whatif searches on a cluster of its own"
            ),
        },
    ),
    "docs/service.md": Page(
        begin=(
            *CHECKOUT,
            "cp instances/tiny.yaml forum.yaml",
            "sed -i 's/^name: tiny/name: forum/' forum.yaml",
            "scheduler solve forum.yaml --workers 1",
        ),
        left_out={"pip install 'agenda-scheduler[web]'": _PIP},
        served=frozenset({"scheduler serve forum"}),
    ),
    "docs/variants.md": Page(begin=CHECKOUT, files={"yaml": "no-evening.yaml"}),
}
