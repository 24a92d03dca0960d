"""Immutable columnar snapshots of many portfolios or vacancies, ready to be searched."""
