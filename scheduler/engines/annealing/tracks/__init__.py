"""Annealing of tracks: related pairs, groups that hold rooms, ranks."""
