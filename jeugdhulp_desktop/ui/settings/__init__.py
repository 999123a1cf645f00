"""Instellingen: this computer, the vault, its ways in, and whether the work is safe."""
