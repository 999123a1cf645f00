"""What is new in a version, as a text to begin its reason with; it can be changed first."""

from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.widgets.fields import TextArea
from jeugdhulp_desktop.ui.widgets.form import Form
from jeugdhulp_desktop.ui.widgets.labels import TextBlock

INTO_REASON, COPY = "Overnemen als reden", "Kopiëren"


class NewsDialog(dialogs.FormDialog):
    """The proposed text. It becomes the reason of the version, or goes to the clipboard."""

    def __init__(self, parent: QWidget | None, text: str, *, into_reason: bool) -> None:
        super().__init__(
            parent, "Wat is nieuw in deze versie", INTO_REASON if into_reason else COPY, width=720
        )
        lead = (
            "Deze tekst komt bij de reden van deze versie te staan, op de eerste pagina."
            if into_reason
            else "Plak de tekst in een e-mail, of in de reden van een nieuwe versie."
        )
        self.content.addWidget(TextBlock(lead, "body", "text2"))
        form = self.form = Form()
        form.add("text", "&Tekst", TextArea(lines=12))
        form.set_values({"text": text})
        self.content.addWidget(form)

    def value(self) -> str:
        """The text as it stands."""
        return str(self.form.values()["text"])
