"""Monitoring: what is due, filling in a checklist, and reading earlier ones."""
