"""One file a format: bytes to lines. The door chooses by content."""
