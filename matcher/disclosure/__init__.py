"""Anonymous profiles: what an employer may see of a candidate before consent to contact."""
