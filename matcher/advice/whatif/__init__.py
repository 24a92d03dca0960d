"""What if: the smallest changes that lift a person, or widen the pool of a vacancy."""
