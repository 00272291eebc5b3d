"""What a search reports, against what is proved of the same conference without haste."""
