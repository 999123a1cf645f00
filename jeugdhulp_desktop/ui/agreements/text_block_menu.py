"""The school's own text blocks, at every larger text: put one in, keep this text as one, change or delete."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget
from shiboken6 import isValid

from jeugdhulp_desktop.domain.drafts import KeptDraft
from jeugdhulp_desktop.domain.problems import Problem, problem
from jeugdhulp_desktop.domain.text_blocks import TextBlock
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.pages import Page
from jeugdhulp_desktop.ui.typed_fields import ABOUT, keep_dialog
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.fields import TextArea, TextField
from jeugdhulp_desktop.ui.widgets.form import Form, FormRow
from jeugdhulp_desktop.ui.widgets.labels import Hairline, label
from jeugdhulp_desktop.ui.widgets.panel import clear_layout

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

MOST_IN_MENU = 15  # blocks; the rest is in the list behind "Alle tekstblokken"
LONGEST_TITLE = 80
TEXT_BLOCK = "text-block"  # name of the dialog in the drafts of the vault


class TextBlocks(QObject):
    """The blocks of this vault as the editor knows them; every change goes through the worker.

    ``under`` says which record the editor shows, so that a half-typed block can be opened above it again.
    """

    def __init__(
        self,
        page: Page,
        session: "Session",
        blocks: Sequence[TextBlock],
        parent: QObject,
        under: Callable[[], Mapping[str, int | None]] = dict,
    ) -> None:
        super().__init__(parent)
        self._under = under
        self._page, self._session = page, session
        self.blocks = tuple(blocks)
        self._listeners: list[Callable[[], object]] = []

    def button(self, path: str, area: TextArea, words: str) -> Button:
        """The small button at a text field."""
        button = Button("Tekstblok", kind="link")
        button.setProperty("small_link", True)
        button.setAccessibleName(f"Tekstblok voor {words}")
        button.setToolTip("Een eigen tekst invoegen of bewaren")
        button.setProperty("edits", True)
        button.clicked.connect(lambda _checked=False: self._open_menu(button, path, area))
        return button

    def of_field(self, path: str) -> list[TextBlock]:
        """The blocks for a field: its own first, then the others, each by title."""
        return sorted(self.blocks, key=lambda block: (block.field != path, block.title.casefold()))

    def keep(self, block: TextBlock) -> None:
        """Store a block, new or changed."""
        self._store(lambda: self._session.text_blocks.save(block))

    def delete(self, block: TextBlock) -> None:
        """Take a block away; agreements in which it was put keep their text."""
        if block.id is not None:
            block_id = block.id
            self._store(lambda: self._session.text_blocks.delete(block_id))

    def _store(self, work: Callable[[], object]) -> None:
        service = self._session.text_blocks

        def job() -> list[TextBlock]:
            work()
            return service.blocks()

        self._page.run(job, self._changed)

    def _changed(self, blocks: Sequence[TextBlock]) -> None:
        self.blocks = tuple(blocks)
        self._page.saved.emit()
        for listener in list(self._listeners):
            listener()

    def _open_menu(self, button: Button, path: str, area: TextArea) -> None:
        menu = self.menu(button, path, area)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def menu(self, parent: QWidget, path: str, area: TextArea) -> QMenu:
        """What can be done with blocks at this field."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for block in self.of_field(path)[:MOST_IN_MENU]:
            action = menu.addAction(_as_action(block.title))
            action.setToolTip(block.text[:300])
            action.triggered.connect(partial(insert, area, block.text))
        if self.blocks:
            menu.addSeparator()
        keep = menu.addAction("Deze tekst bewaren als tekstblok")
        keep.setEnabled(bool(area.value()))
        keep.triggered.connect(lambda: self.ask_to_keep(parent, TextBlock(field=path, text=area.value())))
        if self.blocks:
            menu.addAction("Tekstblokken veranderen").triggered.connect(lambda: self.manage(parent))
        return menu

    def ask_to_keep(self, parent: QWidget, block: TextBlock) -> None:
        """Ask a title (and the text, to look it over), and store it."""
        dialog = BlockDialog(parent, block)
        about = {**self._under(), "field": block.field, "text": block.text}
        keep_dialog(self._page.context.drafts, dialog, TEXT_BLOCK, block.id, about=about)
        if dialogs.run_form(dialog):
            self.keep(dialog.value())

    def open_again(self, parent: QWidget, draft: KeptDraft) -> None:
        """The block that was being typed."""
        about = draft.content[ABOUT]
        new = TextBlock(field=str(about["field"]), text=str(about["text"]))
        known = next((each for each in self.blocks if each.id == draft.record_id), new)
        if draft.record_id is None or known.id is not None:
            self.ask_to_keep(parent, known)

    def manage(self, parent: QWidget) -> None:
        """Change or delete blocks."""
        dialog = BlocksDialog(parent, self)
        self._listeners.append(dialog.show_blocks)
        dialogs.run_form(dialog)
        self._listeners.remove(dialog.show_blocks)


