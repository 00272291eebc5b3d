"""Variants: files that extend an instance, or another variant, with a list of typed changes."""

from scheduler.sources.variants.edits import assembly_of
from scheduler.sources.variants.layers import Assembly, layers_of

__all__ = ["Assembly", "assembly_of", "layers_of"]
