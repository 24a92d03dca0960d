"""From scores to the answer: gate, score, cut, explain."""
