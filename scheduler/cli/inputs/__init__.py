"""What is typed: options, names, days, times, and the files that are named."""
