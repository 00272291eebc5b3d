"""French: phrases said in French, of the same values; what no catalogue knows stays as it is."""

from scheduler.french.catalogue import templates
from scheduler.french.phrases import in_french, is_known
from scheduler.french.rules import IN_FRENCH

__all__ = ["IN_FRENCH", "in_french", "is_known", "templates"]
