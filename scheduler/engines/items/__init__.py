"""Tasks: which session takes which, as followers of sessions in a search, and in the end where these are."""
