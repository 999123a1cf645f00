"""What the operating system can do to keep memory and files of the process private.

Called once, first thing. Where a measure does not exist or is refused it is left out: none of them is worth a
program that does not start.
"""

import os
import sys
from typing import Any

_PR_SET_DUMPABLE = 4  # linux/prctl.h
_SEM_FAILCRITICALERRORS, _SEM_NOGPFAULTERRORBOX = 0x0001, 0x0002  # SetErrorMode
_WER_FAULT_REPORTING_FLAG_NOHEAP = 1  # WerSetFlags: a crash report leaves the heap out
_IMAGE_LOAD_POLICY = 10  # ProcessImageLoadPolicy of SetProcessMitigationPolicy
_NO_LOW_LABEL, _PREFER_SYSTEM32 = 0x2, 0x4

# What each platform can do; "umask" says nothing on Windows, where a new file takes the rights of its folder.
MEASURES = {
    "linux": ("umask", "no-core-dumps", "not-dumpable"),
    "darwin": ("umask", "no-core-dumps"),
    "win32": ("quiet-crashes", "own-libraries"),
}
_taken: list[str] = []


def harden_process(platform: str = sys.platform) -> tuple[str, ...]:
    """Takes the measures of this platform and returns the names of those that were taken.

    umask 077 (new files for this user only), no core dumps, and on Linux no reading of our memory by other
    processes of the same user. On Windows no memory in crash reports, and no library out of the folder of
    the moment or of a program without rights, such as a browser's. Child processes inherit umask and limit.
    The Windows branch has been exercised with a stand-in for kernel32 only.
    """
    os.umask(0o077)
    taken = ["umask"]
    if _no_core_dumps():
        taken.append("no-core-dumps")
    if platform == "linux" and _not_dumpable(_library()):
        taken.append("not-dumpable")
    if platform == "win32" and _quiet_crashes(_kernel32()):
        taken.append("quiet-crashes")
    if platform == "win32" and _own_libraries(_kernel32()):
        taken.append("own-libraries")
    _taken[:] = taken
    return tuple(taken)


def measures(platform: str = sys.platform) -> dict[str, bool]:
    """What this platform can do, and whether it holds for this process."""
    return {name: name in _taken for name in MEASURES.get(platform, ("umask",))}


def _no_core_dumps() -> bool:
    """A core dump would put keys and texts on the disk, in the clear."""
    try:
        import resource
    except ImportError:
        return False
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):
        return False
    return True


def _not_dumpable(library: Any) -> bool:
    """Keeps other processes of the same user from attaching to this one."""
    try:
        return bool(library.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)
    except AttributeError:
        return False


def _quiet_crashes(kernel32: Any) -> bool:
    """Windows Error Reporting would otherwise send pieces of our memory to its makers."""
    try:
        kernel32.SetErrorMode(_SEM_FAILCRITICALERRORS | _SEM_NOGPFAULTERRORBOX)
        return bool(kernel32.WerSetFlags(_WER_FAULT_REPORTING_FLAG_NOHEAP) == 0)
    except AttributeError:
        return False


def _own_libraries(kernel32: Any) -> bool:
    """A library beside a document that was opened must never become part of this program."""
    try:
        done = bool(kernel32.SetDllDirectoryW(""))
        policy = (_NO_LOW_LABEL | _PREFER_SYSTEM32).to_bytes(4, "little")
        return bool(kernel32.SetProcessMitigationPolicy(_IMAGE_LOAD_POLICY, policy, 4)) and done
    except AttributeError:
        return False


def _library() -> Any:
    """The C library of this process, or None without ctypes."""
    ctypes = _ctypes()
    return ctypes and ctypes.CDLL(None)


def _kernel32() -> Any:
    """Windows' kernel32, or None elsewhere."""
    return getattr(getattr(_ctypes(), "windll", None), "kernel32", None)


def _ctypes() -> Any:
    """A Python built without libffi has none."""
    try:
        import ctypes
    except ImportError:
        return None
    return ctypes
