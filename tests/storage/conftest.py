"""Every test here works on a real encrypted database of its own."""

from tests.databases import database, vault_template

__all__ = ["database", "vault_template"]
