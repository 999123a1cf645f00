# ruff: noqa: E501 - fictional lines, one a line
"""All parts on a few pages: ``python -m tests.ui.gallery`` shows them, ``... FOLDER`` makes pictures.

The pages follow the design pictures, so that the two can be laid side by side (those use the font Inter).
"""

import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.problems import Problem
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.settings import Theme as ThemeChoice
from jeugdhulp_desktop.ui.dialogs import FormDialog
from jeugdhulp_desktop.ui.dutch import speak_dutch
from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.main_window import MainWindow
from jeugdhulp_desktop.ui.pages import Page, PageContext, PageEntry
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.theme import dress, theme
from jeugdhulp_desktop.ui.widgets.avatar import Avatar
from jeugdhulp_desktop.ui.widgets.bars import Share, ShareBar, StepDots, figure_line
from jeugdhulp_desktop.ui.widgets.buttons import Button, CheckBox, IconButton, RadioButton
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField, DateField, DecimalField, TextArea, TextField
from jeugdhulp_desktop.ui.widgets.filters import FilterBar
from jeugdhulp_desktop.ui.widgets.focus import install_focus_ring
from jeugdhulp_desktop.ui.widgets.form import Form
from jeugdhulp_desktop.ui.widgets.header import PageHeader
from jeugdhulp_desktop.ui.widgets.labels import Hairline, KeyHint, Pill, PillValue, label
from jeugdhulp_desktop.ui.widgets.lines import Cell, Column, LinesModel
from jeugdhulp_desktop.ui.widgets.messages import Act, EmptyState, Message, MessageBar
from jeugdhulp_desktop.ui.widgets.panel import Panel, ScrollArea, Soft
from jeugdhulp_desktop.ui.widgets.progress import AmountBar, BusyLine
from jeugdhulp_desktop.ui.widgets.sections import Point, ProblemPanel, Section, SectionList
from jeugdhulp_desktop.ui.widgets.segmented import SegmentedAnswer
from jeugdhulp_desktop.ui.widgets.table import LinesTable
from jeugdhulp_desktop.ui.widgets.timeline import Moment, Timeline
from jeugdhulp_desktop.ui.widgets.wizard import WizardFrame
from jeugdhulp_desktop.ui.year_choice import YearChoice
from tests.ui.looks import settle

ACTIVE = PillValue("Actief", "play-circle-outline", "ok")
INTAKE = PillValue("Intake", "clipboard-account-outline", "accent")
SIGNAL = PillValue("Signaal", "flag-outline", "neutral")


@dataclass(frozen=True)
class CaseLine:
    """A line of the fictional list."""

    id: int
    pupil: str
    group: str
    question: str
    status: PillValue
    review: Cell


def planned(text: str) -> Cell:
    return Cell(text, icon="calendar-blank-outline")


CASES = (
    CaseLine(1, "Noor Yıldız", "2B", "Sociale vaardigheid", ACTIVE, planned("18 sep")),
    CaseLine(2, "Sem de Vries", "1C", "Pesten", ACTIVE, Cell("13 sep, te laat", icon="alert-circle-outline", tone="bad")),
    CaseLine(3, "Łukasz Kowalski", "3A", "Scheiding", ACTIVE, planned("2 okt")),
    CaseLine(4, "Amina El Idrissi", "4B", "Verzuim", ACTIVE, Cell("vandaag", icon="clock-outline", tone="warn")),
    CaseLine(5, "Zoë van den Berg", "2A", "Somberheid", INTAKE, planned("17 sep")),
    CaseLine(6, "Daan Hofstra", "1A", "Gedrag in de klas", PillValue("Aanmelding", "inbox-arrow-down-outline"), Cell("Nog niet gepland", tone="text2")),
    CaseLine(7, "Şevval Aydın", "3C", "Opvoedvraag", ACTIVE, planned("21 okt")),
    CaseLine(8, "Jayden Pinas", "2B", "Sociale vaardigheid", ACTIVE, planned("5 nov")),
    CaseLine(9, "Mohamed Ouali", "1B", "Pesten", INTAKE, planned("24 sep")),
    CaseLine(10, "Liv Postma", "3A", "Faalangst", PillValue("Toegeleid", "arrow-right-circle-outline", "accent"), planned("1 dec")),
    CaseLine(11, "Tygo Bakker", "1C", "Gedrag in de klas", SIGNAL, Cell("Nog niet gepland", tone="text2")),
    *(CaseLine(20 + i, f"Leerling {i}", "2A", "Faalangst", ACTIVE, planned("9 nov")) for i in range(12)),
)  # fmt: skip


