"""Scholingsadvies: the cheapest set of training steps that in truth closes what is missing."""
