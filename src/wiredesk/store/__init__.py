"""The desk file: evidence that only grows, its hash-chained log, and tables of views that can be dropped."""