def two(title: str, under: str) -> QVBoxLayout:
    lines = QVBoxLayout()
    lines.setSpacing(0)
    lines.addWidget(label(title, "caption", "text2"))
    lines.addWidget(label(under))
    return lines


class CasesGallery(Page):
    """As picture 04."""

    title = "Casussen"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 24, 16)
        whole.setSpacing(12)
        header = PageHeader("Casussen", "34 lopend, 1 review te laat")
        header.add_action(Button("Alleen initialen", "eye-off-outline"))
        header.add_action(Button("Nieuwe casus", "plus", "filled"))
        whole.addWidget(header)
        self.bar = FilterBar("Naam, nummer of klas")
        self.bar.add_filter("status", "Status", [("open", "Lopend")]).set_value("open")
        self.bar.add_filter("school", "School", [(1, "De Zonnewijzer")]).set_value(1)
        self.bar.add_filter("question", "Hulpvraag", [(1, "Pesten")])
        self.bar.add_filter("worker", "Medewerker", [(1, "Marieke Dijkstra")])
        whole.addWidget(self.bar)
        columns: list[Column[CaseLine]] = [
            Column("pupil", "Leerling", lambda line: line.pupil, 150, stretch=2, sortable=True),
            Column("group", "Klas", lambda line: line.group, 52),
            Column("question", "Hulpvraag", lambda line: line.question, 156, stretch=1, hide_first=2),
            Column("status", "Status", lambda line: line.status, 132),
            Column("review", "Volgende review", lambda line: line.review, 158, hide_first=1),
        ]
        self.model = LinesModel(columns, parent=self)
        self.table = LinesTable(self.model, "Casussen")
        self.model.set_lines(CASES)
        self.table.select_row(0)
        self.table.set_count("19 van 34 casussen")
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.table, 660)
        side = self.detail()
        row.addWidget(side, 424)
        whole.addLayout(row, 1)

    def detail(self) -> QWidget:
        outer = Panel(margin=1, spacing=0)
        panel = QWidget()
        body = QVBoxLayout(panel)
        body.setContentsMargins(19, 19, 19, 19)
        body.setSpacing(12)
        outer.body.addWidget(ScrollArea(panel))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Avatar("Noor Yıldız"))
        name = QVBoxLayout()
        name.setSpacing(0)
        name.addWidget(label("Noor Yıldız", "title"))
        name.addWidget(label("VSO De Zonnewijzer, klas 2B", "body", "text2"))
        head.addLayout(name, 1)
        head.addWidget(Pill(ACTIVE), 0, Qt.AlignmentFlag.AlignTop)
        body.addLayout(head)
        body.addWidget(
            MessageBar(
                Message(
                    "De review is vrijdag 18 september.", "warn", acts=(Act("Invullen", lambda: None),),
                    icon="clipboard-clock-outline", closable=False,
                )
            )
        )  # fmt: skip
        facts = QGridLayout()
        for at, (one, other) in enumerate(
            (("Casus", "2026-0114"), ("Leeftijd", "14 jaar"), ("Regiehouder", "Marieke Dijkstra (JMW)"),
             ("Ook betrokken", "Rachid Benali (JP)"), ("Toestemming", "Ouders, tot 12-03-2027"),
             ("Ouders gesproken", "8 september"))
        ):  # fmt: skip
            facts.addLayout(two(one, other), at // 2, at % 2)
        body.addLayout(facts)
        body.addWidget(Hairline())
        line = QHBoxLayout()
        line.addWidget(label("Tijdlijn", "section"), 1)
        line.addWidget(Button("Contactmoment", "plus", small=True))
        body.addLayout(line)
        timeline = Timeline()
        timeline.set_moments(
            [
                Moment(1, "Gesprek thuis, 45 minuten", "di 8 sep", "Ouders vinden de groepstraining nuttig. Noor wil in oktober weer op volleybal.", "home-account", "accent"),
                Moment(2, "Overleg JMW en JP", "do 3 sep", "Afgesproken: JP kijkt mee in de klas, twee keer.", "account-group-outline"),
                Moment(3, "Doel behaald", "ma 31 aug", "'Ik vraag hulp als ik vastloop': van 4 naar 7.", "check-decagram-outline", "ok"),
                Moment(4, "Gedeeld met jeugdarts", "wo 26 aug", "Aanwezigheid, met toestemming van ouders.", "share-variant-outline"),
            ]
        )  # fmt: skip
        body.addWidget(timeline, 1)
        foot = QHBoxLayout()
        open_button = Button("Casus openen", "arrow-expand")
        open_button.setMinimumWidth(300)
        foot.addWidget(open_button, 1)
        foot.addWidget(IconButton("Meer", "dots-horizontal"))
        body.addLayout(foot)
        return outer

    def focus_search(self) -> None:
        self.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)


