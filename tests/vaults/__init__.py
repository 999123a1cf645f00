"""A vault of every released version, so that each later one proves it can still read them (F13)."""
