"""Places of the Netherlands and travel time between them."""
