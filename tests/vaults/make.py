"""Makes the vault of this version: ``python -m tests.vaults.make``. Run once, at a release; never again.

Fictional records of every kind, opened by the passphrase of the practice vault; the key derivation is as
light as opening allows, since a test opens it often.
"""

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from jeugdhulp_desktop import __version__
from jeugdhulp_desktop.compose import make_demo
from jeugdhulp_desktop.security.kdf import TESTING

HERE = Path(__file__).parent
KEPT = ("vault.db", "vault.header", "vault.header.bak", "LEESMIJ.txt")
MOMENT = datetime(2026, 9, 15, 8, 42, tzinfo=UTC)


def main() -> None:
    """Keep the vault under the number of this version; refuses one that is there already."""
    target = HERE / __version__
    if target.exists():
        raise SystemExit(f"{target.name} is kept already; a released vault is never made again")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "kluis"
        make_demo(
            folder, cases=3, cost=TESTING, report_folder=Path(scratch) / "rapporten", clock=lambda: MOMENT
        ).close()
        target.mkdir()
        for name in KEPT:
            shutil.copy(folder / name, target / name)


if __name__ == "__main__":
    main()
