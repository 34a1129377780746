"""What is looked up: the parser, places and their names, families of outlets; pinned, without state."""
