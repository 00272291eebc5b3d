"""Tests of the conflicts."""
