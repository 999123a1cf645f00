"""How a case gets into the vault: what is refused, and what another window saved first.

Nothing typed is lost: what was typed while the worker stored stays on the screen, and the case as another
window saved it is read with what was typed here put on top (F38).
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, Qt, Signal

from jeugdhulp_desktop.domain.cases import CaseDraft
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotValid, WorldError
from jeugdhulp_desktop.ui.cases.facts import CaseContents, load_contents, with_changes
from jeugdhulp_desktop.ui.pages import Page
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.widgets.messages import Act, Message

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session
    from jeugdhulp_desktop.ui.cases.case_page import CaseEditor


class CaseKeeping(QObject):
    """Saves the draft of one editor; ``busy`` while the worker stores it."""

    stored = Signal(int)

    def __init__(self, editor: "CaseEditor", page: Page, session: "Session") -> None:
        super().__init__(editor)
        self._editor, self._page, self._session = editor, page, session
        self.busy = False

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Ctrl+S: keep the case; afterwards do what was asked."""
        if self.busy:
            return
        if not self._editor.form.edited() and self._editor.case_id is not None:
            if then is not None:
                then()
            return
        if not self._editor.form.validate():
            self._editor.show_fields()
            return
        self.busy = True
        draft, session = self._editor.form.draft(), self._session

        def job() -> CaseContents:
            return load_contents(session, session.cases.save(draft))

        def kept(contents: CaseContents) -> None:
            self._kept(draft, contents)
            if then is not None:
                then()

        self._page.run(job, kept, self._refused)

    def _kept(self, sent: CaseDraft, contents: CaseContents) -> None:
        self.busy = False
        self._editor.messages.remove("case")
        typed = self._editor.form.draft()
        self._editor.show_contents(contents)
        stored = contents.view.draft
        self._editor.load(stored)
        if typed != sent:  # typed on while the worker stored: what is on the screen is newer
            self._editor.form.fill(with_changes(stored, sent, typed))
        self._editor.show_edited()
        if stored.id is not None:
            self.stored.emit(stored.id)

    def _refused(self, error: WorldError) -> None:
        self.busy = False
        if isinstance(error, NotValid):
            self._editor.form.show_problems(error.problems)
            self._editor.show_fields()
            self._editor.form.focus_field(error.problems[0].field)
        if isinstance(error, ChangedElsewhere):
            self.tell_changed()
            return
        self._editor.messages.add(Message(sentence(error), "bad", key="case"))

    def tell(self, error: WorldError) -> None:
        """What went wrong in the world, above the fields."""
        self._editor.messages.add(Message(sentence(error), "warn", key="case"))

    def tell_changed(self) -> None:
        """Another window saved this case first (F38)."""
        text = (
            "Deze casus is intussen in een ander venster veranderd. "
            "Er is niets overschreven, je tekst staat er nog."
        )
        act = Act("Nieuwste lezen", self._read_newest)
        self._editor.messages.add(Message(text, "bad", acts=(act,), key="case", closable=False))

    def _read_newest(self) -> None:
        """The case as another window saved it, with what was typed here put on top, to look over and save."""
        loaded, typed = self._editor.loaded, self._editor.form.draft()
        case_id, session = self._editor.case_id, self._session
        if case_id is None:
            return

        def show(contents: CaseContents) -> None:
            self._editor.show_contents(contents)
            newest = contents.view.draft
            self._editor.load(newest)
            self._editor.form.fill(with_changes(newest, loaded, typed))
            text = "Wat jij veranderde staat weer in de velden. Kijk het na en kies Bewaren."
            self._editor.messages.add(Message(text, "warn", key="case"))
            self._editor.header.set_beside("nog niet bewaard")

        self._page.run(lambda: load_contents(session, case_id), show, self.tell)

    def save_now(self) -> bool:
        """Save and wait for the worker, since the page or the whole vault closes next."""
        loop = QEventLoop(self)
        done: list[bool] = []

        def finished(_task: object = None) -> None:
            if not self.busy:
                loop.quit()

        self.save(then=lambda: done.append(True))
        self._page.context.tasks.finished.connect(finished, Qt.ConnectionType.QueuedConnection)
        if self.busy:
            loop.exec()
        self._page.context.tasks.finished.disconnect(finished)
        return bool(done)
