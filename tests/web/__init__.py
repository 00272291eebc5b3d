"""Tests of the service, as clients meet it."""
