"""What is written with an evaluation: when and with whom, what was learnt, and the effects behind a fold."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.evaluations import Evaluation
from jeugdhulp_desktop.domain.problems import Problem
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.fields import DateField, TextArea, TextField
from jeugdhulp_desktop.ui.widgets.form import Form
from jeugdhulp_desktop.ui.widgets.panel import reveal

_LONGEST = 20_000
_EFFECTS = (
    ("effect_short", "Op korte termijn", "Wat merken leerlingen en leerkrachten nu?"),
    ("effect_middle", "Op middellange termijn", "Wat is over een tot drie jaar anders?"),
    ("effect_long", "Op lange termijn", "Waar draagt het uiteindelijk aan bij?"),
)


class Meeting(Form):
    """When it was discussed, and with whom."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(16, 14, 16, 14)
        with self.side_by_side():
            self.held_on = self.add("held_on", "&Besproken op", DateField(None), stretch=1)
            self.present = self.add("present", "&Met", TextField(longest=1_000), stretch=3)

    def fill(self, evaluation: Evaluation) -> None:
        """Show what is kept."""
        self.set_values({"held_on": evaluation.held_on, "present": evaluation.present})

    def apply(self, evaluation: Evaluation) -> Evaluation:
        """The evaluation with what stands here."""
        return replace(evaluation, held_on=self.held_on.value(), present=self.present.value())


class Learnt(QWidget):
    """What went well or may be better, leerpunten one a line, the proposal, and the effects."""

    left = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 14, 16, 16)
        whole.setSpacing(14)
        self.form = Form()
        self._add(self.form, "went_well", "Wat ging &goed")
        self._add(self.form, "could_improve", "Wat kan b&eter")
        hint = "Eén leerpunt per regel. Ze gaan mee naar de afspraak van volgend jaar."
        self._add(self.form, "lessons", "&Leerpunten", hint, lines=3)
        self._add(self.form, "proposal", "&Voorstel voor volgend jaar")
        self._add(self.form, "securing", "B&orging", "Hoe blijft overeind wat goed gaat?")
        whole.addWidget(self.form)
        self.fold = Button("Effecten op drie termijnen", "chevron-down", "link")
        self.fold.setCheckable(True)
        whole.addWidget(self.fold)
        self.effects = Form()
        for name, words, hint in _EFFECTS:
            self._add(self.effects, name, words, hint)
        self.effects.hide()
        self.fold.toggled.connect(self.effects.setVisible)
        whole.addWidget(self.effects)
        for form in (self.form, self.effects):
            form.left.connect(self.left)

    @staticmethod
    def _add(form: Form, name: str, words: str, hint: str = "", lines: int = 2) -> None:
        form.add(name, words, TextArea(lines=lines, longest=_LONGEST), hint=hint)

    def fill(self, evaluation: Evaluation) -> None:
        """Show what is kept; the fold is open when something stands in it."""
        texts = {name: getattr(evaluation, name) for name in (*self.form.rows, *self.effects.rows)}
        texts["lessons"] = "\n".join(evaluation.lessons)
        self.form.set_values(texts)
        self.effects.set_values(texts)
        self.fold.setChecked(any(texts[name] for name in self.effects.rows))

    def apply(self, evaluation: Evaluation) -> Evaluation:
        """The evaluation with what stands here."""
        texts = {**self.form.values(), **self.effects.values()}
        lessons = tuple(line.strip() for line in texts.pop("lessons").splitlines() if line.strip())
        return replace(evaluation, lessons=lessons, **texts)

    def show_problem(self, found: Problem) -> bool:
        """Put the focus in the field of a problem; whether it is one of these."""
        name = found.field.partition("[")[0]
        form = self.form if name in self.form.rows else self.effects
        if name not in form.rows:
            return False
        if form is self.effects:
            self.fold.setChecked(True)
        form.show_problems([replace(found, field=name)])
        form.focus_field(name)
        reveal(form.rows[name])
        return True

    def set_frozen(self, frozen: bool) -> None:
        """What was finished is read, not edited."""
        for form in (self.form, self.effects):
            for row in form.rows.values():
                if isinstance(row.field, TextArea):
                    row.field.setReadOnly(frozen)
