"""Thirty wishes of a planner's week, each in a file, with the commands that fulfil it."""
