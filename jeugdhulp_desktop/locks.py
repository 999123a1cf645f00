"""A lock of the system on an open file: it goes with the process that holds it, however that ends."""

import os
import sys

_LOCKED_BYTE = 1 << 20  # far behind any text: Windows forbids others to read a byte that is locked


class NoLocks(Exception):
    """The folder's file system knows no locks."""


def lock_byte(descriptor: int) -> bool:
    """Take the lock of the operating system; False when another holds it, NoLocks where there are none."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        except OSError as error:
            raise NoLocks from error
    else:
        import fcntl

        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            raise NoLocks from error
    return True
