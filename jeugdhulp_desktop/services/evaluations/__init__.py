"""Evaluations of agreements, halfway and at the end."""
