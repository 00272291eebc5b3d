"""Tasks: their restrictions, and searches for them."""
