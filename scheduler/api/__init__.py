"""The public Python functions; `scheduler/__init__.py` lists them."""
