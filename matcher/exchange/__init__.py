"""Records in and out: each format maps to the domain and reports what it could not use."""
