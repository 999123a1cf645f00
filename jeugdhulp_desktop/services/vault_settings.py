"""The settings that travel with the vault: who works in it, which structure, which dates and hours."""

from jeugdhulp_desktop.domain.errors import NotValid
from jeugdhulp_desktop.domain.problems import Problem, blocking
from jeugdhulp_desktop.domain.vault_settings import VaultSettings, check_settings
from jeugdhulp_desktop.services.changes import Change, Changes
from jeugdhulp_desktop.services.cleaning import cleaned
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.setting_queries import load_settings, store_settings


class SettingsService:
    """Load, check and save the settings of one vault."""

    def __init__(self, database: Database, changes: Changes) -> None:
        self._database = database
        self._changes = changes

    def load(self) -> VaultSettings:
        """The settings, or their defaults in a new vault."""
        with self._database.read() as connection:
            return load_settings(connection)

    def check(self, settings: VaultSettings) -> list[Problem]:
        """What is wrong with them."""
        return check_settings(cleaned(settings))

    def save(self, settings: VaultSettings) -> None:
        """Keep them; from now on the audit lines bear the user's name. NotValid for what cannot be."""
        settings = cleaned(settings)
        if problems := blocking(check_settings(settings)):
            raise NotValid(problems)
        with self._database.write(Action.SAVE_SETTINGS, "settings") as connection:
            store_settings(connection, settings)
        self._database.who = settings.user_name
        self._changes.announce(Change.SETTINGS)