class StartGallery(Page):
    """As picture 03, the parts of it."""

    title = "Start"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 16)
        whole.setSpacing(16)
        header = PageHeader("Start", "dinsdag 15 september 2026, week 38")
        header.add_action(Button("Contactmoment", "plus"))
        header.add_action(Button("Nieuwe casus", "plus", "filled"))
        whole.addWidget(header)
        row = QHBoxLayout()
        row.setSpacing(24)
        left = QVBoxLayout()
        for kind, tone in (
            ("Bewaard", "ok"),
            ("Let op", "warn"),
            ("Te laat", "bad"),
            ("Ter info", "accent"),
            ("Niets", "neutral"),
        ):
            left.addWidget(MessageBar(Message(f"{kind}: De Vaart en De Zonnewijzer zijn veranderd na hun laatste pdf.", tone)))  # fmt: skip
        left.addWidget(
            MessageBar(
                Message(
                    "Iemand anders heeft dit bestand op 11 september om 10:47 veranderd. Er is niets overschreven. "
                    "Kies wat je wilt bewaren.",
                    "bad",
                    "SG Veenrand: eerst kiezen",
                    (Act("Bewaar als kopie", lambda: None), Act("Toch vervangen", lambda: None)),
                    closable=False,
                )
            )
        )
        self.choices = Panel("Knoppen en keuzes")
        line = QHBoxLayout()
        for button in (
            Button("Invullen"), Button("Bewaren", kind="filled"), Button("Verwijderen", kind="danger"),
            Button("Wis filters", kind="link"), Button("Regel", "plus", "plain"), IconButton("Afdrukken", "printer-outline"),
        ):  # fmt: skip
            line.addWidget(button)
        off = Button("Volgende", kind="filled")
        off.setEnabled(False)
        line.addWidget(off)
        line.addStretch(1)
        self.choices.body.addLayout(line)
        line = QHBoxLayout()
        ticked = CheckBox("Onthouden op deze computer")
        ticked.setChecked(True)
        line.addWidget(ticked)
        line.addWidget(CheckBox("Nog niet"))
        chosen = RadioButton("Alleen ik")
        chosen.setChecked(True)
        line.addWidget(chosen)
        line.addWidget(RadioButton("Meer mensen"))
        line.addStretch(1)
        self.choices.body.addLayout(line)
        self.choices.body.addWidget(BusyLine("Leerlingen lezen: 240 van 600"))
        left.addWidget(self.choices)
        left.addStretch(1)
        row.addLayout(left, 742)
        side = Panel(spacing=14)
        side.body.addWidget(label("Schoolafspraken", "section"))
        side.body.addWidget(
            ShareBar(
                [
                    Share("Ondertekend", 2, "check-circle-outline", "ok"),
                    Share("Ter bespreking", 1, "forum-outline", "accent"),
                    Share("Concept", 2, "pencil-outline", "neutral"),
                    Share("Nog niet begonnen", 1, "circle-outline", "open"),
                ]
            )
        )
        side.body.addWidget(label("Klaar vóór 30 september: nog 15 dagen.", "caption", "text2"))
        side.body.addWidget(Hairline())
        side.body.addWidget(label("4 van 10 beantwoord", "section"))
        side.body.addWidget(StepDots(("bad", "ok", "warn", "ok", *["open"] * 6), "4 van 10 beantwoord"))
        side.body.addWidget(figure_line("check", "ok", "Ja", "2"))
        side.body.addWidget(KeyHint(("J", "D", "N", "X"), "antwoord"))
        side.body.addStretch(1)
        row.addWidget(side, 336)
        whole.addLayout(row, 1)


