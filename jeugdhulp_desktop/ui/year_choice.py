"""The school year that is looked at: picked in the rail, read by every page."""

from PySide6.QtCore import QObject, Signal

from jeugdhulp_desktop.domain.school_years import SchoolYear


class YearChoice(QObject):
    """Shared by all pages: ``year`` is what they show; ``changed`` says read again."""

    changed = Signal(object)  # SchoolYear

    def __init__(self, year: SchoolYear, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._year = year

    @property
    def year(self) -> SchoolYear:
        """The school year that pages show."""
        return self._year

    def choose(self, year: SchoolYear) -> None:
        """Show another school year."""
        if year != self._year:
            self._year = year
            self.changed.emit(year)
