"""The HTTP service: the engine and the store for people and systems, by role."""
