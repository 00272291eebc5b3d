"""The front door: what a colleague who writes Python calls; `scheduler/__init__.py` names it all."""
