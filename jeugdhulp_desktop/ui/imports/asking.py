"""The questions that stand between a file and the vault: a practice vault, many gone, undoing."""

from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.domain.rosters import ImportPlan
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.imports.words import pupils_words
from jeugdhulp_desktop.ui.problem_sentences import sentence


def may_practise(parent: QWidget, plan: ImportPlan) -> bool:
    """A file in the practice vault is asked about until the first one is in (domain.md 6.6 no. 7)."""
    if all(each.code != "demo-vault" for each in plan.remarks):
        return True
    text = (
        "Dit is een oefenkluis, bedoeld voor verzonnen leerlingen. "
        "Echte leerlingen horen in je eigen kluis. Is dit een lijst om mee te oefenen?"
    )
    return dialogs.ask(parent, "Leerlingen in een oefenkluis", text, ["Lijst gebruiken"]) is not None


def sure_of_many(parent: QWidget, plan: ImportPlan) -> bool:
    """A list in which more than half of the school is missing may be a list of one class."""
    doubt = next((each for each in plan.remarks if each.code == "many-gone"), None)
    if doubt is None:
        return True
    going = pupils_words(len(plan.erased)).capitalize()
    text = f"{sentence(doubt)}\n{going} zonder casus {'wordt' if len(plan.erased) == 1 else 'worden'} gewist."
    verb = dialogs.ask(parent, "Veel leerlingen zijn weg", text, ["Toch ophalen"], default=dialogs.CANCEL)
    return verb is not None


def sure_to_undo(parent: QWidget) -> bool:
    """What undoing does, before it is done."""
    text = (
        "Nieuwe leerlingen gaan weer weg, gewiste leerlingen komen terug, en wat veranderd was, "
        "wordt weer zoals eerst. Wat je daarna zelf veranderde, blijft staan."
    )
    title = "Laatste keer ophalen ongedaan maken"
    return dialogs.ask(parent, title, text, ["Ongedaan maken"]) is not None
