"""Reports: a comparison as one page that needs no other file, no network and no script."""

from scheduler.reporting.pages import Missing, page_of

__all__ = ["Missing", "page_of"]
