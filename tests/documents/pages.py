"""What the pages of the documentation take for granted, and what a test needs to run them."""

from collections.abc import Mapping

_MINE = (
    "scheduler new my-conference.yaml",
    "scheduler solve my-conference.yaml --time-limit 2 --workers 1",
)
_SAMPLES = "{root}/tests/sources/programmes/samples"
_ORGANISER = "{{organiser: {{name: Secretariat, email: agenda@example.org}}}}"

BEGIN: Mapping[str, tuple[str, ...]] = {
    "docs/reference/command-line.md": (*_MINE, "cp solutions/my-conference.json by-hand.json"),
    "docs/how-to/compare.md": (
        "cp instances/tiny.yaml conference.yaml",
        "cp solutions/tiny.json solutions/draft.json",
        "cp solutions/tiny.json solutions/conference.json",
    ),
    "docs/how-to/export.md": (
        *(
            "scheduler publish instances/wtdc21-addis.yaml" + draft
            for draft in 2 * ("", " --draft")
        ),
        f"cp {_SAMPLES}/pretalx.json .",
        "scheduler import pretalx.json -o orchard.yaml",
        f"echo 'publishing: {_ORGANISER}' >> orchard.yaml",
    ),
    "docs/how-to/import.md": (
        f"cp {_SAMPLES}/schedule.json schedule.json",
        f"cp {_SAMPLES}/schedule.json newer.json",
        f"mkdir -p tests/sources/programmes; cp -r {_SAMPLES} tests/sources/programmes",
        "python -m tests.documents.samples {root}",
        "python -m tests.sources.tables.committees plan.xlsx",
    ),
    "docs/background/officer.md": ("ln -s {root}/benchmarks {root}/docs {root}/tests .",),
    "docs/how-to/page.md": _MINE,
    "docs/how-to/replan.md": (
        "cp instances/wtdc21-addis.yaml my.yaml",
        "cp instances/wtdc21-addis.yaml my-conference.yaml",
        "cp solutions/wtdc21-addis.json solutions/my.json",
        "cp solutions/wtdc21-addis.json published.json",
    ),
    "docs/how-to/serve.md": (
        "cp instances/tiny.yaml forum.yaml",
        "sed -i 's/^name: tiny/name: forum/' forum.yaml",
        "scheduler solve forum.yaml --time-limit 2 --workers 1",
    ),
}
"""Of a page, commands that fill the folder with what it takes for granted; `{root}` is this checkout."""
QUICK = frozenset({"README.md"})
"""Pages whose commands take less than two seconds each."""
NEEDS: Mapping[str, tuple[str, ...]] = {
    "docs/how-to/export.md": ("pdf", "docx"),
    "docs/how-to/agendas.md": ("docx",),
    "docs/how-to/serve.md": ("web",),
}
"""Extras of which the commands of a page make use."""
