"""Hooks of MkDocs: the order of the folders, generated parts, formulas as MathML, links to the repository."""

import posixpath
import re
from typing import Any

from latex2mathml.converter import convert
from mkdocs.structure.nav import Navigation, Section

from tests.documents.reference import completed

REPOSITORY = "https://github.com/agenda-scheduler/agenda-scheduler/blob/main"
ORDER = ("Tutorials", "How to", "Reference", "Background")
BOOSTS = {"reference/rules.md": 3, "how-to": 2, "tutorials": 2, "background": 0.5}
"""How much more or less a page counts in the search than others."""
FENCE = re.compile(r"^( *)```(\w*).*?^\1```$", re.DOTALL | re.MULTILINE)
FORMULA = re.compile(r"(?<![\\$\w])\$([^$\s](?:[^$\n]*[^$\s])?)\$(?![\d$])")
LINK = re.compile(r"(?<!!)\[([^]\n]*)\]\((?!\w+:|#)([^)\s]+)\)")


SEARCH = 'data-md-component="search" role="dialog" aria-label="Search"'
LABEL = re.compile(r'id="(__nav_\w+_label)"[^>]*>\s*(?:<[^>]*>\s*)*([^<]+)')


def on_nav(nav: Navigation, **_: Any) -> Navigation:
    """Put the front page first, and the folders in the order in which a reader needs them."""
    nav.items.sort(key=lambda item: ORDER.index(item.title) if isinstance(item, Section) else -1)
    return nav


def on_page_markdown(markdown: str, *, page: Any, **_: Any) -> str:
    """Return the text with its generated parts, formulas as MathML, and links to files of the repository."""
    markdown = completed(markdown)
    folder = posixpath.dirname(page.file.src_uri)
    page.meta.setdefault("search", {"boost": BOOSTS.get(page.file.src_uri, BOOSTS.get(folder, 1))})
    parts, at = [], 0
    for fence in FENCE.finditer(markdown):
        parts += [_prose(markdown[at : fence.start()], folder), _block(fence)]
        at = fence.end()
    return "".join([*parts, _prose(markdown[at:], folder)])


def on_post_page(output: str, **_: Any) -> str:
    """Return the page with a name for each landmark, as screen readers need it."""
    output = output.replace('data-md-component="search" role="dialog"', SEARCH)
    titles = dict(LABEL.findall(output))
    for name, title in titles.items():
        output = output.replace(f'aria-labelledby="{name}"', f'aria-label="{title.strip()}, pages"')
    return output


def _block(fence: re.Match[str]) -> str:
    if fence[2] != "math":
        return fence[0]
    formula = "\n".join(fence[0].strip().splitlines()[1:-1])
    return f'<div class="formula" tabindex="0">{convert(formula, display="block")}</div>'


def _prose(text: str, folder: str) -> str:
    def link(found: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, found[2]))
        if not target.startswith("../"):
            return found[0]
        return f"[{found[1]}]({REPOSITORY}/{target.removeprefix('../')})"

    spans = re.split(r"(`+[^`]*`+)", text)
    spans[::2] = (FORMULA.sub(lambda found: convert(found[1]), each) for each in spans[::2])
    return LINK.sub(link, "".join(spans))
