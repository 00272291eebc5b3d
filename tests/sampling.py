"""How large random samples are: small in every run, and as many times larger as the variable SAMPLES says."""

import os

TIMES = int(os.environ.get("SAMPLES", "1"))
"""Positive: with ``SAMPLES=20`` a test that draws ten cases draws two hundred."""
