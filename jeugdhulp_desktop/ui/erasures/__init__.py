"""Gegevens wissen: what goes, what is left, and what was erased."""
