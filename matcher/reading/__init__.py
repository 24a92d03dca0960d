"""What a record says: the segments of a portfolio and the demands of a vacancy."""
