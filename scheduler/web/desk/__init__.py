"""The planner's desk in a browser: a page, answers to it, and news of what others do."""
