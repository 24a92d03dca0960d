"""The matcher as a running service: pools that follow the store, logged answers, replay."""
