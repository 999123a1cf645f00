"""The scenes of the main job, by keys alone; ``python -m tests.e2e.scenes STORY HOME`` plays them.

It starts the program as main.py does, in this process, on a laptop of its own (JEUGDHULP_HOME).
"""

import json
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.e2e.player import (
    Close,
    Lost,
    Player,
    Press,
    Scene,
    Screen,
    Story,
    Tell,
    Type,
    Until,
    choose,
    fill,
    say,
    tab_to,
)

USER = "Ans Terpstra"
SCHOOL = "Vso De Klaproos"
PASSPHRASE = "mijn fiets staat achter de bakker"
SURNAMES = ("Quispelaar", "Zwaluwenburg", "Öztürkmen")  # of pupils: never to be found outside the vault
SECRETS = ("123456782", "111222333", "klaproos.example", "geheim-eckid")  # never to be kept at all
TALK = "Ze fietst weer zelf naar school."
KEPT = "the talk is kept"
HALF_TYPED = "half a sentence stands in two places"
HALF_NOTE = "Moeder van Zwaluwenburg belde: ze slaapt slecht sinds"
HALF_PLACE = "Contact bij de gem"
NOT_YET = "Het thema begint na de kerstvakantie."
WORKER = "Bram Wolters"
ROSTER = """\
<?xml version="1.0" encoding="UTF-8"?>
<EDEX>
  <school>
    <schooljaar>2026-2027</schooljaar><brincode>99ZZ</brincode><dependancecode>00</dependancecode>
    <aanmaakdatum>2026-09-01T09:00:00</aanmaakdatum><auteur>Oefening</auteur><xsdversie>2.1</xsdversie>
  </school>
  <groepen><groep key="g1"><naam>2B</naam><jaargroep>12</jaargroep></groep></groepen>
  <leerlingen>
    <leerling key="o1" eckid="geheim-eckid">
      <achternaam>Quispelaar</achternaam><roepnaam>Noor</roepnaam>
      <geboortedatum>2012-03-14</geboortedatum><geslacht>2</geslacht><groep key="g1"/>
      <emailadres>noor@klaproos.example</emailadres><bsn>123456782</bsn>
    </leerling>
    <leerling key="o2">
      <achternaam>Zwaluwenburg</achternaam><voorvoegsel>van den</voorvoegsel><roepnaam>Jip</roepnaam>
      <geboortedatum>2011-11-02</geboortedatum><geslacht>1</geslacht><groep key="g1"/>
      <emailadres>jip@klaproos.example</emailadres><bsn>111222333</bsn>
    </leerling>
    <leerling key="o3">
      <achternaam>Öztürkmen</achternaam><roepnaam>Ismaël</roepnaam>
      <geboortedatum>2012-02-29</geboortedatum><geslacht>1</geslacht><groep key="g1"/>
    </leerling>
  </leerlingen>
</EDEX>
"""


def comes(screen: Screen, words: str) -> Until:
    """Waits until these words stand on the screen."""
    return Until(lambda: screen.says(words), f"{words!r} on the screen")


def wizard(screen: Screen, reports: Path) -> Story:
    """First start: who, where, a passphrase, the recovery code typed back, where reports go."""
    yield Scene("wizard: who and which school")
    yield comes(screen, "Nieuwe kluis maken")
    yield from fill(screen, "Je naam", USER)
    yield from fill(screen, "Naam van de school", SCHOOL)
    yield from choose(screen, "Onderwijssoort", "(vso)")
    yield from fill(screen, "BRIN", "99zz")
    yield from fill(screen, "Gemeente", "Hoogeveen")
    yield Press("Ctrl+Return")
    yield Scene("wizard: where the vault stands")
    yield comes(screen, "Waar komt de kluis?")
    yield from tab_to(screen, "Nee, alleen ik")
    yield Press("Down")
    yield Until(lambda: screen.focus() == "Ja, of dat weet ik niet", "the careful answer")
    yield Press("Ctrl+Return")
    yield Scene("wizard: passphrase")
    yield comes(screen, "Bedenk een wachtwoord")
    yield from fill(screen, "Wachtwoord", PASSPHRASE)
    yield from fill(screen, "Nog een keer", PASSPHRASE)
    yield Press("Ctrl+Return")
    yield Scene("wizard: recovery code")
    yield comes(screen, "Controle: typ twee groepen over")
    groups = {at: screen.find(f"Groep {at}: ").partition(": ")[2].replace(" ", "") for at in range(1, 9)}
    asked = [int(word) for word in _explained(screen).split() if word.isdigit()]
    for number in asked:
        yield from fill(screen, f"Groep {number}", groups[number])
    yield Press("Ctrl+Return")
    yield Scene("wizard: where reports go")
    yield comes(screen, "Waar komen de rapporten?")
    yield from fill(screen, "Map voor de rapporten", str(reports))
    yield Press("Ctrl+Return")
    yield comes(screen, "Drie stappen om te beginnen")


