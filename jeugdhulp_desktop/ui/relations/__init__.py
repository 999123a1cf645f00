"""Sociale kaart: the schools, organisations and people one works with. Professionals only."""
