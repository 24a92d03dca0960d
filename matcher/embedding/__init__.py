"""Encoders: texts as vectors whose inner product says how alike their meaning is."""
