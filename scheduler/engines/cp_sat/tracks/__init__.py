"""What the exact engine does for tracks: pairs that relate, groups that hold rooms, and ranks."""
