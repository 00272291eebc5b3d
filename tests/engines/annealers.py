"""Annealings that make one move, beside those of single sessions."""

from dataclasses import replace
from typing import Any

from scheduler.engines.annealing.search import Annealer
from scheduler.engines.model import Model
from scheduler.engines.parameters import DEFAULTS
from scheduler.schedule import Schedule

COLD, FINE = 1.0, 1e6


def annealer_with(model: Model, start: Schedule, **moves: Any) -> Annealer:
    """Return an annealing with draws and exchanges, and of moves of several sessions those that are given."""
    usual = replace(
        DEFAULTS.annealing.moves,
        trades=0.0,
        relocations=0.0,
        rebuilds=0.0,
        first_ejections=0.0,
        most_ejections=0,
    )
    params = replace(DEFAULTS.annealing, moves=replace(usual, **moves))
    places = [place for place in model.places(start) if place is not None]
    return Annealer(model, 0, places, params=params)


def swept(annealer: Annealer, sweeps: int = 60) -> Annealer:
    """Return an annealing after so many cold sweeps."""
    for _ in range(sweeps):
        annealer.sweep(COLD, FINE)
    return annealer


def cold(model: Model, start: Schedule, **moves: Any) -> Schedule:
    """Return what cold sweeps make of a schedule, with draws, exchanges and such moves."""
    return model.schedule(swept(annealer_with(model, start, **moves)).best_places)
