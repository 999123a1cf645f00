"""The report folder as files: what stands under a name, and which names are ours (domain.md 6.6 no. 5).

A file is ours as long as it is byte for byte what we wrote. Size and time tell that without reading it; when
the time differs (OneDrive, a copy) the bytes decide. Anything else is another's and is never written over.
"""

import hashlib
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, auto
from pathlib import Path

from jeugdhulp_desktop.domain.documents import (
    DocumentState,
    DuePaper,
    PaperKey,
    Registered,
    Written,
    paper_file_name,
)
from jeugdhulp_desktop.domain.errors import DiskProblem
from jeugdhulp_desktop.files import disk_problem, disk_problems, make_folder
from jeugdhulp_desktop.services.clock import local_now

_TRIES = 50  # names that are tried before giving up: schools with one name, copies beside another's file


class Standing(Enum):
    """What stands at a path."""

    NOTHING = auto()
    OURS = auto()
    FOREIGN = auto()


@dataclass(frozen=True)
class Due:
    """A paper that belongs in the folder, with what was last written of it."""

    paper: DuePaper
    registered: Registered | None

    @property
    def key(self) -> PaperKey:
        """Which paper."""
        return self.paper.key

    @property
    def settled(self) -> bool:
        """Whether the user left another's file in its place on purpose."""
        return self.registered is not None and self.registered.settled


@dataclass(frozen=True)
class FileName:
    """The name of a paper's file; ``turn`` tells schools of one name apart (1 = no number)."""

    paper: DuePaper
    turn: int = 1

    @property
    def plain(self) -> str:
        """The name, when nobody else's file stands in the way."""
        return self._with(self._turn)

    def aside(self, copy: int = 1) -> str:
        """The name beside another's file: "... (nieuw).pdf"; a second one only when the user asks for it."""
        note = "nieuw" if copy == 1 else f"nieuw {copy}"
        turn = f"{self._turn}, " if self._turn else ""
        return self._with(turn + note)

    def asides(self) -> Iterator[str]:
        """Every name beside another's file, in the order in which they are used."""
        return (self.aside(copy) for copy in range(1, _TRIES))

    def _with(self, note: str) -> str:
        paper = self.paper
        return paper_file_name(paper.school_year, paper.title, paper.school_name, paper.mark, note)

    @property
    def _turn(self) -> str:
        return "" if self.turn == 1 else str(self.turn)


def choose_name(paper: DuePaper, claimed: Mapping[str, PaperKey | None]) -> FileName:
    """The name of a paper's file: the first that is not claimed by another one.

    ``claimed`` holds folded names: a share of Windows does not tell capitals apart.
    """
    for turn in range(1, _TRIES):
        name = FileName(paper, turn)
        if claimed.get(name.plain.casefold(), paper.key) == paper.key:
            return name
    raise DiskProblem("exists")


def look(path: Path, registered: Registered | None) -> Standing:
    """What stands at ``path``; ``registered`` is what we last wrote there. Raises DiskProblem.

    Reads the file only when its size is what we wrote and its time is not.
    """
    with disk_problems(path):
        try:
            found = path.lstat()
        except (FileNotFoundError, NotADirectoryError):
            return Standing.NOTHING
        if registered is None or not stat.S_ISREG(found.st_mode) or found.st_size != registered.size:
            return Standing.FOREIGN
        if found.st_mtime_ns == registered.modified_ns:
            return Standing.OURS
        same = hashlib.sha256(path.read_bytes()).hexdigest() == registered.sha256
        return Standing.OURS if same else Standing.FOREIGN


def holds(path: Path, data: bytes) -> bool:
    """Whether exactly these bytes stand there already: our own, of a write that was cut off. DiskProblem."""
    with disk_problems(path):
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode) or found.st_size != len(data):
            return False
        return path.read_bytes() == data


def register(paper: DuePaper, path: Path, data: bytes, made_at: str, *, settled: bool) -> Registered:
    """The line of the register for a file that was just written. Raises DiskProblem."""
    with disk_problems(path):
        found = path.lstat()
    return Registered(
        key=paper.key,
        file_name=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=found.st_size,
        modified_ns=found.st_mtime_ns,
        content=paper.content,
        made_at=made_at,
        settled=settled,
    )


@dataclass(frozen=True)
class Place:
    """Where ours goes. ``outcome`` is what that means; UNCHANGED: it stands there already, register it."""

    file_name: str
    outcome: Written


