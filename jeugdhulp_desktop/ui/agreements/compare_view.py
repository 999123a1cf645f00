"""Two versions of a school's agreements side by side: choose left and right, walk the differences with F8."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.agreements import AgreementLine
from jeugdhulp_desktop.domain.comparing import Difference, DifferenceKind
from jeugdhulp_desktop.services.agreements.comparing import SideBySide, as_text, news
from jeugdhulp_desktop.ui import clipboard, dialogs
from jeugdhulp_desktop.ui.agreements.compare_rows import DifferenceRow
from jeugdhulp_desktop.ui.agreements.news_dialog import NewsDialog
from jeugdhulp_desktop.ui.widgets.announce import announce
from jeugdhulp_desktop.ui.widgets.buttons import Button, CheckBox, IconButton
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField
from jeugdhulp_desktop.ui.widgets.focus import tab_as_one_reads
from jeugdhulp_desktop.ui.widgets.header import PageHeader
from jeugdhulp_desktop.ui.widgets.labels import label
from jeugdhulp_desktop.ui.widgets.messages import EmptyState, Message
from jeugdhulp_desktop.ui.widgets.panel import Panel, ScrollArea, clear_layout, reveal

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session
    from jeugdhulp_desktop.ui.agreements.page import AgreementsPage


def open_view(page: "AgreementsPage", argument: object) -> None:
    """Lay an agreement (its id) beside what it is best compared with: the paper in force, or last year."""
    session = page.session
    if session is None or not isinstance(argument, int):
        return
    agreements = session.agreements

    def job() -> tuple[int | None, list[AgreementLine]]:
        school_id = agreements.load(argument).school_id
        return agreements.earlier(argument), agreements.comparable(school_id)

    def show(found: tuple[int | None, list[AgreementLine]]) -> None:
        before, lines = found
        page.show_view(CompareView(page, session, lines, (before, argument)))

    page.run(job, show)


def version_words(line: AgreementLine) -> str:
    """ "2026-2027 v2, concept": short, since two of them stand beside one another."""
    status = f", {line.status.value}" if line.status else ""
    return f"{line.school_year.code} v{line.number}{status}"


class CompareView(QWidget):
    """The comparison over the list or the editor; the page passes its keys on."""

    def __init__(
        self,
        page: "AgreementsPage",
        session: "Session",
        lines: Sequence[AgreementLine],
        chosen: tuple[int | None, int],
    ) -> None:
        super().__init__()
        self._page, self._session, self._lines = page, session, tuple(lines)
        self.sides: SideBySide | None = None
        self.rows: list[DifferenceRow] = []
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 24, 20)
        whole.setSpacing(12)
        whole.addWidget(self._make_header())
        whole.addWidget(self._make_choices(chosen))
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(12)
        self.area = ScrollArea(self._inner)
        self.nothing = EmptyState(
            "compare", "Geen verschillen", "Deze twee versies zeggen precies hetzelfde.", filled=False
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.area)
        self.stack.addWidget(self.nothing)
        whole.addWidget(self.stack, 1)
        self._compare()

    def _make_header(self) -> PageHeader:
        school = self._lines[0].school_name if self._lines else ""
        self.header = PageHeader("Vergelijken")
        self.header.set_back("Schoolafspraken", school, self._page.close_view)
        self.news_button = Button("Wat is nieuw", "text-box-outline")
        self.news_button.clicked.connect(lambda _checked=False: self._show_news())
        self.copy_button = Button("Kopieer als tekst", "content-copy")
        self.copy_button.clicked.connect(lambda _checked=False: self.copy())
        for button in (self.news_button, self.copy_button):
            self.header.add_action(button)
        self.all = CheckBox("&Alles tonen, ook wat gelijk is")
        self.all.clicked.connect(lambda _checked=False: self._compare())
        self.header.add_fact_action(self.all)
        return self.header

    def _make_choices(self, chosen: tuple[int | None, int]) -> QWidget:
        """Left and right above their columns; between them the way to turn them round."""
        self.choices = QWidget()
        row = QHBoxLayout(self.choices)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        versions = [(line.id, version_words(line)) for line in self._lines]
        self.left, self.right = ChoiceField(versions), ChoiceField(versions)
        for field, words, value in (
            (self.left, "&Links", chosen[0] if chosen[0] is not None else chosen[1]),
            (self.right, "&Rechts", chosen[1]),
        ):
            field.set_value(value)
            name = label(words, "field")
            name.setTextFormat(Qt.TextFormat.AutoText)
            name.setBuddy(field)
            field.setAccessibleName(f"Versie {words.replace('&', '').lower()}")
            field.changed.connect(self._compare)
            row.addWidget(name)
            row.addWidget(field, 1)
            if field is self.left:
                turn = IconButton("Links en rechts omwisselen", "compare")
                turn.clicked.connect(lambda _checked=False: self._turn())
                row.addWidget(turn)
        return self.choices

    def _turn(self) -> None:
        before, after = self.left.value(), self.right.value()
        self.left.set_value(after)
        self.right.set_value(before)
        self._compare()

    def _compare(self) -> None:
        before, after, everything = self.left.value(), self.right.value(), self.all.isChecked()
        if before is None or after is None:
            return
        compare = self._session.agreements.compare
        self._page.context.tasks.run(
            self, lambda: compare(before, after, everything=everything), self._show, latest="compare"
        )

    def _show(self, sides: SideBySide) -> None:
        self.sides = sides
        comparison = sides.comparison
        clear_layout(self._column)
        self.rows = []
        for section, differences in comparison.sections.items():
            panel = Panel(f"{section.number}. {section.label}", margin=8, spacing=0)
            count = comparison.count(section)
            panel.add_action(label(_counted(count), "body", "text2"))
            for each in differences:
                panel.body.addWidget(self._row(each, sides))
            self._column.addWidget(panel)
        self._column.addStretch(1)
        self.stack.setCurrentWidget(self.area if self.rows else self.nothing)
        self._say_nothing()
        where = sum(bool(comparison.count(section)) for section in comparison.sections)
        parts = "onderdeel" if where == 1 else "onderdelen"
        facts = f"{_counted(comparison.total)} in {where} {parts}" if comparison.total else "Geen verschillen"
        self.header.set_facts(facts)
        announce(self, facts)
        self.news_button.setEnabled(bool(news(comparison)))
        if self.rows:
            self._make_stop(self._differing()[0] if self._differing() else self.rows[0])
        tab_as_one_reads(self)

    def _say_nothing(self) -> None:
        if len(self._lines) == 1:
            words = (
                "Er is nog maar één versie. Na een nieuwe versie of een nieuw schooljaar kun je vergelijken."
            )
            self.nothing.say("Nog niets om te vergelijken", words)
        elif self.left.value() == self.right.value():
            self.nothing.say("Geen verschillen", "Links en rechts staat dezelfde versie. Kies een andere.")
        else:
            self.nothing.say("Geen verschillen", "Deze twee versies zeggen precies hetzelfde.")

    def _row(self, difference: Difference, sides: SideBySide) -> DifferenceRow:
        row = DifferenceRow(difference, sides.pieces.get(difference, ()))
        row.stepped.connect(partial(self._step_from, row))
        row.opened.connect(self._open)
        row.reached.connect(self._make_stop)
        self.rows.append(row)
        return row

    def _differing(self) -> list[DifferenceRow]:
        return [row for row in self.rows if row.differs]

    def _make_stop(self, stop: DifferenceRow) -> None:
        for row in self.rows:
            row.make_stop(row is stop)

    def _go(self, row: DifferenceRow) -> None:
        self._make_stop(row)
        row.setFocus(Qt.FocusReason.ShortcutFocusReason)
        reveal(row)

    def _step_from(self, row: DifferenceRow, step: int) -> None:
        at = self.rows.index(row) + step
        if 0 <= at < len(self.rows):
            self._go(self.rows[at])

    def next_problem(self, step: int) -> None:
        """F8 and Shift+F8: the next or previous difference, round."""
        rows = self._differing()
        if not rows:
            return
        here = next((at for at, row in enumerate(self.rows) if row.hasFocus()), -1 if step > 0 else 0)
        places = [self.rows.index(row) for row in rows]
        beyond = [at for at in places if (at > here if step > 0 else at < here)]
        ends = places[0] if step > 0 else places[-1]
        self._go(self.rows[(beyond[0] if step > 0 else beyond[-1]) if beyond else ends])

    def _open(self, difference: Difference) -> None:
        """Enter on a row: to that field, when the editor of the right version lies under this view."""
        editor = self._page.editor
        if editor is None or editor.agreement_id != self.right.value():
            return
        if difference.kind is not DifferenceKind.GONE:
            self._page.close_view()
            editor.columns.go_to(difference.path)

    def copy(self) -> None:
        """The differences as plain text on the clipboard."""
        if self.sides is not None:
            clipboard.put(as_text(self.sides))
            self._page.message.emit(Message("De verschillen staan op het klembord.", "ok", key="compare"))

    def _show_news(self) -> None:
        """The proposed text; into the reason of an open version when its editor lies under this view."""
        if self.sides is None:
            return
        editor = self._page.editor
        status = self.sides.after.status
        opened = editor is not None and editor.agreement_id == self.sides.after.id
        fits = opened and status is not None and not status.frozen
        dialog = NewsDialog(self, news(self.sides.comparison), into_reason=fits)
        if not dialogs.run_form(dialog):
            return
        if fits and editor is not None:
            editor.show_draft(replace(editor.draft(), change_reason=dialog.value()))
            self._page.close_view()
            editor.columns.go_to("change_reason")
        else:
            clipboard.put(dialog.value())
            self._page.message.emit(Message("De tekst staat op het klembord.", "ok", key="compare"))

    def refresh(self, _changes: frozenset[object]) -> None:
        """Something was saved: read the versions and what differs again."""
        if not self._lines:
            return
        school_id, comparable = self._lines[0].school_id, self._session.agreements.comparable
        self._page.context.tasks.run(self, lambda: comparable(school_id), self._renew, latest="versions")

    def _renew(self, lines: Sequence[AgreementLine]) -> None:
        self._lines = tuple(lines)
        for field in (self.left, self.right):
            field.set_choices([(line.id, version_words(line)) for line in lines])
        self._compare()

    def back(self) -> None:
        """Esc: to what lies under this view."""
        self._page.close_view()

    def panes(self) -> list[QWidget]:
        """The choices, and the differences."""
        return [self.choices, self.area] if self.rows else [self.choices]

    def take_focus(self) -> None:
        """Begin where one chooses."""
        self.left.setFocus(Qt.FocusReason.OtherFocusReason)


def _counted(count: int) -> str:
    return "geen verschillen" if not count else "1 verschil" if count == 1 else f"{count} verschillen"
