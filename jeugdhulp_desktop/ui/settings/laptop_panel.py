"""Deze computer: what holds at once and stays here; nothing of it travels with the vault."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from jeugdhulp_desktop.settings import TEXT_SCALES, Settings, Theme
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.settings.parts import Choices, Place, close_together
from jeugdhulp_desktop.ui.widgets.buttons import Button, CheckBox
from jeugdhulp_desktop.ui.widgets.labels import Hairline, TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import Panel

THEMES = ((Theme.SYSTEM, "Zoals het systeem"), (Theme.LIGHT, "Licht"), (Theme.DARK, "Donker"))
IDLE = (5, 10, 15, 30)  # minutes
FOLDER = "Map voor de rapporten"


class LaptopPanel(Panel):
    """Theme, text size, when it locks, initials, report folder."""

    def __init__(
        self,
        laptop: Laptop,
        privacy: Privacy,
        use_folder: Callable[[Path], object],
        open_folder: Callable[[Path], object],
    ) -> None:
        super().__init__("Deze computer", spacing=16)
        self._laptop, self._privacy, self._use_folder = laptop, privacy, use_folder
        self._folder = Path()
        lead = "Dit geldt meteen en blijft op deze computer."
        self.body.addWidget(TextBlock(lead, tone="text2"))
        self.theme = Choices("Thema", THEMES)
        self.theme.picked.connect(lambda chosen: self._keep(replace(self._laptop.settings, theme=chosen)))
        self.body.addWidget(self.theme)
        self.scale = Choices("Tekstgrootte", [(each, f"{each} %") for each in TEXT_SCALES])
        self.scale.picked.connect(
            lambda chosen: self._keep(replace(self._laptop.settings, text_scale=chosen))
        )
        self.body.addWidget(self.scale)
        self.idle = Choices("Vergrendelen als je niets doet", [(each, f"na {each} minuten") for each in IDLE])
        self.idle.picked.connect(
            lambda chosen: self._keep(replace(self._laptop.settings, idle_minutes=chosen))
        )
        self.body.addWidget(self.idle)
        self.body.addWidget(Hairline())
        self.initials = CheckBox("Alleen initialen laten zien")
        self.initials.setToolTip("Ctrl+Shift+I")
        self.initials.toggled.connect(privacy.set_on)
        words = "Namen van leerlingen worden overal initialen. Met Ctrl+Shift+I wissel je waar je ook bent."
        self.body.addLayout(close_together(self.initials, TextBlock(words, "caption", "text2")))
        self.body.addWidget(Hairline())
        self.place = Place(FOLDER)
        self.choose = Button("Map kiezen", "folder-open-outline", small=True)
        self.choose.setAccessibleName(f"{FOLDER} kiezen")
        self.choose.clicked.connect(lambda _checked=False: self._choose())
        self.open = Button("Map openen", kind="plain", small=True)
        self.open.setAccessibleName(f"{FOLDER} openen")
        self.open.clicked.connect(lambda _checked=False: open_folder(self._folder))
        self.place.add_button(self.open)
        self.place.add_button(self.choose)
        words = "Hier komen de pdf's van de schoolafspraken. Er staat nooit de naam van een leerling in."
        text = TextBlock(words, "caption", "text2")
        self.body.addLayout(close_together(label(FOLDER, "field"), self.place, text))
        laptop.changed.connect(self._show)  # bound: the laptop outlives the window of a Session
        privacy.changed.connect(self._show)
        self._show()

    def set_folder(self, folder: Path) -> None:
        """Show where the reports go now."""
        self._folder = folder
        self.place.set_path(folder)

    def _show(self) -> None:
        settings = self._laptop.settings
        self.theme.set_value(settings.theme)
        self.scale.set_value(settings.text_scale)
        self.idle.set_value(settings.idle_minutes)
        self.initials.setChecked(self._privacy.on)

    def _keep(self, settings: Settings) -> None:
        self._laptop.keep(settings)

    def _choose(self) -> None:
        chosen = dialogs.choose_folder(self, FOLDER, self._folder)
        if chosen is not None and chosen != self._folder:
            self._use_folder(chosen)
