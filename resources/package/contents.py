"""What goes into the frozen program besides what PyInstaller finds by itself; both specs read this."""

from pathlib import Path

from PyInstaller.utils.hooks import collect_data_files, collect_submodules

ROOT = Path(__file__).resolve().parent.parent.parent
NAME = "jeugdhulp"
ENTRY = str(ROOT / "main.py")


def datas() -> list[tuple[str, str]]:
    """Our own files at the place where paths.py looks for them, and the data of libraries without a hook."""
    resources = [
        (str(folder), f"resources/{folder.name}")
        for folder in sorted((ROOT / "resources").iterdir())
        if folder.is_dir() and folder.name != "package"
    ]
    own = [*resources, (str(ROOT / "migrations"), "migrations"), (str(ROOT / "LICENSE"), ".")]
    return [
        *own,
        *collect_data_files("fontpkg_lato"),
        *collect_data_files("alembic"),
        *collect_data_files("holidays", includes=["locale/*/LC_MESSAGES/NL.mo"]),  # names of days off
    ]


def hidden_imports() -> list[str]:
    """Modules that are looked up by name while the program runs."""
    return [
        *collect_submodules("jeugdhulp_desktop"),
        *collect_submodules("holidays.countries", filter=lambda name: "netherlands" in name),
        "holidays.countries",
        "sqlcipher3.dbapi2",
        "sqlalchemy.dialects.sqlite.pysqlcipher",
        "logging.config",  # used by migrations/env.py, which is read as a file
    ]


EXCLUDED = [  # tools of developers, and what libraries would like but the program never uses
    "tkinter", "pytest", "mypy", "hypothesis", "IPython", "matplotlib", "numpy", "pymupdf", "PIL.ImageTk",
    "onnxruntime", "outloud", "pikepdf", "pdfua", "setuptools", "pip", "unittest.mock",
]  # fmt: skip
