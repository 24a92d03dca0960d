"""Knock-outs: one file each, three answers, vectorised over a pool. Only a known no excludes."""
