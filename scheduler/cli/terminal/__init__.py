"""The terminal: lines and tables in its width, progress, Ctrl-C."""
