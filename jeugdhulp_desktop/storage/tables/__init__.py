"""All tables of the vault. Importing this package knows every one of them."""

from jeugdhulp_desktop.storage.tables import (
    additions,
    agreement_sections,
    agreements,
    audit,
    bin,
    cases,
    checklists,
    documents,
    erasures,
    evaluations,
    hours,
    pupils,
    relations,
    vault,
)
from jeugdhulp_desktop.storage.tables.base import Base

__all__ = [
    "Base",
    "additions",
    "agreement_sections",
    "agreements",
    "audit",
    "bin",
    "cases",
    "checklists",
    "documents",
    "erasures",
    "evaluations",
    "hours",
    "pupils",
    "relations",
    "vault",
]
