"""9 Route en overleg: how a question finds its way, and who meets when."""

from jeugdhulp_desktop.domain.agreement_kinds import Section
from jeugdhulp_desktop.domain.agreement_terms import Meeting
from jeugdhulp_desktop.ui.agreements.growing_line import GrowingLine
from jeugdhulp_desktop.ui.agreements.rows import PLAIN_TEXT, RowColumn, RowKind, Rows
from jeugdhulp_desktop.ui.agreements.section import EditorSection
from jeugdhulp_desktop.ui.agreements.text_block_menu import TextBlocks
from jeugdhulp_desktop.ui.widgets.fields import TextArea
from jeugdhulp_desktop.ui.widgets.form import Form


class RouteSection(EditorSection):
    """The steps in order, the meetings, and the agreements about both."""

    kind = Section.ROUTE

    def __init__(self, blocks: TextBlocks | None) -> None:
        super().__init__("Hoe komt een vraag bij de juiste persoon?")
        self.steps = Rows(
            self,
            "route.steps",
            "Stap",
            (RowColumn("", "", GrowingLine),),
            PLAIN_TEXT,
            title="Stappen, op volgorde",
            empty="Nog geen stappen. Begin met wie een zorg het eerst hoort.",
            ordered=True,
        )
        self.hold("route.steps", self.steps, forms=False)
        self.body.addWidget(self.steps)
        columns = (
            RowColumn("name", "Overleg", lambda: GrowingLine(200), 5),
            RowColumn("frequency", "Hoe vaak", lambda: GrowingLine(200), 4),
            RowColumn("dates", "Wanneer", GrowingLine, 4),
            RowColumn("present", "Wie", GrowingLine, 5),
        )
        self.meetings = Rows(
            self,
            "route.meetings",
            "Overleg",
            columns,
            RowKind(Meeting),
            title="Overleggen",
            empty="Nog geen overleg, bijvoorbeeld het MDO.",
        )
        self.hold("route.meetings", self.meetings, forms=False)
        self.body.addWidget(self.meetings)
        form = Form()
        for path, words in (
            ("route.to_municipality", "&Naar de gemeente (MDO, brede intake, basisformulier)"),
            ("route.care_route", "&Zorgroute CJG"),
            ("route.scaling", "&Op- en afschalen"),
            ("route.demarcation", "Waar onderwijs &stopt en jeugdhulp begint"),
            ("route.reporting_code", "&Meldcode"),
        ):
            self.text(form, path, words, TextArea(lines=2), blocks)
        self.body.addWidget(form)
