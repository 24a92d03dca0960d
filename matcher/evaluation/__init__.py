"""How good a ranking is: one metric a file, and whether a difference means anything."""
