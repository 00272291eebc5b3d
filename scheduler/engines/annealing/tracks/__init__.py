"""What annealing does for tracks: pairs of sessions that relate, groups that hold rooms, ranks."""