def _as_action(title: str) -> str:
    return title.replace("&", "&&")


def insert(area: TextArea, text: str, _checked: bool = False) -> None:
    """Put a text in a field: in place of nothing, else on a line of its own after the cursor's."""
    if not isValid(area):
        return
    cursor = area.textCursor()
    if area.value():
        cursor.movePosition(cursor.MoveOperation.EndOfBlock)
        cursor.insertText("\n" + text)
    else:
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text)
    area.setTextCursor(cursor)
    area.setFocus(Qt.FocusReason.OtherFocusReason)


def put_beside_label(row: FormRow, button: QWidget) -> None:
    """Place a small button at the right of the label of a form row."""
    layout = row.layout()
    if not isinstance(layout, QVBoxLayout):
        return
    line = QHBoxLayout()
    line.setSpacing(8)
    layout.removeWidget(row.label)
    line.addWidget(row.label, 1)
    line.addWidget(button)
    layout.insertLayout(0, line)


class BlockDialog(dialogs.FormDialog):
    """Title and text of one block."""

    def __init__(self, parent: QWidget | None, block: TextBlock) -> None:
        super().__init__(parent, "Tekstblok veranderen" if block.id else "Tekstblok bewaren")
        self._block = block
        form = self.form = Form()
        self.title = form.add("title", "&Naam van het blok", TextField(longest=LONGEST_TITLE))
        self.text = form.add("text", "&Tekst", TextArea(lines=4))
        form.set_values({"title": block.title, "text": block.text})
        form.validator = self._problems
        self.content.addWidget(form)
        words = (
            "Zet er geen namen van leerlingen in: een tekstblok komt in elke afspraak waar je het invoegt."
        )
        self.content.addWidget(label(words, "caption", "text2", wrap=True))
        self.title.setFocus()

    def value(self) -> TextBlock:
        """The block as filled in."""
        return replace(self._block, title=self.title.value(), text=self.text.value())

    def _problems(self) -> list[Problem]:
        empty = [name for name in ("title", "text") if not self.form.values()[name]]
        return [problem(name, "required") for name in empty]

    def check(self) -> bool:
        return self.form.validate()


class BlocksDialog(dialogs.FormDialog):
    """All blocks, each with "Veranderen" and "Verwijderen"."""

    def __init__(self, parent: QWidget | None, blocks: TextBlocks) -> None:
        super().__init__(parent, "Tekstblokken", "Sluiten", cancel="")
        self._blocks = blocks
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.content.addLayout(self._lines)
        self.show_blocks()

    def show_blocks(self) -> None:
        """Show the blocks as they are now."""
        clear_layout(self._lines)
        if not self._blocks.blocks:
            self._lines.addWidget(label("Er zijn geen tekstblokken meer.", tone="text2"))
        for at, block in enumerate(sorted(self._blocks.blocks, key=lambda each: each.title.casefold())):
            if at:
                self._lines.addWidget(Hairline())
            self._lines.addWidget(self._line(block))

    def _line(self, block: TextBlock) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(block.title, "strong", wrap=True))
        start = " ".join(block.text.split())
        words.addWidget(label(start[:120] + ("…" if len(start) > 120 else ""), "caption", "text2", wrap=True))
        row.addLayout(words, 1)
        change = Button("Veranderen", kind="plain")
        change.clicked.connect(lambda _checked=False: self._blocks.ask_to_keep(self, block))
        delete = Button("Verwijderen", kind="plain")
        delete.clicked.connect(lambda _checked=False: self._delete(block))
        for button in (change, delete):
            button.setAccessibleName(f"{button.text()}: {block.title}")
            row.addWidget(button)
        return line

    def _delete(self, block: TextBlock) -> None:
        consequence = "Wat ermee in afspraken is ingevoegd, blijft daar staan."
        if dialogs.confirm_delete(self, f"Tekstblok '{block.title}'", consequence, undoable=True):
            self._blocks.delete(block)
