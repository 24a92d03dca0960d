"""What could change the answer: gaps, what-ifs, training, carving; every effect is re-scored."""
