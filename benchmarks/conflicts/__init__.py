"""Conferences that have lost something, so that not every hard rule can be kept, and what is told of them."""
