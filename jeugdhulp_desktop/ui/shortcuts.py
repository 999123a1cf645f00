"""The keys of the program in one place: bound by the shell, shown by Ctrl+/ and in the manual."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from jeugdhulp_desktop.ui.dialogs import FormDialog, run_form
from jeugdhulp_desktop.ui.widgets.labels import KeyHint, label


@dataclass(frozen=True)
class Shortcut:
    """One line of the list: ``name`` binds it in the shell (empty = a widget owns it)."""

    name: str
    keys: str
    does: str
    sequences: tuple[str, ...] = ()

    def caps(self) -> tuple[str, ...]:
        """The keys of the first way, one by one, as they stand on the keyboard."""
        first = self.keys.split(",")[0].split(" of ")[0]
        return tuple(part for part in first.replace("+", " ").split() if part)


SHORTCUTS = (
    Shortcut("pages", "Ctrl+1", "naar het eerste scherm; Ctrl+2 het tweede, tot Ctrl+7"),
    Shortcut("palette", "Ctrl+K", "alles zoeken, naar een scherm, een opdracht geven", ("Ctrl+K",)),
    Shortcut("search", "Ctrl+F", "zoeken in dit scherm", ("Ctrl+F",)),
    Shortcut("new", "Ctrl+N", "nieuw: casus, afspraak of lijst", ("Ctrl+N",)),
    Shortcut("note", "Ctrl+Shift+M", "nieuw contactmoment", ("Ctrl+Shift+M",)),
    Shortcut("save", "Ctrl+S", "nu bewaren", ("Ctrl+S",)),
    Shortcut(
        "finish", "Ctrl+Enter", "klaar: bewaren en sluiten, lijst afronden", ("Ctrl+Return", "Ctrl+Enter")
    ),
    Shortcut("back", "Esc", "venster sluiten, zoeken wissen, terug naar de lijst", ("Esc",)),
    Shortcut("", "Enter", "de gekozen regel openen"),
    Shortcut("edit", "F2", "de gekozen regel bewerken", ("F2",)),
    Shortcut("next_pane", "F6", "volgend deel van het scherm", ("F6",)),
    Shortcut("previous_pane", "Shift+F6", "vorig deel van het scherm", ("Shift+F6",)),
    Shortcut("next_problem", "F8", "volgend punt", ("F8",)),
    Shortcut("previous_problem", "Shift+F8", "vorig punt", ("Shift+F8",)),
    Shortcut("undo", "Ctrl+Z", "ongedaan maken, ook na verwijderen", ("Ctrl+Z",)),
    Shortcut("", "Ctrl+D", "bij uren: de vorige week overnemen"),
    Shortcut("", "Alt+← Alt+→", "bij uren: een week terug of vooruit"),
    Shortcut("", "J D N X of 1 2 3 4", "ja, deels, nee, n.v.t. bij een vraag"),
    Shortcut("", "Spatie", "de gekozen actie op klaar zetten, of weer open"),
    Shortcut("", "↑ ↓", "vorige of volgende regel of vraag"),
    Shortcut("pdf", "Ctrl+P", "pdf maken of openen", ("Ctrl+P",)),
    Shortcut("fold", "Ctrl+B", "menu inklappen of uitklappen", ("Ctrl+B",)),
    Shortcut("privacy", "Ctrl+Shift+I", "alleen initialen", ("Ctrl+Shift+I",)),
    Shortcut("lock", "Ctrl+L", "meteen vergrendelen", ("Ctrl+L",)),
    Shortcut("", "Alt+letter", "naar het veld met die letter"),
    Shortcut("help", "F1", "hulp bij dit scherm", ("F1",)),
    Shortcut("keys", "Ctrl+/", "deze lijst", ("Ctrl+/",)),
)


def sequences(name: str) -> list[QKeySequence]:
    """The key sequences of a named shortcut, for QShortcut."""
    found = next(each for each in SHORTCUTS if each.name == name)
    return [QKeySequence(keys) for keys in found.sequences]


class ShortcutsDialog(FormDialog):
    """The list of keys (Ctrl+/)."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, "Lijst van toetsen", "Sluiten", cancel="", width=980)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        half = (len(SHORTCUTS) + 1) // 2
        for at, each in enumerate(SHORTCUTS):
            column = 2 * (at // half)
            grid.addWidget(KeyHint(each.caps()), at % half, column, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label(each.does, wrap=True), at % half, column + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self.content.addLayout(grid)


def show_shortcuts(parent: QWidget | None) -> None:
    """Show the list of keys until it is closed."""
    run_form(ShortcutsDialog(parent))
