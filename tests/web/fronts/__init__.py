"""The service behind web servers that are set up as docs/how-to/serve.md prints it."""
