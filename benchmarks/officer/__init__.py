"""What a conference officer looks at in the reference programme: ``python -m benchmarks.officer``."""
