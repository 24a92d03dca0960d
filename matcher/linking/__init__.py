"""Free Dutch text to concepts, with the evidence kept: which words, which method, how sure."""
