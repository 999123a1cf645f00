"""Gegevens wissen on the screen."""
