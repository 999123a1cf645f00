"""Inzet en uren: the week that is filled in, the school year, and all schools side by side."""
