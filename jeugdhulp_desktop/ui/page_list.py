"""The pages of the rail, in its order. Each is imported at its first visit, and shown only when it exists."""

from importlib import import_module
from importlib.util import find_spec

from jeugdhulp_desktop.ui.pages import Page, PageContext, PageEntry


def _entry(
    name: str, title: str, icon: str, module: str, class_name: str, *, rare: bool = False, foot: bool = False
) -> PageEntry:
    path = f"jeugdhulp_desktop.ui.{module}"

    def make(context: PageContext) -> Page:
        made = getattr(import_module(path), class_name)(context)
        if not isinstance(made, Page):
            raise TypeError(f"{path}.{class_name} is no Page")
        return made

    return PageEntry(name, title, icon, make, rare=rare, foot=foot, module=path)


_ALL = (
    _entry("start", "Start", "home-outline", "start.page", "StartPage"),
    _entry("cases", "Casussen", "account-multiple-outline", "cases.page", "CasesPage"),
    _entry("agreements", "Schoolafspraken", "handshake-outline", "agreements.page", "AgreementsPage"),
    _entry("hours", "Inzet en uren", "clock-outline", "hours.page", "HoursPage"),
    _entry("monitoring", "Monitoring", "clipboard-check-outline", "monitoring.page", "MonitoringPage"),
    _entry("documents", "Rapporten", "file-document-outline", "documents.page", "DocumentsPage"),
    _entry(
        "relations",
        "Sociale kaart",
        "card-account-phone-outline",
        "relations.page",
        "RelationsPage",
        rare=True,
    ),
    _entry("actions", "Acties", "format-list-checks", "cases.actions_page", "ActionsPage", rare=True),
    _entry("imports", "Leerlingen", "tray-arrow-down", "imports.page", "ImportsPage", rare=True),
    _entry("privacy", "Privacy en beheer", "shield-lock-outline", "privacy.page", "PrivacyPage", rare=True),
    _entry("settings", "Instellingen", "cog-outline", "settings.page", "SettingsPage", foot=True),
)


def pages() -> tuple[PageEntry, ...]:
    """The pages that this version has."""
    return tuple(entry for entry in _ALL if _exists(entry.module))


def _exists(module: str) -> bool:
    package = module.rpartition(".")[0]
    return find_spec(package) is not None and find_spec(module) is not None
