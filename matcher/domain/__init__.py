"""What a portfolio, a vacancy and a shortlist are: frozen, standard library only."""
