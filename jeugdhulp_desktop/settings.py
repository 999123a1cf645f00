"""What belongs to this laptop and not to the vault: the window, the theme, where the last vault stands.

One JSON file, written whole. A setting is one field of ``Settings``; its type and its bounds decide what is
taken from a file. What cannot be read never stops the program: the default holds, and the file as it was
found is set aside beside it, so that nothing a user chose is lost. No passphrase, no key, no name of a pupil
is ever a setting.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from jeugdhulp_desktop import paths
from jeugdhulp_desktop.domain.errors import DiskProblem
from jeugdhulp_desktop.files import disk_problems, write_whole

FORMAT = "jeugdhulp-desktop-settings"
VERSION = 1
TEXT_SCALES = (90, 100, 110, 125, 150)
IDLE_MINUTES = range(1, 61)
_LONG = 1_000  # no name or path within a volume is longer

_Value = TypeVar("_Value")


class Theme(StrEnum):
    """Which colours; SYSTEM follows Windows or the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class WindowPlace:
    """Where the main window stood, in logical pixels; the window checks that a screen is still there."""

    x: int
    y: int
    width: int
    height: int
    maximized: bool = False


@dataclass(frozen=True)
class BackupPlace:
    """The second place of a vault's backups: a stick, or a drive of the school.

    ``folder`` is where it stood last; ``inside`` is the folder within its volume and ``mark`` what stands in
    our small file there, so that it is found again under another drive letter.
    """

    folder: Path
    name: str  # what people call it: "usb-stick ZORG-BACKUP"
    inside: str
    mark: str


@dataclass(frozen=True)
class Settings:
    """The settings of one laptop; change them with ``dataclasses.replace`` and ``store_settings``."""

    window: WindowPlace | None = None
    theme: Theme = Theme.SYSTEM
    text_scale: int = 100  # percent of the system's text size
    idle_minutes: int = 10  # without keys or mouse until the vault locks
    privacy_mode: bool = False  # initials instead of names
    rail_folded: bool = False
    last_vault: Path | None = None
    report_folders: Mapping[str, Path] = field(default_factory=dict)  # by vault id in hex
    backup_places: Mapping[str, BackupPlace] = field(default_factory=dict)  # by vault id in hex
    backup_place_later: tuple[str, ...] = ()  # vault ids whose second place is not asked for again on Start
    splitters: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # sizes by page name
    known_places: Mapping[str, str] = field(default_factory=dict)  # Place.code that was read, by vault id

    def with_report_folder(self, vault_id: str, folder: Path) -> "Settings":
        """The same settings, with the report folder of one vault."""
        return replace(self, report_folders={**self.report_folders, vault_id: folder})

    def with_known_place(self, vault_id: str, code: str) -> "Settings":
        """The same settings; the user read what there is to say about the place of this vault."""
        return replace(self, known_places={**self.known_places, vault_id: code})

    def with_backup_place(self, vault_id: str, place: BackupPlace | None) -> "Settings":
        """The same settings, with the second place of one vault's backups, or without one."""
        others = {key: each for key, each in self.backup_places.items() if key != vault_id}
        return replace(self, backup_places=others if place is None else {**others, vault_id: place})

    def with_place_later(self, vault_id: str) -> "Settings":
        """The same settings; the second place of this vault is not asked for on Start any more."""
        return replace(self, backup_place_later=(*self.backup_place_later, vault_id))

    def with_vault_renamed(self, old: str, new: str) -> "Settings":
        """The same settings, with all that was kept for the vault id ``old`` under ``new``."""
        moved: dict[str, Any] = {}
        for each in fields(self):
            kept = getattr(self, each.name)
            if isinstance(kept, Mapping) and old in kept:
                moved[each.name] = {**{key: kept[key] for key in kept if key != old}, new: kept[old]}
            elif isinstance(kept, tuple) and old in kept:
                moved[each.name] = tuple(new if key == old else key for key in kept)
        return replace(self, **moved)

    def without_vault(self, vault_id: str, folder: Path) -> "Settings":
        """The same settings, with nothing of this vault: it is not on this laptop any more."""
        left: dict[str, Any] = {"last_vault": None if self.last_vault == folder else self.last_vault}
        for each in fields(self):
            kept = getattr(self, each.name)
            if isinstance(kept, Mapping) and vault_id in kept:
                left[each.name] = {key: value for key, value in kept.items() if key != vault_id}
            elif isinstance(kept, tuple) and vault_id in kept:
                left[each.name] = tuple(key for key in kept if key != vault_id)
        return replace(self, **left)

    def with_splitter(self, page: str, sizes: tuple[int, ...]) -> "Settings":
        """The same settings, with the place of one page's splitter."""
        return replace(self, splitters={**self.splitters, page: sizes})


class _Foreign(ValueError):
    """A value that this setting cannot be."""


