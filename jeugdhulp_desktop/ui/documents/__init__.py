"""Rapporten: how every agreement stands in the report folder, with its page beside the list."""