class EditorGallery(Page):
    """As picture 05, the parts of it."""

    title = "Schoolafspraken"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 24, 20)
        whole.setSpacing(16)
        header = PageHeader("VSO De Zonnewijzer")
        header.set_back("Schoolafspraken", "2026-2027", lambda: None)
        header.set_pill(PillValue("Concept", "pencil-outline"))
        header.set_beside("Versie 1, bewaard om 08:42")
        header.add_action(Button("Voorbeeld", "file-eye-outline"))
        header.add_action(Button("Ter bespreking", "forum-outline", "filled"))
        whole.addWidget(header)
        row = QHBoxLayout()
        row.setSpacing(16)
        self.sections = SectionList(
            "Onderdelen",
            [
                Section("kop", "0", "Kop"), Section("partijen", "1", "Partijen"),
                Section("inzet", "4", "Inzet", "bad"), Section("taken", "5", "Taken en verwachtingen"),
                Section("extra", "8", "Aanvullende inzet", "unused"), Section("eva", "14", "Evaluatie", "later"),
                Section("teken", "16", "Ondertekening", "sign"),
            ],
        )  # fmt: skip
        self.sections.set_current("inzet")
        row.addWidget(self.sections, 252)
        row.addWidget(self.middle(), 678)
        problems = ProblemPanel("ondertekening", "De lijst loopt mee terwijl je typt.")
        problems.set_points(
            [
                Point("Inzet", "Bij de JP ontbreekt het aantal weken.", (("Ga naar het veld", lambda: None),)),
                Point("Thema's", "'Sociale vaardigheid' heeft nog geen aanbod.", (("Aanbod koppelen", lambda: None),)),
                Point("Hulp bij scheiding", "Dit thema is niet gekozen. Is dat bewust?", (("Ja, bewust", lambda: None), ("Toevoegen", lambda: None)), "question"),
            ],
            ["12 onderdelen in orde"],
        )  # fmt: skip
        row.addWidget(problems, 288)
        whole.addLayout(row, 1)

    def middle(self) -> QWidget:
        panel = Panel()
        panel.body.addWidget(label("4  Inzet", "section"))
        panel.body.addWidget(label("Wie is er op school, en hoeveel uur?", "body", "text2"))
        self.form = Form()
        with self.form.side_by_side():
            self.form.add("worker", "Medewerker", ChoiceField([(1, "Rachid Benali")]), stretch=3).set_value(1)
            self.form.add("hours", "Uren per week", DecimalField(decimals=1, fixed=True)).set_value(
                Decimal(6)
            )
            self.form.add("weeks", "Weken", DecimalField(decimals=0))
        with self.form.side_by_side():
            self.form.add("start", "&Datum", DateField(date(2026, 9, 15)))
            self.form.add("kind", "&Soort", ChoiceField([(1, "Telefoon")])).set_value(1)
            self.form.add("with", "Met wie", TextField("Bijvoorbeeld: moeder"), optional=True)
        self.form.add("note", "Wat is er gebeurd?", TextArea()).set_value(
            "Moeder belt terug over de jeugdprofessional. Ze geeft haar nummer door en wil donderdag praten."
        )
        self.form.validator = lambda: [
            Problem("weeks", "weeks-missing", values=(("worker", "JP"),)),
            Problem("note", "bsn-like"),
        ]
        self.form.validate()
        panel.body.addWidget(self.form)
        bar = AmountBar()
        bar.set_amount(491 / 760, "491 van 760 uur")
        panel.body.addWidget(bar)
        soft = Soft("accent_soft")
        for question, value in (("Sluit de ondersteuning nog aan?", "no"), ("Past de hulpvraag?", "yes"), ("Is het doel behaald?", "partly"), ("Zijn de ouders gehoord?", None)):  # fmt: skip
            line = QHBoxLayout()
            line.addWidget(label(question, "strong"), 1)
            answer = SegmentedAnswer(question)
            answer.set_value(value)
            line.addWidget(answer)
            soft.body.addLayout(line)
            self.answer = answer
        panel.body.addWidget(soft)
        panel.body.addStretch(1)
        return ScrollArea(panel)


class EmptyGallery(Page):
    """As picture 08."""

    title = "Monitoring"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(12)
        whole.addWidget(PageHeader("Casussen", "Schooljaar 2026-2027"))
        panel = Panel()
        self.empty = EmptyState(
            "account-multiple-plus-outline",
            "Nog geen casussen",
            "Begin met één leerling, of haal een klassenlijst op uit je leerlingadministratie. Er gaat niets naar internet.",
            [Act("Nieuwe casus", lambda: None, "plus"), Act("Lijst ophalen", lambda: None, "tray-arrow-down"), Act("Eerst oefenen met een voorbeeldkluis", lambda: None)],
        )  # fmt: skip
        panel.body.addWidget(self.empty)
        whole.addWidget(panel, 1)


