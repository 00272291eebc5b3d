"""The service behind web servers that are set up as docs/service.md prints it."""
