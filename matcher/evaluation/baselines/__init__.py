"""Rankings that every system is shown beside: words, characters and chance."""