def _explained(screen: Screen) -> str:
    return next(text for text in screen.texts() if "verdwijnen zodra je typt" in text)


def go(screen: Screen, page: str) -> Story:
    """To a page through the palette."""
    yield Press("Ctrl+K")
    yield Until(lambda: screen.title() == "Alles zoeken", "the palette")
    yield Type(page)
    yield comes(screen, f"Naar {page}")
    yield Press("Return")
    yield Until(lambda: screen.title().startswith(page), f"the page {page}")


def pupil_list(screen: Screen, file: Path) -> Story:
    """The roster of the school, through Qt's own file dialog."""
    yield Scene("import: choose the file")
    yield from go(screen, "Leerlingen")
    yield from tab_to(screen, "Bestand kiezen")
    yield Press("Space")
    yield Until(lambda: screen.title() == "Leerlinglijst kiezen", "the file dialog")
    yield Type(str(file))
    yield Press("Return")
    yield Scene("import: look and fetch")
    yield comes(screen, SURNAMES[1])
    yield Press("Ctrl+Return")
    yield comes(screen, "De leerlingen zijn opgehaald")


def case_with_a_talk(screen: Screen) -> Story:
    """A case of one of them, and a talk noted with Ctrl+Shift+M."""
    yield Scene("case: open one")
    yield from go(screen, "Casussen")
    yield Press("Ctrl+N")
    yield Until(lambda: screen.focus().startswith("Leerling"), "the field of the pupil")
    yield Type(SURNAMES[0].lower())
    yield Until(lambda: QApplication.activePopupWidget() is not None, "the pupils that fit")
    yield Press("Return")
    yield Press("Ctrl+S")
    yield comes(screen, "-0001")
    yield Scene("case: note a talk")
    yield Press("Ctrl+Shift+M")
    yield Until(lambda: screen.title() == "Contactmoment", "the quick note")
    yield from tab_to(screen, "Wat is er gebeurd?")
    yield Type(TALK)
    yield Press("Return")
    yield Until(lambda: screen.title().startswith("Casussen"), "the note is kept")
    yield from time_line(screen)


def time_line(screen: Screen) -> Story:
    """On a small screen the talks stand behind the second button."""
    yield from tab_to(screen, "Wat je ziet Gegevens", "Shift+Tab")
    yield Press("Right")
    yield Press("Space")
    yield comes(screen, TALK)


def worker(screen: Screen) -> Story:
    """Somebody who comes to school."""
    yield Scene("relations: a worker")
    yield from go(screen, "Sociale kaart")
    yield Press("Ctrl+N")
    yield Until(lambda: screen.title() == "Nieuwe persoon", "the form of a person")
    yield from fill(screen, "Naam", WORKER)
    yield from choose(screen, "Medewerker jeugdhulp", "JMW")
    yield Press("Ctrl+Return")
    yield Until(lambda: screen.title().startswith("Sociale kaart"), "the person is kept")
    yield comes(screen, WORKER)


def begin_agreement(screen: Screen) -> Story:
    """A new, empty agreement; the keyboard is in its first field."""
    yield from go(screen, "Schoolafspraken")
    yield Press("Ctrl+N")
    yield Until(lambda: screen.title() == "Nieuwe schoolafspraak", "the form of a new agreement")
    yield from tab_to(screen, "Overnemen van vorig jaar")
    yield Press("Down")
    yield Press("Ctrl+Return")
    yield Until(lambda: screen.focus().startswith("Opsteller"), "the editor")


