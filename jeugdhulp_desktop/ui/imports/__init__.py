"""Leerlingen ophalen: a pupil list from the school's administration, seen first, then taken in whole."""
