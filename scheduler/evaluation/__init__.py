"""The evaluation: an independent judge of schedules, written from the catalogue's sentences alone."""

from scheduler.evaluation.evaluator import evaluate, misfits

__all__ = ["evaluate", "misfits"]
