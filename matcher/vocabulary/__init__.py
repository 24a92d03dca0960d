"""The vocabulary: Dutch work words, their concepts, and how text is linked to them."""
