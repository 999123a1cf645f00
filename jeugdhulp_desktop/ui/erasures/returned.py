"""At opening: what was erased and stands in the vault again is told, with a way to erase it."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from jeugdhulp_desktop.domain.erasures import ErasedRecord, ErasureKind
from jeugdhulp_desktop.ui.erasure_words import counted
from jeugdhulp_desktop.ui.widgets.messages import Act, Message

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session
    from jeugdhulp_desktop.ui.main_window import MainWindow
    from jeugdhulp_desktop.ui.tasks import Tasks

RETURNED = "returned"  # key of the message, here and in the window


def returned_words(lines: Sequence[ErasedRecord]) -> str:
    """What came back, and how that can be."""
    return (
        f"Wat je had gewist, staat weer in de kluis: {count_words(lines)}. "
        "Iemand heeft een oud bestand in de map van de kluis gezet."
    )


def count_words(lines: Sequence[ErasedRecord]) -> str:
    """ "1 casus en 1 leerling"; what there is none of is not told."""
    cases = sum(line.kind is ErasureKind.CASE for line in lines)
    parts = [counted(cases, "casus", "casussen")] if cases else []
    if len(lines) > cases:
        parts.append(counted(len(lines) - cases, "leerling", "leerlingen"))
    return " en ".join(parts)


def tell_returned(window: "MainWindow", session: "Session", tasks: "Tasks") -> None:
    """Look on the worker, and tell it until it is settled."""
    tasks.run(window, session.erasures.returned, partial(_show, window))


def _show(window: "MainWindow", lines: Sequence[ErasedRecord]) -> None:
    if lines:
        see = Act("Bekijken", lambda: window.open_page("privacy", ("erasure", None)))
        window.show_message(Message(returned_words(lines), "warn", acts=(see,), key=RETURNED, lasting=True))