def agreement(screen: Screen) -> Story:
    """This year's agreement: hours, a theme with an offer, who signs; through all its steps."""
    yield Scene("agreement: begin one")
    yield from begin_agreement(screen)
    yield Scene("agreement: who sits at the table")
    for party in ("Welzijnsorganisatie", "Gemeente"):
        yield from fill(screen, f"Naam van {party}", f"Contact {party}")
    yield Scene("agreement: deployments")
    yield from choose(screen, "Medewerker, regel 1", WORKER)
    yield from fill(screen, "Uren per week, regel 1", "8,5")
    yield from fill(screen, "Weken, regel 1", "40")
    yield Scene("agreement: a theme")
    yield from tab_to(screen, "Thema toevoegen")
    yield Press("Space")
    yield Until(lambda: screen.focus() == "Thema", "the form of a theme")
    yield Type("Pesten")
    yield from fill(screen, "Trekker", WORKER)
    yield from fill(screen, "Doel in eigen woorden", "Minder dan 1 op de 10 leerlingen wordt gepest.")
    yield Scene("agreement: an offer")
    yield from tab_to(screen, "Aanbod koppelen: Pesten", "Shift+Tab")
    yield Press("Space")
    yield Until(lambda: screen.focus() == "Naam", "the form of an offer")
    yield Type("SOVA-training")
    yield from fill(screen, "Groepen", "2")
    yield from fill(screen, "Bijeenkomsten", "8")
    yield from fill(screen, "Minuten per keer", "60")
    yield from fill(screen, "Hooguit deelnemers", "12")
    yield comes(screen, "1 keer aanbod: SOVA-training")
    yield Scene("agreement: who signs")
    for party in ("School", "Welzijnsorganisatie", "Gemeente"):
        yield from fill(screen, f"Naam van wie tekent voor {party}", f"Tekent {party}")
    yield Scene("agreement: for discussion")
    yield Press("Ctrl+S")
    yield comes(screen, "Alles bewaard")
    yield from tab_to(screen, "Ter bespreking")
    yield Press("Space")
    yield comes(screen, "Ter ondertekening")
    yield from answer_questions(screen)
    yield Scene("agreement: frozen for signing")
    yield from tab_to(screen, "Ter ondertekening")
    yield Press("Space")
    yield comes(screen, "De inhoud ligt daarna vast")
    yield Press("Return")
    yield comes(screen, "Ondertekend")


def editing(screen: Screen) -> Story:
    """The short form is closed."""
    yield Until(lambda: screen.title().startswith("Schoolafspraken"), "the editor again")


def answer_questions(screen: Screen) -> Story:
    """What differs from the structure of the municipality gets its reason, or "bewust"."""
    for _ in range(30):
        yield Press("F8")
        if screen.focus().startswith("Ja, bewust"):
            yield Press("Space")
        elif screen.focus().startswith("Reden opschrijven"):
            yield Press("Space")
            yield Until(lambda: screen.title() == "Waarom is dit zo afgesproken?", "the reason")
            yield Type("Zo spraken we het samen af.")
            yield Press("Ctrl+Return")
            yield from editing(screen)


def question(screen: Screen, words: str) -> Until:
    """Waits until the keyboard is at a question."""
    return Until(lambda: words in screen.focus(), f"the question on {words!r}")


def checklist(screen: Screen) -> Story:
    """Four questions of the agreement's checklist, one key each; "nee" is explained."""
    yield Scene("monitoring: begin a list")
    yield from go(screen, "Monitoring")
    yield Press("Ctrl+N")
    yield Until(lambda: screen.title() == "Nieuwe lijst", "the form of a new list")
    yield from tab_to(screen, "Soort lijst")
    yield Press("S")
    yield from choose(screen, "Schoolafspraak", SCHOOL)
    yield Press("Ctrl+Return")
    yield comes(screen, "Lopen de uren zoals afgesproken?")
    yield Scene("monitoring: answer")
    yield question(screen, "uren zoals afgesproken")
    for key, following in (("J", "vast gezicht"), ("D", "werkplek"), ("X", "gekozen thema")):
        yield Press(key)
        yield Press("Down")
        yield question(screen, following)
    yield Press("N")
    yield from tab_to(screen, "Toelichting")
    yield Type(NOT_YET)
    yield Press("Return")
    yield Until(lambda: not screen.focus().startswith("Toelichting"), "the next question")
    yield comes(screen, "4 van ")


def pdf_in_the_folder(screen: Screen) -> Story:
    """The page Rapporten says that the agreement's PDF is up to date."""
    yield Scene("reports: the PDF stands in the folder")
    yield from go(screen, "Rapporten")
    yield comes(screen, "Actueel")


def lock_and_unlock(screen: Screen, page: str) -> Story:
    """Ctrl+L leaves nothing readable; the passphrase brings back the page where one was."""
    yield Scene("lock")
    yield Press("Ctrl+L")
    yield comes(screen, "Ontgrendel de kluis")
    left = [name for name in SURNAMES for text in screen.texts() if name in text]
    if left or screen.title() != "Jeugdhulp Desktop":
        raise Lost(f"behind the lock one still reads {left}, {screen.title()!r}")
    yield Scene("unlock")
    yield Type(PASSPHRASE)
    yield Press("Return")
    yield Until(lambda: screen.title().startswith(page), f"the page {page} again")


