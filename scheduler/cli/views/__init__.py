"""What commands print: reports for people, and the same for machines."""
