"""Tables of workbooks and CSV."""
