"""A conference agenda and session scheduling optimiser."""
