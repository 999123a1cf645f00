"""Casussen: the list with its detail, one case, the quick note, and the list of all actions."""
