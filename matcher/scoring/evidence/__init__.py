"""Kinds of support for a match, one file each, all with the signature of `base.Evidence`."""
