"""Jeugdhulp Desktop: pupils' cases, the yearly agreement and its monitoring, offline and encrypted."""

__version__ = "0.1.0"
