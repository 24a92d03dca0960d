"""Loopbaanpaden: ways to a wished occupation by way of other work, and work nobody thought of."""
