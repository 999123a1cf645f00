"""Schoolafspraken: the list of a school year, and the editor with its sections and live points."""
