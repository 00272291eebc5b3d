"""The evaluation: an independent judge of schedules, written from the catalogue's sentences alone."""

from scheduler.evaluation.evaluator import about_agendas, evaluate, misfits

__all__ = ["about_agendas", "evaluate", "misfits"]
