"""Verhuizen: to another computer, to a successor, and leaving nothing behind."""
