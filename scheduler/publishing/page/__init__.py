"""The programme page: a release as files that any browser reads, with or without a server."""

from scheduler.publishing.page.pages import front_of, languages_of, missing_of, page_of

__all__ = ["front_of", "languages_of", "missing_of", "page_of"]
