"""The program never speaks to another machine: no module of it can."""

import ast
from collections.abc import Iterator
from pathlib import Path

import jeugdhulp_desktop
from jeugdhulp_desktop.paths import migrations_folder

NETWORK = (
    "PySide6.QtNetwork",
    "urllib.request",
    "socket",
    "ssl",
    "http",
    "asyncio",
    "ftplib",
    "smtplib",
    "requests",
)


def imported(file: Path) -> Iterator[str]:
    """The full name of everything that a module imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{each.name}" for each in node.names)


def test_no_module_imports_anything_that_opens_a_connection() -> None:
    files = [*Path(jeugdhulp_desktop.__file__).parent.rglob("*.py"), *migrations_folder().rglob("*.py")]
    found = [
        f"{file.name}: {name}"
        for file in files
        for name in imported(file)
        if any(name == network or name.startswith(f"{network}.") for network in NETWORK)
    ]
    assert found == []