ENTRIES = (
    PageEntry("start", "Start", "home-outline", StartGallery),
    PageEntry("cases", "Casussen", "account-multiple-outline", CasesGallery),
    PageEntry("agreements", "Schoolafspraken", "handshake-outline", EditorGallery),
    PageEntry("monitoring", "Monitoring", "clipboard-check-outline", EmptyGallery),
    PageEntry("documents", "Rapporten", "file-document-outline", EmptyGallery),
    PageEntry("relations", "Sociale kaart", "card-account-phone-outline", EmptyGallery, rare=True),
    PageEntry("settings", "Instellingen", "cog-outline", EmptyGallery, foot=True),
)


def fixed_now() -> datetime:
    """A moment of the design pictures."""
    return datetime(2026, 9, 15, 8, 42, tzinfo=UTC)


def make_context() -> PageContext:
    """What pages may use, without a vault."""
    return PageContext(Tasks(), Privacy(), YearChoice(SchoolYear(2026)), fixed_now)


def make_window(context: PageContext) -> MainWindow:
    """The shell with the pages of the gallery."""
    window = MainWindow(ENTRIES, context)
    window.set_saved("vandaag om 08:42")
    window.resize(1366, 768)
    return window


def make_wizard() -> WizardFrame:
    """As picture 02."""
    wizard = WizardFrame(
        "Nieuwe kluis maken", ["Plaats van de kluis", "Wachtwoord", "Herstelcode", "Eerste back-up"]
    )
    for title in ("Plaats", "Wachtwoord"):
        wizard.add_page(title, "", QWidget())
    content = QWidget()
    lines = QVBoxLayout(content)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.addWidget(MessageBar(Message("Print de code of schrijf hem over, en leg hem in de kluis of afgesloten kast van de school. Niet naast deze computer.", "warn", icon="archive-lock-outline", closable=False)))  # fmt: skip
    lines.addWidget(IconLabel("wifi-off", 18))
    wizard.add_page(
        "Bewaar je herstelcode",
        "Met deze code open je de kluis als je je wachtwoord kwijt bent. Niemand kan de code later opnieuw maken: er is nergens een kopie.",
        content,
    )
    wizard.go(2)
    wizard.allow_next("Typ eerst groep 6 af om verder te gaan.")
    wizard.resize(1366, 768)
    return wizard


def make_dialog() -> FormDialog:
    """As picture 09."""
    dialog = FormDialog(None, "Contactmoment: Noor Yıldız", "Bewaren")
    form = Form()
    with form.side_by_side():
        form.add("date", "&Datum", DateField(date(2026, 9, 15)))
        form.add("kind", "&Soort", ChoiceField([(1, "Telefoon")])).set_value(1)
        form.add("length", "D&uur", ChoiceField([(15, "15 minuten")])).set_value(15)
    form.add("with", "Met &wie", TextField()).set_value("Moeder van Noor")
    form.add("fact", "Wat is er &gebeurd?", TextArea()).set_value(
        "Moeder belt terug. Haar nummer: 123456782."
    )
    form.add("agreed", "&Afspraak", TextField("Bijvoorbeeld: ik bel donderdag terug"), optional=True)
    form.validator = lambda: [Problem("fact", "bsn-like")]
    dialog.content.addWidget(form)
    dialog.note.setText("Concept bewaard")
    dialog.show()
    form.validate()
    return dialog


def make_pictures(folder: Path, scales: tuple[int, ...] = (100, 150)) -> None:
    """Every page, light and dark, at these text sizes."""
    folder.mkdir(parents=True, exist_ok=True)
    for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        for scale in scales:
            theme().apply(choice, scale)
            context = make_context()
            window = make_window(context)
            for entry in window.entries[:4]:
                window.open_page(entry.name)
                window.show()
                settle()
                if entry.name == "cases":
                    window.page().focus_search()  # type: ignore[union-attr]
                settle()
                window.grab().save(str(folder / f"{entry.name}-{choice.value}-{scale}.png"))
            for name, widget in (("wizard", make_wizard()), ("dialog", make_dialog())):
                widget.show()
                settle()
                widget.grab().save(str(folder / f"{name}-{choice.value}-{scale}.png"))
                widget.close()
            window.close()
            context.tasks.close()


def main(arguments: list[str]) -> int:
    """Show the gallery, or make pictures in a folder."""
    app = QApplication(sys.argv)
    speak_dutch(app)
    dress(app, ThemeChoice.LIGHT)
    install_focus_ring(app)
    if arguments:
        make_pictures(Path(arguments[0]), tuple(int(each) for each in arguments[1:]) or (100, 150))
        return 0
    context = make_context()
    window = make_window(context)
    window.show()
    window.open_page("cases")
    code = app.exec()
    context.tasks.close()
    return code


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
