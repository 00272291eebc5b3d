"""Lists of talks, and their mappings."""
