"""How well a person fits a job, in points: one file per kind of evidence, summed by the ranker."""
