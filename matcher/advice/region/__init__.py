"""For the region: which training would connect most people to most open jobs."""
