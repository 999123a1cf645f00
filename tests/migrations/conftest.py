"""Migrations are proven on the real encrypted database."""

from tests.databases import database, vault_template

__all__ = ["database", "vault_template"]
