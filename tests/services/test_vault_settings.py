"""The settings that travel with the vault."""

from dataclasses import replace
from decimal import Decimal

import pytest

from jeugdhulp_desktop.domain.errors import NotValid
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.vault_settings import VaultSettings
from jeugdhulp_desktop.services.session import Session


def test_settings_are_kept_whole_and_rename_the_user_in_the_audit_trail(session: Session) -> None:
    settings = replace(
        session.settings.load(),
        user_name="Ilse de Wit",
        budgets={"2026-2027": {WorkerType.JMW: Decimal("320.5")}},
    )
    session.settings.save(settings)
    assert session.settings.load() == settings
    assert session.database.who == "Ilse de Wit"


def test_settings_without_a_user_are_refused(session: Session) -> None:
    with pytest.raises(NotValid):
        session.settings.save(VaultSettings())
    assert session.settings.load().user_name == "Ilse Vermeer"
    assert [each.code for each in session.settings.check(VaultSettings())] == ["required"]
