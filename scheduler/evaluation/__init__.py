"""The evaluation: an independent judge of schedules, written from the catalogue's sentences alone."""

from scheduler.evaluation.evaluator import VOICES, about_agendas, evaluate, misfits, priced

__all__ = ["VOICES", "about_agendas", "evaluate", "misfits", "priced"]
