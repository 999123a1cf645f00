"""What was erased before: counted, kept out of backups that are put back, and deleted with old ones."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jeugdhulp_desktop.domain.erasures import ErasedRecord, ErasureKind, HoldingBackup
from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.files import write_whole
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.erasure_words import counted
from jeugdhulp_desktop.ui.erasures.returned import RETURNED, count_words, returned_words
from jeugdhulp_desktop.ui.erasures.words import FOREVER, backup_lines
from jeugdhulp_desktop.ui.privacy.part import Part
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.settings.parts import Line
from jeugdhulp_desktop.ui.widgets.messages import Act, Message, MessageArea
from jeugdhulp_desktop.ui.widgets.panel import Panel

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session


@dataclass(frozen=True)
class Before:
    """The journal, what of it came back, and the backups that still hold it."""

    journal: tuple[ErasedRecord, ...]
    returned: tuple[ErasedRecord, ...]
    held: tuple[HoldingBackup, ...]


def read_before(session: "Session") -> Before:
    """Called on the worker."""
    erasures = session.erasures
    return Before(tuple(erasures.journal()), tuple(erasures.returned()), tuple(erasures.holding()))


class EarlierPanel(Panel):
    """What was erased before, and the old backups that still have it."""

    def __init__(self, delete: Callable[[], object], keep_list: Callable[[], object]) -> None:
        super().__init__("Eerder gewist", spacing=14)
        self.earlier = Line("Wissen wordt onthouden zonder naam", "history", below=True)
        self.keep_list = self.earlier.add_button(
            "Vernietigingslijst bewaren", keep_list, "content-save-outline"
        )
        self.body.addWidget(self.earlier)
        self.backups = Line("Oude back-ups", "database-export-outline", below=True)
        self.delete = self.backups.add_button("Oude back-ups wissen", delete, "delete-outline")
        self.body.addWidget(self.backups)

    def show_earlier(self, cases: int, pupils: int, held: Sequence[HoldingBackup]) -> None:
        """Counts, and how many backups hold something of it."""
        parts = [counted(cases, "casus", "casussen"), counted(pupils, "leerling", "leerlingen")]
        words = "Van wat je wist, blijven alleen het nummer en de dag. "
        if cases or pupils:
            words += (
                f"Tot nu toe: {' en '.join(parts)}. Zet je een oude back-up terug, dan gaat dit ook daar weg."
            )
        else:
            words += "Er is nog niets gewist."
        self.earlier.set(words)
        self.keep_list.setVisible(bool(cases or pupils))
        self.backups.setVisible(bool(held))
        advice = "Je kunt dit ook nu wissen: eerst komt er een nieuwe back-up."
        self.backups.set(f"{backup_lines(held)} {advice}", "alert-outline", "warn")


class ErasedBefore:
    """The panel, and what can be done about what it shows."""

    def __init__(self, part: Part, messages: MessageArea) -> None:
        self._part, self._messages = part, messages
        self.facts: Before | None = None
        self.panel = EarlierPanel(self.delete_backups, self.keep_list)

    def read(self) -> None:
        """Read it again."""
        session = self._part.session
        if session is not None:
            self._part.run(lambda: read_before(session), self._show, latest="before")

    def _show(self, facts: Before) -> None:
        self.facts = facts
        self.panel.show_earlier(*_numbers(facts.journal), facts.held)
        self._messages.remove(RETURNED)
        if facts.returned:
            act = Act("Opnieuw wissen", self.erase_returned, "delete-outline")
            text = returned_words(facts.returned)
            self._messages.add(Message(text, "warn", acts=(act,), key=RETURNED, closable=False))
        else:
            self._part.message_over.emit(RETURNED)

    def erase_returned(self) -> None:
        """Erase what came back, after a question."""
        session, facts, verb = self._part.session, self.facts, "Opnieuw wissen"
        if session is None or facts is None:
            return
        text = f"Dit gaat weer weg, met alles wat erbij hoort: {count_words(facts.returned)}.\n{FOREVER}"
        if dialogs.ask(self._part, verb, text, [verb], default=dialogs.CANCEL, danger=True) == verb:
            self._part.run(
                session.erasures.erase_returned, lambda _count: self._part.saved.emit(), self._failed
            )

    def delete_backups(self) -> None:
        """Delete the backups that still hold what was erased, once a new one is proven."""
        session, facts, verb = self._part.session, self.facts, "Back-ups wissen"
        if session is None or facts is None or not facts.held:
            return
        number = counted(len(facts.held), "oude back-up", "oude back-ups")
        text = (
            "Eerst wordt een nieuwe back-up gemaakt en gecontroleerd. Daarna "
            f"{'gaat' if len(facts.held) == 1 else 'gaan'} {number} weg, ook wat er verder in staat.\n"
            "Dit kun je niet terugdraaien. Back-ups op een stick of een andere schijf blijven."
        )
        title = f"{number[:1].upper()}{number[1:]} wissen"
        if dialogs.ask(self._part, title, text, [verb], default=dialogs.CANCEL, danger=True) == verb:
            self._part.run(session.erasures.delete_holding, self._deleted, self._failed)

    def keep_list(self) -> None:
        """Write the vernietigingslijst where the user wants it; it names nobody."""
        session, context = self._part.session, self._part.context
        if session is None:
            return
        start = Path.home() / f"Vernietigingslijst {context.today().isoformat()}.pdf"
        path = dialogs.choose_save_file(self._part, "Vernietigingslijst bewaren", start, "Pdf (*.pdf)")
        if path is not None:
            sheet = session.erasures.sheet
            self._part.run(lambda: write_whole(path, sheet()), lambda _none: self._kept(path), self._failed)

    def _kept(self, path: Path) -> None:
        text = f"De vernietigingslijst staat in {path.name}. Er staan alleen nummers en dagen in."
        self._part.message.emit(Message(text, "ok", key="erasure"))

    def _deleted(self, count: int) -> None:
        self._part.saved.emit()
        words = counted(count, "oude back-up is", "oude back-ups zijn")
        text = f"Er is een nieuwe back-up. {words} gewist."
        self._part.message.emit(Message(text, "ok", key="erasure"))
        self.read()

    def _failed(self, error: WorldError) -> None:
        self._part.message.emit(Message(sentence(error), "bad", key="erasure"))


def _numbers(lines: Sequence[ErasedRecord]) -> tuple[int, int]:
    cases = sum(line.kind is ErasureKind.CASE for line in lines)
    return cases, len(lines) - cases
