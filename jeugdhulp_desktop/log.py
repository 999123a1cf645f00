"""A log that a stranger may read: what went wrong and where in our code, never about whom.

Names, texts, paths and passphrases travel in messages, arguments and local variables, so none of these are
written (F60). A line of our own holds its constant sentence, with only numbers, flags and enum values filled
in; a line of a library holds level and place only; an exception is its type and the lines of our own files it
passed. That a sentence of our own is constant, and never glued from pieces, is seen to by ruff's rules G.
"""

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from traceback import walk_tb
from types import TracebackType

OURS = __package__
PACKAGE_FOLDER = Path(__file__).resolve().parent
FILE_NAME = "jeugdhulp.log"
BYTES_A_FILE = 256 * 1024
OLD_FILES = 3

_TELLS_NOTHING = (int, float, Enum)  # kinds of argument that cannot hold a name or a text

_logger = logging.getLogger(__name__)


def start_log(folder: Path) -> Callable[[], None]:
    """Writes everything from level INFO to ``folder`` from now on, and unexpected errors of any thread too.

    Gives back what ends it. A folder that cannot be written leaves the program without a log, not without a
    start; the unexpected is then forgotten.
    """
    earlier = sys.excepthook, threading.excepthook
    sys.excepthook, threading.excepthook = _unexpected, _unexpected_in_thread
    root = logging.getLogger()
    handler = _open_handler(folder)
    root.addHandler(handler)
    root.setLevel(logging.INFO)

    def end() -> None:
        root.removeHandler(handler)
        handler.close()
        sys.excepthook, threading.excepthook = earlier

    return end


def read_log(folder: Path) -> str:
    """Everything that is in the log, the oldest line first: what somebody would send. Empty without a log."""
    newest = folder / FILE_NAME
    files = [*(older_file(newest, number) for number in range(OLD_FILES, 0, -1)), newest]
    texts = []
    for file in files:
        try:
            texts.append(file.read_text(encoding="utf-8", errors="replace"))
        except OSError:
            continue
    return "".join(texts)


def log_unexpected(error: BaseException) -> None:
    """Logs what nobody expected; the window shows ``describe_error`` of the same error."""
    _logger.error("unexpected", exc_info=(type(error), error, error.__traceback__))


def describe_error(error: BaseException) -> str:
    """Type and our own frames of ``error`` and of what caused it: safe to show, copy and send."""
    lines = []
    for number, each in enumerate(_chain(error)):
        lines.append(("caused by " if number else "") + _type_name(type(each)))
        lines += [f"  {place}" for place in _own_places(each.__traceback__)]
    return "\n".join(lines)


class QuietHandler(logging.FileHandler):
    """A file of about BYTES_A_FILE and OLD_FILES older ones; on a full disk rather no line than a crash.

    Not the rotating handler of the standard library: its module imports socket, pickle and queue, which costs
    a tenth of the start and has no business in a program without a network.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Writes a record; a file that is full by now becomes an older one."""
        super().emit(record)
        if self.stream is not None and self.stream.tell() >= BYTES_A_FILE:
            self.stream.close()
            self.stream = None  # the next record opens a new file
            self._turn_over()

    def handleError(self, record: logging.LogRecord) -> None:
        """Says nothing: standard error is no place for a log line either."""

    def _turn_over(self) -> None:
        file = Path(self.baseFilename)
        try:
            for number in range(OLD_FILES, 0, -1):
                newer = older_file(file, number - 1) if number > 1 else file
                if newer.exists():
                    newer.replace(older_file(file, number))
        except OSError:  # somebody reads it (Windows): go on in the file that is there
            return


def older_file(file: Path, number: int) -> Path:
    """The name of a log that is full: number 1 is the newest of them."""
    return file.with_name(f"{file.name}.{number}")


def _open_handler(folder: Path) -> logging.Handler:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = QuietHandler(folder / FILE_NAME, encoding="utf-8")
    except OSError:
        return logging.NullHandler()
    handler.setFormatter(QuietFormatter())
    return handler


class QuietFormatter(logging.Formatter):
    """Formats a record without anything that came from outside the program's own source."""

    def format(self, record: logging.LogRecord) -> str:
        """One line of time, level, logger and place; below it the error, if there is one."""
        head = f"{self.formatTime(record)} {record.levelname} {record.name} "
        ours = record.name == OURS or record.name.startswith(f"{OURS}.")
        line = head + (_sentence(record) if ours else f"{record.module}:{record.lineno}")
        error = record.exc_info[1] if record.exc_info else None
        return line if error is None else f"{line}\n{describe_error(error)}"


def _sentence(record: logging.LogRecord) -> str:
    """The constant sentence of our own code, with the arguments that can hold no text of a pupil."""
    given = record.args or ()
    if not isinstance(record.msg, str) or not isinstance(given, tuple):
        return f"{record.module}:{record.lineno}"
    shown = tuple(each if isinstance(each, _TELLS_NOTHING) else f"<{type(each).__name__}>" for each in given)
    try:
        return record.msg % shown if shown else record.msg
    except (TypeError, ValueError):  # the sentence and its arguments do not fit: that itself is worth a place
        return f"{record.module}:{record.lineno}"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """``error``, then what it came from; a chain that bites its own tail is walked once."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)


def _own_places(traceback: TracebackType | None) -> Iterator[str]:
    """The frames in our own package, as ``storage/engine.py:12 in open_database``."""
    for frame, line in walk_tb(traceback):
        file = Path(frame.f_code.co_filename)
        if file.is_relative_to(PACKAGE_FOLDER):
            yield f"{file.relative_to(PACKAGE_FOLDER).as_posix()}:{line} in {frame.f_code.co_name}"


def _type_name(kind: type[BaseException]) -> str:
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _unexpected(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    _logger.critical("unexpected", exc_info=(kind, error, traceback))


def _unexpected_in_thread(arguments: threading.ExceptHookArgs) -> None:
    if arguments.exc_value is not None:
        _unexpected(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)
