"""From an instance with canaries in all its private fields to everything that everybody may read."""
