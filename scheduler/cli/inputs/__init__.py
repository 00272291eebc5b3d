"""Options, arguments, and the files they name."""
