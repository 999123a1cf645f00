"""All tables of the vault. Importing this package knows every one of them."""

from jeugdhulp_desktop.storage.tables.audit import AuditRow
from jeugdhulp_desktop.storage.tables.base import Base

__all__ = ["AuditRow", "Base"]