def whole_story(screen: Screen, home: Path) -> Story:
    """From a fresh laptop to the signed agreement and back behind the lock."""
    roster = home / "leerlingen.xml"
    roster.write_text(ROSTER, encoding="utf-8")
    yield from wizard(screen, home / "Rapporten")
    yield from pupil_list(screen, roster)
    yield from case_with_a_talk(screen)
    yield from worker(screen)
    yield from agreement(screen)
    yield from checklist(screen)
    yield from pdf_in_the_folder(screen)
    yield from lock_and_unlock(screen, "Rapporten")
    yield Close()


def until_the_kill(screen: Screen, home: Path) -> Story:
    """Up to a talk that was kept; then nothing more, until the process is killed from outside."""
    roster = home / "leerlingen.xml"
    roster.write_text(ROSTER, encoding="utf-8")
    yield from wizard(screen, home / "Rapporten")
    yield from pupil_list(screen, roster)
    yield from case_with_a_talk(screen)
    yield Tell(KEPT)
    yield Until(lambda: False, "the end of this process")


def after_the_kill(screen: Screen, _home: Path) -> Story:
    """The vault says what happened, opens where one was as far as that was kept, and the talk is there."""
    yield Scene("after the kill: unlock")
    yield comes(screen, "Ontgrendel de kluis")
    yield Type(PASSPHRASE)
    yield Press("Return")
    yield comes(screen, "niet netjes gesloten")
    yield Scene("after the kill: the talk")
    yield from go(screen, "Start")
    yield comes(screen, "Verder waar je was")
    yield from go(screen, "Casussen")
    yield Press("Escape")  # out of the case, if the kill left the time to keep that it was open
    yield comes(screen, SURNAMES[0])
    yield from tab_to(screen, "Casussen", most=40)
    yield Press("Return")
    yield comes(screen, TALK)
    yield Close()


def half_typed(screen: Screen, home: Path) -> Story:
    """Half a sentence in an agreement and in a quick note above it; then the process is killed."""
    yield from wizard(screen, home / "Rapporten")
    yield Scene("half: an agreement")
    yield from begin_agreement(screen)
    yield from fill(screen, "Naam van Gemeente", HALF_PLACE)
    yield Scene("half: a note")
    yield Press("Ctrl+Shift+M")
    yield Until(lambda: screen.title() == "Contactmoment", "the quick note")
    yield from tab_to(screen, "Wat is er gebeurd?")
    yield Type(HALF_NOTE)
    yield Tell(HALF_TYPED)
    yield Until(lambda: False, "the end of this process")


def half_is_back(screen: Screen, _home: Path) -> Story:
    """After the passphrase both stand there, the keyboard at the word that was broken off."""
    yield Scene("half: unlock")
    yield comes(screen, "Ontgrendel de kluis")
    yield Type(PASSPHRASE)
    yield Press("Return")
    yield Until(lambda: screen.title() == "Contactmoment", "the quick note again")
    yield comes(screen, "staat er weer. Hij is nog niet bewaard.")
    yield Until(lambda: screen.focus().startswith("Wat is er gebeurd?"), "the keyboard where it was")
    yield Until(lambda: screen.value() == HALF_NOTE, "the half sentence of the note")
    yield Scene("half: the agreement under it")
    yield Press("Escape")
    yield Until(lambda: screen.title().startswith("Schoolafspraken"), "the agreement again")
    yield comes(screen, "staat er weer. Hij is nog niet bewaard.")
    yield from tab_to(screen, "Naam van Gemeente")
    yield Until(lambda: screen.value() == HALF_PLACE, "the half sentence of the agreement")
    yield Press("Ctrl+S")
    yield comes(screen, "bewaard om")
    yield Scene("half: the note is given up")
    yield Close()
    yield comes(screen, "Ga je weg, dan is die tekst weg")
    yield Press("Return")


STORIES = {
    "whole": whole_story,
    "until_the_kill": until_the_kill,
    "after_the_kill": after_the_kill,
    "half_typed": half_typed,
    "half_is_back": half_is_back,
}


def main(arguments: list[str]) -> int:
    """Plays one story in the program; 0 when it was played to its end and the window closed."""
    name, home, pictures = arguments[0], Path(arguments[1]), Path(arguments[2])
    application = QApplication(["jeugdhulp"])  # app.run takes the one that is there
    screen = Screen()
    player = Player(STORIES[name](screen, home), pictures)
    player.start()
    from jeugdhulp_desktop.start import main as start

    code = start([])
    player.end_scene()  # it ended in order; lost, it would not come here
    del application
    say(json.dumps(player.played), sys.stdout)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
