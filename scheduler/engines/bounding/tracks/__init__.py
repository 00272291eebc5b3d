"""A lower bound on what pairs cost: the dual ascent on a quadratic assignment problem."""
