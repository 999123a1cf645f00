"""The recovery code on the screen: eight numbered groups, print or copy, and two groups typed back.

The code is never written to a file: it goes from memory to the screen, the printer or the clipboard, and the
clipboard is cleared after half a minute if it is still ours (faults.md "Herstelblad").
"""

import secrets
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QGuiApplication, QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.security.recovery_code import RecoveryCode, tidy_group
from jeugdhulp_desktop.ui import icons
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.fields import TextField
from jeugdhulp_desktop.ui.widgets.form import FormRow
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import Panel, Soft, clear_layout

CLEAR_AFTER = 30_000  # milliseconds
GROUP_LENGTH = 4


class RecoveryCodePanel(QWidget):
    """Shows a code and asks two groups of it back. ``confirmed`` once both are right."""

    confirmed = Signal()
    progress = Signal(str)  # why one cannot go on yet; empty when one can
    print_asked = Signal(object)  # RecoveryCode

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code: RecoveryCode | None = None
        self._asked: tuple[int, ...] = ()
        self._copied = ""
        self._reason = ""
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(18)
        warning = Soft("warn_soft", margin=16)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(icons.IconLabel("archive-lock-outline", 18, "warn"), 0, Qt.AlignmentFlag.AlignTop)
        words = (
            "Print de code of schrijf hem over, en leg hem in de kluis of afgesloten kast van de school. "
            "Niet naast deze computer."
        )
        row.addWidget(TextBlock(words), 1)
        warning.body.addLayout(row)
        whole.addWidget(warning)
        self._panel = Panel()
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self._panel.body.addLayout(self._grid)
        actions = QHBoxLayout()
        actions.setSpacing(8)
        self.print_button = Button("&Afdrukken", "printer-outline")
        self.copy_button = Button("&Kopiëren", "content-copy")
        self.clipboard_note = label("Het klembord wordt na 30 seconden gewist.", "caption", "text2")
        actions.addWidget(self.print_button)
        actions.addWidget(self.copy_button)
        actions.addWidget(self.clipboard_note, 1)
        self._panel.body.addLayout(actions)
        whole.addWidget(self._panel)
        check = QVBoxLayout()
        check.setSpacing(4)
        check.addWidget(label("Controle: typ twee groepen over van je papier", "section"))
        self._explained = label("", tone="text2", wrap=True)
        check.addWidget(self._explained)
        whole.addLayout(check)
        self._fields = QHBoxLayout()
        self._fields.setSpacing(16)
        whole.addLayout(self._fields)
        whole.addStretch(1)
        self.rows: list[FormRow] = []
        self._clear = QTimer(self)
        self._clear.setSingleShot(True)
        self._clear.setInterval(CLEAR_AFTER)
        self._clear.timeout.connect(self.clear_clipboard)
        self.copy_button.clicked.connect(self._copy)
        self.print_button.clicked.connect(self._print)

    def show_code(self, code: RecoveryCode, asked: Sequence[int] = ()) -> None:
        """Show a code; ``asked`` are the 0-based groups to type back (two at random by default)."""
        self._code = code
        chosen = asked or secrets.SystemRandom().sample(range(len(code.groups)), 2)
        self._asked = tuple(sorted(chosen))
        first, second = (number + 1 for number in self._asked)
        self._explained.setText(
            f"Groep {first} en {second} verdwijnen zodra je typt. Zo weet je zeker dat je papier klopt."
        )
        self._fill_grid(hidden=False)
        self._make_fields()
        self._tell()

    @property
    def code(self) -> RecoveryCode | None:
        """The code that is shown."""
        return self._code

    @property
    def reason(self) -> str:
        """Why one cannot go on yet, as it was told last."""
        return self._reason

    @property
    def complete(self) -> bool:
        """Whether both groups were typed back rightly."""
        return bool(self.rows) and all(self._right(index) for index in range(len(self.rows)))

    def clear_clipboard(self) -> None:
        """Empty the clipboard when what is in it is still this code."""
        board = QGuiApplication.clipboard()
        if self._copied and board.text() == self._copied:
            board.clear()
        self._copied = ""

    def forget(self) -> None:
        """Drop the code from the screen, as when the page is left."""
        self.clear_clipboard()
        self._code = None
        self._empty_grid()

    def _empty_grid(self) -> None:
        clear_layout(self._grid)

    def _fill_grid(self, *, hidden: bool) -> None:
        """The groups; those asked are masked from the first letter typed back on."""
        self._empty_grid()
        code = self._code
        if code is None:
            return
        for index, group in enumerate(code.groups):
            masked = hidden and index in self._asked
            box = Soft("neutral_soft")
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(label(str(index + 1), "caption", "text2"))
            letters = label("••••" if masked else group, "code")
            letters.setAccessibleName(f"Groep {index + 1}: {'verborgen' if masked else ' '.join(group)}")
            row.addWidget(letters, 1)
            if masked:
                row.addWidget(icons.IconLabel("eye-off-outline", 16, "text2"))
            box.body.addLayout(row)
            box.setMinimumHeight(theme().px(52))
            self._grid.addWidget(box, index // 4, index % 4)

    def _make_fields(self) -> None:
        while item := self._fields.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        self.rows = []
        before: QWidget = self.copy_button
        for number in self._asked:
            field = TextField(longest=12)
            row = FormRow(f"group{number + 1}", f"Groep &{number + 1}", field)
            row.setFixedWidth(theme().px(260))
            field.changed.connect(self._typed)
            self.rows.append(row)
            self._fields.addWidget(row, 0, Qt.AlignmentFlag.AlignTop)
            QWidget.setTabOrder(before, field)  # what stands below the code was made earlier
            before = field
        self._fields.addStretch(1)

    def _typed(self) -> None:
        self._fill_grid(hidden=True)
        self._tell()
        if self.complete:
            self.confirmed.emit()

    def _tell(self) -> None:
        reason = ""
        for index, row in enumerate(self.rows):
            number, typed = self._asked[index] + 1, tidy_group(row.field.text())  # type: ignore[attr-defined]
            missing = GROUP_LENGTH - len(typed)
            if self._right(index):
                row.set_note("Klopt", "ok")
            elif not typed:
                row.set_note("")
                reason = reason or f"Typ eerst groep {number} over om verder te gaan."
            elif missing > 0:
                row.set_note(f"Nog {missing} teken{'' if missing == 1 else 's'}", "text2")
                reason = reason or f"Typ eerst groep {number} af om verder te gaan."
            else:
                row.set_note(f"Groep {number} klopt nog niet. Vergelijk de letters met je papier.")
                reason = reason or f"Groep {number} klopt nog niet."
        self._reason = reason
        self.progress.emit(reason)

    def _right(self, index: int) -> bool:
        if self._code is None:
            return False
        typed = tidy_group(self.rows[index].field.text())  # type: ignore[attr-defined]
        return secrets.compare_digest(typed, self._code.groups[self._asked[index]])

    def _copy(self) -> None:
        if self._code is None:
            return
        self._copied = self._code.text
        QGuiApplication.clipboard().setText(self._copied)
        self._clear.start()
        self.clipboard_note.setText("Gekopieerd. Het klembord wordt na 30 seconden gewist.")

    def _print(self) -> None:
        if self._code is not None:
            self.print_asked.emit(self._code)


def print_recovery_sheet(parent: QWidget | None, vault_name: str, code: RecoveryCode) -> None:
    """To the printer that the user chooses; nothing when none is chosen."""
    from jeugdhulp_desktop.ui.printing import ask_printer, print_page

    printer = ask_printer(parent, "Herstelblad")
    if printer is not None:
        print_page(printer, lambda painter, page: paint_recovery_sheet(painter, page, vault_name, code))


def paint_recovery_sheet(painter: QPainter, page: QRectF, vault_name: str, code: RecoveryCode) -> None:
    """Draw the sheet for the safe on a page, in points; from memory, never through a file."""
    unit = page.width() / 480
    left, top, wide = page.left(), page.top(), page.width()

    def write(text: str, y: float, size: float, *, bold: bool = False) -> None:
        font = QFont(painter.font())
        font.setPixelSize(max(1, round(size * unit)))
        font.setBold(bold)
        painter.setFont(font)
        box = QRectF(left, top + y * unit, wide, page.height() - y * unit)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap), text)

    write("Herstelcode", 20, 26, bold=True)
    write(f"van de kluis {vault_name} in Jeugdhulp Desktop", 60, 13)
    font = theme().font("code")
    font.setPixelSize(max(1, round(22 * unit)))
    for index, group in enumerate(code.groups):
        painter.setFont(font)
        column, line = index % 4, index // 4
        box = QRectF(left + column * wide / 4, top + (110 + line * 56) * unit, wide / 4, 40 * unit)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), group)
        write_number(painter, box, index + 1, unit)
    write(
        "Met deze code open je de kluis als het wachtwoord kwijt is. Bewaar dit blad in de kluis of de "
        "afgesloten kast van de school, niet naast de computer. Wie dit blad én de computer heeft, kan alles "
        "lezen.\n\nMaak je een nieuwe herstelcode, vernietig dan dit blad.",
        250,
        13,
    )


def write_number(painter: QPainter, box: QRectF, number: int, unit: float) -> None:
    """The small number above a group, so that one sees which is meant."""
    font = QFont(painter.font())
    font.setPixelSize(max(1, round(9 * unit)))
    font.setBold(False)
    painter.setFont(font)
    above = QRectF(box.left(), box.top() - 8 * unit, box.width(), 12 * unit)
    painter.drawText(above, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), str(number))
