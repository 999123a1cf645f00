"""The page Inzet en uren."""
