"""Lists of talks as people keep them: CSV, TSV, workbooks and JSON, read by an explicit mapping."""
