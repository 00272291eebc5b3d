"""Reports: a comparison as one page that needs no other file, no network and no script."""

from scheduler.reporting.front_page import Claim, Missing
from scheduler.reporting.pages import page_of

__all__ = ["Claim", "Missing", "page_of"]