def load_settings(file: Path | None = None) -> Settings:
    """The settings kept in ``file`` (default: this laptop's own); the defaults when there are none yet.

    A file that is no JSON, of another program, or with values that cannot be, is copied to
    ``settings.json.apart`` and the readable part of it is used.
    """
    file = file or paths.settings_file()
    try:
        with disk_problems(file):
            data = file.read_bytes()
    except DiskProblem:
        return Settings()
    settings, sound = _read(data)
    if not sound:
        _set_aside(file, data)
    return settings


def store_settings(settings: Settings, file: Path | None = None) -> None:
    """Keeps ``settings``; raises DiskProblem, and then the earlier settings are still on the disk."""
    tree = {
        "format": FORMAT,
        "version": VERSION,
        "window": None if settings.window is None else vars(settings.window),
        "theme": settings.theme.value,
        "text_scale": settings.text_scale,
        "idle_minutes": settings.idle_minutes,
        "privacy_mode": settings.privacy_mode,
        "rail_folded": settings.rail_folded,
        "last_vault": None if settings.last_vault is None else str(settings.last_vault),
        "report_folders": {vault_id: str(folder) for vault_id, folder in settings.report_folders.items()},
        "backup_places": {
            vault_id: {**vars(place), "folder": str(place.folder)}
            for vault_id, place in settings.backup_places.items()
        },
        "backup_place_later": list(settings.backup_place_later),
        "splitters": {page: list(sizes) for page, sizes in settings.splitters.items()},
        "known_places": dict(settings.known_places),
    }
    text = json.dumps(tree, ensure_ascii=False, indent=2, sort_keys=True)
    write_whole(file or paths.settings_file(), (text + "\n").encode())


def _read(data: bytes) -> tuple[Settings, bool]:
    """The settings in ``data`` and whether all of it made sense.

    Keys that this version does not know are of a newer one and make no file bad (F62: going back a version).
    """
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError):  # no JSON, no UTF-8, or nested without end
        return Settings(), False
    if not isinstance(tree, dict) or tree.get("format") != FORMAT:
        return Settings(), False
    readers: dict[str, Callable[[Any], object]] = {
        "window": _optional(_window),
        "theme": _theme,
        "text_scale": _one_of(TEXT_SCALES),
        "idle_minutes": _one_of(IDLE_MINUTES),
        "privacy_mode": _flag,
        "rail_folded": _flag,
        "last_vault": _optional(_path),
        "report_folders": _mapping(_path),
        "backup_places": _mapping(_backup_place),
        "backup_place_later": _texts,
        "splitters": _mapping(_sizes),
        "known_places": _mapping(_word),
    }
    found: dict[str, Any] = {}
    sound = True
    for name, read in readers.items():
        if name not in tree:
            continue
        try:
            found[name] = read(tree[name])
        except _Foreign:
            sound = False
    return Settings(**found), sound


def _set_aside(file: Path, data: bytes) -> None:
    """Keeps what could not be read next to the settings; a full disk is no reason not to start."""
    try:
        write_whole(file.with_name(file.name + ".apart"), data)
    except DiskProblem:
        return


def _whole(value: object, low: int, high: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise _Foreign
    return value


def _window(value: object) -> WindowPlace:
    if not isinstance(value, dict):
        raise _Foreign
    far = 100_000  # beyond any desktop of several screens
    return WindowPlace(
        _whole(value.get("x"), -far, far),
        _whole(value.get("y"), -far, far),
        _whole(value.get("width"), 1, far),
        _whole(value.get("height"), 1, far),
        _flag(value.get("maximized", False)),
    )


def _theme(value: object) -> Theme:
    if value not in list(Theme):
        raise _Foreign
    return Theme(str(value))


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise _Foreign
    return value


def _path(value: object) -> Path:
    if not isinstance(value, str) or not value or "\0" in value:
        raise _Foreign
    return Path(value)


def _word(value: object) -> str:
    if not isinstance(value, str) or len(value) > 100:
        raise _Foreign
    return value


def _backup_place(value: object) -> BackupPlace:
    if not isinstance(value, dict):
        raise _Foreign
    name, inside, mark = (_text(value.get(each)) for each in ("name", "inside", "mark"))
    return BackupPlace(_path(value.get("folder")), name, inside, mark)


def _text(value: object) -> str:
    if not isinstance(value, str) or "\0" in value or len(value) > _LONG:
        raise _Foreign
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _Foreign
    return tuple(_text(each) for each in value)


def _sizes(value: object) -> tuple[int, ...]:
    if not isinstance(value, list):
        raise _Foreign
    return tuple(_whole(size, 0, 100_000) for size in value)


def _one_of(allowed: "range | tuple[int, ...]") -> Callable[[object], int]:
    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or value not in allowed:
            raise _Foreign
        return value

    return read


def _optional(read: Callable[[object], _Value]) -> Callable[[object], _Value | None]:
    return lambda value: None if value is None else read(value)


def _mapping(read: Callable[[object], _Value]) -> Callable[[object], dict[str, _Value]]:
    def read_all(value: object) -> dict[str, _Value]:
        if not isinstance(value, dict):
            raise _Foreign
        return {str(key): read(each) for key, each in value.items()}

    return read_all
