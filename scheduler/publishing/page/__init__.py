"""The programme page: a release as files that any browser reads, with or without a server."""

from scheduler.publishing.page.pages import page_of

__all__ = ["page_of"]