class ReportFolder:
    """The folder: whether it is there, how each file in it stands, and where ours may be written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen = False  # it was there in this session: gone is then a problem, not a beginning

    def ready(self) -> None:
        """Make the folder when it is asked for the first time; DiskProblem("missing") when it went away."""
        if not self.path.is_dir():
            if self._seen:
                raise DiskProblem("missing", self.path)
            try:
                make_folder(self.path)
            except FileExistsError:  # a file stands where the folder should be
                raise DiskProblem("missing", self.path) from None
            except OSError as error:
                raise disk_problem(error, self.path) from None
        self._seen = True

    def state(self, due: Due, name: FileName) -> DocumentState:
        """How the file of a paper stands. Raises DiskProblem."""
        kept = due.registered
        if kept is None:
            return DocumentState.MISSING
        standing = look(self.path / kept.file_name, kept)
        if standing is Standing.NOTHING:
            return DocumentState.MISSING
        if standing is Standing.FOREIGN or (self._stands_aside(kept, name) and not due.settled):
            return DocumentState.FOREIGN
        return DocumentState.CURRENT if self._says_it(due, name) else DocumentState.OUTDATED

    def changed_at(self, due: Due, name: FileName) -> str:
        """When another changed the file of this paper, as local ISO to the second. Raises DiskProblem."""
        kept = due.registered
        ours = kept.file_name if kept is not None else name.plain
        theirs = ours if look(self.path / ours, kept) is Standing.FOREIGN else name.plain
        with disk_problems(self.path / theirs):
            moment = datetime.fromtimestamp((self.path / theirs).lstat().st_mtime, UTC)
        return local_now(lambda: moment).replace(tzinfo=None).isoformat(timespec="seconds")

    def is_right(self, due: Due, name: FileName) -> bool:
        """Whether nothing is to be done: our file, untouched, with the content of now. Raises DiskProblem."""
        kept = due.registered
        return (
            kept is not None
            and self._says_it(due, name)
            and look(self.path / kept.file_name, kept) is Standing.OURS
        )

    def is_foreign(self, due: Due, name: FileName) -> bool:
        """Whether another's file stands under the name of ours. Raises DiskProblem."""
        return look(self.path / name.plain, _of(due, name.plain)) is Standing.FOREIGN

    def place(self, due: Due, name: FileName, pdf: bytes) -> Place:
        """Where ours may stand: under its own name, or once beside another's file. Raises DiskProblem.

        FAILED when another changed our second file too: the user chooses then.
        """
        if not self.is_foreign(due, name):
            return Place(name.plain, Written.WRITTEN)
        if holds(self.path / name.plain, pdf):  # ours, of a write cut off before it was registered
            return Place(name.plain, Written.UNCHANGED)
        kept = due.registered
        tracked = kept is not None and kept.file_name in name.asides()
        aside = kept.file_name if kept is not None and tracked else name.aside()
        if look(self.path / aside, _of(due, aside)) is not Standing.FOREIGN:
            return Place(aside, Written.WRITTEN if tracked else Written.KEPT_BOTH)
        return Place(aside, Written.UNCHANGED if holds(self.path / aside, pdf) else Written.FAILED)

    def free_aside(self, due: Due, name: FileName) -> str:
        """A name beside another's file where nothing, or ours, stands. Raises DiskProblem."""
        for aside in name.asides():
            if look(self.path / aside, _of(due, aside)) is not Standing.FOREIGN:
                return aside
        raise DiskProblem("exists", self.path)

    def remove_ours(self, registered: Registered, in_use: Iterable[str]) -> None:
        """Take away our own file under an old name; another's stays where it is. Raises DiskProblem.

        A file of a name ``in_use`` stays: on Windows it is the same file when only capitals differ.
        """
        path = self.path / registered.file_name
        if look(path, registered) is not Standing.OURS:
            return
        with disk_problems(path):
            if not any(_same_file(path, self.path / name) for name in in_use):
                path.unlink(missing_ok=True)

    def _says_it(self, due: Due, name: FileName) -> bool:
        """Whether what we wrote last is what the paper says now, under the name it has now."""
        kept = due.registered
        return (
            kept is not None
            and kept.content == due.paper.content
            and (kept.file_name == name.plain or self._stands_aside(kept, name))
        )

    def _stands_aside(self, kept: Registered, name: FileName) -> bool:
        """Whether ours stands beside another's file that has our name."""
        if kept.file_name == name.plain or kept.file_name not in name.asides():
            return False
        return look(self.path / name.plain, None) is not Standing.NOTHING


def _same_file(one: Path, other: Path) -> bool:
    return other.exists() and one.samefile(other)


def _of(due: Due, file_name: str) -> Registered | None:
    """What we last wrote under this name; Windows finds it under other capitals too."""
    kept = due.registered
    return kept if kept is not None and kept.file_name.casefold() == file_name.casefold() else None
