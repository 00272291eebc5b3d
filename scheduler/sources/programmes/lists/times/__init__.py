"""Days, times and lengths of lists: how they are said, and what is guessed of them."""
