"""Other vocabularies made into our tables: ESCO from its CSV files, CompetentNL from RDF."""
