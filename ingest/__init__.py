"""From bytes to the index: readers, cleaning, masthead, outline, chunks."""
