"""What an error says of itself ends in a log: codes, record numbers, names of fields, nothing else (F60)."""

from pathlib import Path

import pytest

from jeugdhulp_desktop.domain import errors
from jeugdhulp_desktop.domain.problems import Problem

CODES_ONLY = [
    (
        errors.NotValid([Problem("name", "required"), Problem("hours", "number")]),
        "name:required, hours:number",
    ),
    (errors.ChangedElsewhere("agreement", 7), "agreement 7"),
    (errors.NotFound("case", 8), "case 8"),
    (errors.WrongRecoveryCode([3, 6]), "3,6"),
    (errors.KeyringUnavailable("stale"), "stale"),
    (errors.DamagedHeader("checksum"), "checksum"),
    (errors.DamagedDatabase("quick-check"), "quick-check"),
    (errors.MadeByNewerVersion("1.3"), "1.3"),
    (errors.VaultInUse(4711, "2026-09-15T08:42"), "pid 4711 since 2026-09-15T08:42"),
    (errors.DiskProblem("full", Path("/home/marijke/Kluis")), "full"),
    (errors.BackupRefused("damaged"), "damaged"),
    (errors.NotEnoughMemory(256), "256 MiB"),
    (errors.UnreadableLogo("script"), "script"),
    (errors.UnreadableImport("no-column", 12, "Roepnaam"), "no-column at line 12"),
]


@pytest.mark.parametrize(("error", "told"), CODES_ONLY, ids=lambda each: type(each).__name__)
def test_f60_an_error_tells_the_log_codes_and_numbers_and_no_path(
    error: errors.WorldError, told: str
) -> None:
    assert str(error) == told
