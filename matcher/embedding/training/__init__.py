"""Training of the static encoder; torch is imported only where tensors are trained."""
