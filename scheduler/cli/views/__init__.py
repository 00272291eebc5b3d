"""Parts of reports that several commands share, for people and for machines."""
