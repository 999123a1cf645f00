"""The parts of Privacy en beheer, in the order of the list. Each is imported when it is first chosen."""

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.privacy.part import Part


@dataclass(frozen=True)
class PartEntry:
    """How a part is called, and where its class stands."""

    name: str
    title: str
    module: str
    class_name: str

    def make(self, context: PageContext) -> Part:
        """The part, built now."""
        made = getattr(import_module(self._path), self.class_name)(context)
        if not isinstance(made, Part):
            raise TypeError(f"{self._path}.{self.class_name} is no Part")
        return made

    @property
    def exists(self) -> bool:
        """Whether this version has it."""
        package = self._path.rpartition(".")[0]
        return find_spec(package) is not None and find_spec(self._path) is not None

    @property
    def _path(self) -> str:
        return f"jeugdhulp_desktop.ui.{self.module}"


_ALL = (
    PartEntry("security", "Hoe veilig is de kluis", "privacy.security_part", "SecurityPart"),
    PartEntry("backups", "Back-ups", "backups.part", "BackupsPart"),
    PartEntry("bin", "Prullenbak", "bin.part", "BinPart"),
    PartEntry("erasure", "Gegevens wissen", "erasures.part", "ErasurePart"),
    PartEntry("keys", "Sleutels", "keys.part", "KeysPart"),
    PartEntry("move", "Verhuizen", "moving.part", "MovingPart"),
    PartEntry("export", "Gewone bestanden", "moving.export_part", "ExportPart"),
    PartEntry("log", "Logboek", "privacy.log_part", "LogPart"),
)


def parts() -> tuple[PartEntry, ...]:
    """The parts that this version has."""
    return tuple(entry for entry in _ALL if entry.exists)
