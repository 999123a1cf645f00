"""All tables of the vault. Importing this package knows every one of them."""

from jeugdhulp_desktop.storage.tables import (
    agreement_sections,
    agreements,
    audit,
    cases,
    checklists,
    documents,
    hours,
    pupils,
    relations,
    vault,
)
from jeugdhulp_desktop.storage.tables.base import Base

__all__ = [
    "Base",
    "agreement_sections",
    "agreements",
    "audit",
    "cases",
    "checklists",
    "documents",
    "hours",
    "pupils",
    "relations",
    "vault",
]
