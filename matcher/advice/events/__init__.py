"""Banenmarkt: who meets whom, in which round, so that most matches may be expected."""
