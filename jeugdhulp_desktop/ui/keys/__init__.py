"""Sleutels: who can open the vault, and how that is changed."""
