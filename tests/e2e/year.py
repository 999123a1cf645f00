"""One school year of an agreement, by keys alone; ``python -m tests.e2e.year DAY HOME PICTURES`` plays a day.

Each day is a process of its own: the laptop is opened, something is done, the laptop is closed. The clock of
the process is set to that day. ``make_laptop`` prepares the vault as it stood on 1 September.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path

from PySide6.QtWidgets import QApplication

from jeugdhulp_desktop.compose import make_vault
from jeugdhulp_desktop.domain.cases import CaseDraft, CaseStatus, Ground
from jeugdhulp_desktop.domain.pupils import PupilDraft, PupilName
from jeugdhulp_desktop.domain.relations import PartyDraft, PartyKind, PersonDraft, WorkerType
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolType
from jeugdhulp_desktop.security.kdf import FLOOR
from jeugdhulp_desktop.services import clock as clock_module
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.settings import Settings, store_settings
from tests.e2e.player import (
    Close,
    Lost,
    Player,
    Press,
    Scene,
    Screen,
    Story,
    Type,
    Until,
    choose,
    fill,
    say,
    tab_to,
)
from tests.e2e.scenes import answer_questions, begin_agreement, comes, editing, go

PASSPHRASE = "drie blauwe fietsen in de regen"
SCHOOL, USER, WORKER = "Obs De Wilgen", "Ans Terpstra", "Bram Wolters"
PUPILS = (("Quispelaar", "8"), ("Zwaluwenburg", "7"), ("Öztürkmen", "7"))
FIRST_DAY = date(2026, 9, 1)
DAYS = {
    "afspraak": date(2026, 9, 8),
    "getekend": date(2026, 9, 22),
    "versie2": date(2026, 11, 10),
    "aanvullend": date(2027, 1, 12),
    "uren": date(2027, 1, 22),
    "tussentijds": date(2027, 2, 10),
    "eind": date(2027, 6, 10),
    "overgang": date(2027, 6, 22),
}


def shift_clock(day: date) -> None:
    """From now on this process lives on that day, at twenty to nine in the morning."""
    real = datetime
    ahead = datetime(day.year, day.month, day.day, 8, 40, tzinfo=UTC) - real.now(UTC)

    class Shifted(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "datetime":  # type: ignore[override]
            return real.now(tz) + ahead

    clock_module.datetime = Shifted  # type: ignore[attr-defined]


def make_laptop(home: Path) -> Path:
    """A vault with a school, who works there and four pupils with a question, as it stood on 1 September."""
    vault, reports = home / "Kluis", home / "Rapporten"
    moment = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, 8, 40, tzinfo=UTC)
    school = SchoolDraft(
        SCHOOL, SchoolType.BAO, "99ZZ", swv="SWV Proef", municipality="Veenrand", pupil_count=200,
        counted_on=date(2026, 2, 1), is_mine=True,
    )  # fmt: skip
    session, _code = make_vault(
        vault, name="Kluis", passphrase=PASSPHRASE, school=school, user_name=USER,
        user_role="IB'er", cost=FLOOR, report_folder=reports, clock=lambda: moment,
    )  # fmt: skip
    try:
        _fill(session)
        settings = replace(session.settings.load(), recovery_confirmed=True)
        session.settings.save(settings)
        laptop = Settings(last_vault=vault).with_report_folder(session.vault_id, reports)
    finally:
        session.close()
    (home / "config").mkdir()
    store_settings(laptop, home / "config" / "settings.json")
    return vault


def _fill(session: Session) -> None:
    school = session.schools.lines()[0].id
    welfare = session.relations.save_party(PartyDraft("Welzijn Veenrand", PartyKind.WELFARE))
    municipality = session.relations.save_party(PartyDraft("Gemeente Veenrand", PartyKind.MUNICIPALITY))
    session.relations.save_person(PersonDraft("Ruben van Dalfsen", "teamleider", party_id=welfare))
    session.relations.save_person(PersonDraft("Noor Ettema", "adviseur jeugd", party_id=municipality))
    worker = session.relations.save_person(
        PersonDraft(WORKER, "JMW", party_id=welfare, worker_type=WorkerType.JMW, school_id=school)
    )
    for name, group in PUPILS:
        pupil = session.pupils.save(
            PupilDraft(school, PupilName("Kim", "", name), birth_date=date(2015, 3, 14), group=group)
        )
        session.cases.save(
            CaseDraft(
                school_id=school,
                pupil_id=pupil,
                status=CaseStatus.ACTIVE,
                question="opvoeden",
                municipality="Veenrand",
                referred_on=date(2026, 8, 20),
                first_talk_on=date(2026, 8, 26),
                started_on=date(2026, 8, 31),
                lead_id=worker,
                worker_ids=(worker,),
                ground=Ground.GUIDANCE,
            )
        )


def unlock(screen: Screen) -> Story:
    """Open the laptop."""
    yield Scene("unlock")
    yield comes(screen, "Ontgrendel de kluis")
    yield Type(PASSPHRASE)
    yield Press("Return")
    yield Until(lambda: screen.title().startswith("Start"), "the page Start")


def menu(screen: Screen, button: str, entry: str) -> Story:
    """An entry of a menu button, walked to with the arrows."""
    yield from tab_to(screen, button, most=260)
    yield Press("Space")
    yield Until(lambda: QApplication.activePopupWidget() is not None, "the menu")
    for _ in range(20):
        popup = QApplication.activePopupWidget()
        active = popup.activeAction() if popup is not None else None  # type: ignore[attr-defined]
        if active is not None and active.text().replace("&", "") == entry:
            yield Press("Return")
            return
        yield Press("Down")
    raise Lost(f"the menu has no {entry!r}")


def open_agreement(screen: Screen) -> Story:
    """The agreement of the school, from the list."""
    yield from go(screen, "Schoolafspraken")
    yield comes(screen, SCHOOL)
    yield from tab_to(screen, "Schoolafspraken")
    yield Press("Return")
    yield comes(screen, "Onderdelen die we gebruiken")


def afspraak(screen: Screen) -> Story:
    """Draft, discuss, freeze."""
    yield Scene("draft")
    yield from begin_agreement(screen)
    yield from fill(screen, "Wat goed ging", "Het vaste gezicht op dinsdag.")
    yield from choose(screen, "Medewerker, regel 1", WORKER)
    yield from fill(screen, "Uren per week, regel 1", "7,5")
    yield from fill(screen, "Weken, regel 1", "38")
    yield from tab_to(screen, "Thema toevoegen", most=200)
    yield Press("Space")
    yield Until(lambda: screen.focus() == "Thema", "the title of a theme")
    yield Type("Pesten")
    yield from choose(screen, "Prioriteit", "1")
    yield from fill(screen, "Trekker", WORKER)
    yield from fill(screen, "Waaraan meet je het", "zegt: ik voel me veilig in de klas")
    yield from fill(screen, "Hoe is het nu", "71%")
    yield from fill(screen, "Streefwaarde", "85% van groep 7 en 8")
    yield from fill(screen, "Bron", "leerlingmeting")
    yield from fill(screen, "Datum van meten", "01-06-2027")
    yield from tab_to(screen, "Aanbod koppelen: Pesten", "Shift+Tab")
    yield Press("Space")
    yield Until(lambda: screen.focus() == "Naam", "the name of an offer")
    yield Type("Weerbaarheidstraining")
    for name, number in (("Groepen", "2"), ("Bijeenkomsten", "8"), ("Minuten per keer", "90")):
        yield from fill(screen, name, number)
    yield Scene("discuss")
    yield Press("Ctrl+S")
    yield comes(screen, "Alles bewaard")
    yield from tab_to(screen, "Ter bespreking", "Shift+Tab", most=300)
    yield Press("Space")
    yield comes(screen, "Ter ondertekening")
    yield from answer_questions(screen)
    yield from freeze(screen)
    yield Close()


def freeze(screen: Screen) -> Story:
    """Offer it for signing."""
    yield Scene("freeze")
    yield from tab_to(screen, "Ter ondertekening", "Shift+Tab", most=300)
    yield Press("Space")
    yield comes(screen, "De inhoud ligt daarna vast")
    yield Press("Return")
    yield Until(lambda: screen.title().startswith("Schoolafspraken"), "the editor again")
    yield comes(screen, "Ondertekend")


def sign(screen: Screen, day: str, place: str) -> Story:
    """The paper is back: who signed, when, and where it lies."""
    yield Scene("sign")
    yield from tab_to(screen, "Ondertekend", "Shift+Tab", most=300)
    yield Press("Space")
    yield Until(lambda: screen.title() == "Vastleggen dat er getekend is", "the form of the signatures")
    for name in ("Tekent school", "Tekent welzijn", "Tekent gemeente"):
        yield from tab_to(screen, "Naam")
        yield Press("Ctrl+A")
        yield Type(name)
        yield from fill(screen, "Plaats", "Veenrand")
        yield from fill(screen, "Datum", day)
        yield Press("Tab")
    yield from fill(screen, "Waar ligt het papier", place)
    yield Press("Ctrl+Return")
    yield from editing(screen)
    yield comes(screen, "Ondertekend, lopend")


def getekend(screen: Screen) -> Story:
    """Signed by three."""
    yield from open_agreement(screen)
    yield from sign(screen, "21-09-2026", "map 4, kast directie")
    yield Close()


def versie2(screen: Screen) -> Story:
    """A change after signing: version 2 with its reason, through all steps."""
    yield Scene("version 2")
    yield from open_agreement(screen)
    yield from menu(screen, "Meer: wat kan er nog met deze afspraak", "Nieuwe versie maken")
    yield Until(lambda: screen.title() != "Schoolafspraken", "the reason")
    yield comes(screen, "Reden")
    yield Type("De JMW komt een half uur langer.")
    yield Press("Ctrl+Return")
    yield comes(screen, "versie 2, bewaard")
    yield from fill(screen, "Uren per week, regel 1", "8")
    yield Press("Ctrl+S")
    yield comes(screen, "Alles bewaard")
    yield from tab_to(screen, "Ter bespreking", "Shift+Tab", most=300)
    yield Press("Space")
    yield comes(screen, "Ter ondertekening")
    yield from freeze(screen)
    yield from sign(screen, "09-11-2026", "map 4, kast directie")
    yield Close()


def aanvullend(screen: Screen) -> Story:
    """Additional deployment: asked by two, granted by three."""
    yield Scene("additional deployment")
    yield from open_agreement(screen)
    yield from menu(screen, "Meer: wat kan er nog met deze afspraak", "Aanvullende inzet aanvragen")
    yield comes(screen, "Extra inzet is een uitzondering")
    yield from tab_to(screen, "Reden: onderwijsachterstand")
    yield Press("Space")
    yield from fill(
        screen,
        "Motivatie",
        "Tien leerlingen kwamen dit najaar van een andere school. De uren gaan al op aan vragen van thuis.",
    )
    yield from fill(screen, "Naam van de aanvrager, school", USER)
    yield from fill(screen, "Naam van de aanvrager, welzijnsorganisatie", "Ruben van Dalfsen")
    yield from fill(screen, "Gericht aan", "Noor Ettema")
    yield from fill(screen, "Eerste dag", "18-01-2027")
    yield from fill(screen, "Laatste dag", "30-04-2027")
    yield from fill(screen, "Uur per week", "2,5")
    yield from fill(screen, "Lesweken", "13")
    yield from tab_to(screen, "Doel toevoegen")
    yield Press("Space")
    yield Until(lambda: screen.focus().startswith("Doel"), "the first goal")
    yield Type("Elke nieuwe leerling heeft binnen 6 weken een gesprek.")
    yield from fill(screen, "Wat jullie verantwoorden", "Uren en aantal gesprekken.")
    yield from fill(screen, "Wanneer", "mei 2027")
    yield from fill(screen, "Aan wie", "gemeente Veenrand")
    yield from fill(screen, "Tarief per uur", "71,50")
    yield from tab_to(screen, "Bijdrage toevoegen")
    yield Press("Space")
    yield from fill(screen, "of %", "100")
    yield Scene("requested")
    yield Press("Ctrl+S")
    yield comes(screen, "Alles bewaard")
    yield from tab_to(screen, "Aanvragen", "Shift+Tab", most=200)
    yield Press("Space")
    yield comes(screen, "Toekennen")
    for party in ("School", "Welzijnsorganisatie", "Gemeente"):
        yield from fill(screen, f"Naam, {party}", f"Akkoord {party}")
        yield from fill(screen, f"Akkoord op, {party}", "11-01-2027")
    yield Scene("granted")
    yield from tab_to(screen, "Toekennen", "Shift+Tab", most=200)
    yield Press("Space")
    yield comes(screen, "krijgt een controlegetal")
    yield Press("Return")
    yield comes(screen, "Toegekend")
    yield Close()


def uren(screen: Screen) -> Story:
    """A week of hours, and the week before it with half an hour less; 0,1 three times is 0,3."""
    yield Scene("hours")
    yield from go(screen, "Inzet en uren")
    yield comes(screen, WORKER)
    cell = f"{WORKER}, JMW basis, "
    for kind, hours in (("individueel", "4,5"), ("groep", "1,5"), ("overleg", "0,1"), ("leerkracht", "0,1")):
        yield from fill(screen, cell + kind, hours)
    yield from fill(screen, cell + "overig", "0,1")
    yield Press("Return")
    yield comes(screen, "6,3")
    yield from fill(screen, f"{WORKER}, JMW aanvullend, individueel", "2,25")
    yield Press("Return")
    yield comes(screen, "8,55")
    yield Press("Alt+Right")
    yield Press("Ctrl+D")
    yield comes(screen, "Overgenomen van de vorige week")
    yield Close()


def evaluate(screen: Screen, name: str, day: str, lesson: str) -> Story:
    """Walk with F8 from what is open to what is open: answers by one key, a reason, the day; then finish."""
    yield from open_agreement(screen)
    yield from tab_to(screen, f"Beginnen: evaluatie {name}", most=300)
    yield Press("Space")
    yield comes(screen, "Vaststellen")
    keys = "DGGGGX"
    for at in range(40):
        if not any(text.startswith("Nog ") and text[4:5].isdigit() for text in screen.texts()):
            break
        yield Press("F8")
        here = screen.focus()
        if here.startswith("Besproken op"):
            yield Type(day)
            yield Press("Tab")
        elif here.startswith("Stand van zaken"):
            yield Type("De eerste groep begon later dan gepland.")
            yield Press("Tab")
        else:
            yield Press(keys[min(at, len(keys) - 1)] if at < len(keys) else "G")
            if screen.focus().startswith("Stand van zaken"):
                yield Type("In januari was de werker twee weken ziek.")
                yield Press("Tab")
    yield from fill(screen, "Leerpunten", lesson)
    yield from fill(screen, "Voorstel voor volgend jaar", "Begin in september met de tweede groep.")
    yield Scene("finish the evaluation")
    yield Press("Ctrl+Return")
    yield comes(screen, "De cijfers en het papier liggen daarna vast")
    yield Press("Return")
    yield comes(screen, "Vastgesteld op")
    yield Close()


def tussentijds(screen: Screen) -> Story:
    """Halfway, in February."""
    yield Scene("halfway evaluation")
    yield from evaluate(screen, "tussentijds", "09-02-2027", "Plan de training voor de kerst.")


def eind(screen: Screen) -> Story:
    """At the end, in June."""
    yield Scene("end evaluation")
    yield from evaluate(screen, "eind", "08-06-2027", "Een vast lokaal scheelt elke week een kwartier.")


def overgang(screen: Screen) -> Story:
    """To the new school year: the concept, the groups, and the pupil who leaves with an open case."""
    yield Scene("roll-over")
    yield from go(screen, "Schoolafspraken")
    yield comes(screen, SCHOOL)
    yield from menu(screen, "Meer: vergelijken", "Nieuw schooljaar")
    yield comes(screen, "Er verandert pas iets bij stap 4")
    yield Until(lambda: not screen.says("Even wachten"), "the schools")
    yield Press("Ctrl+Return")
    yield comes(screen, "Gaat nooit mee")
    yield Press("Ctrl+Return")
    yield comes(screen, "Groepen en casussen")
    yield comes(screen, PUPILS[0][0])
    yield Press("Ctrl+Return")
    yield Until(lambda: screen.says("Overzetten"), "what will be done")
    yield Press("Ctrl+Return")
    yield Scene("rolled over")
    yield comes(screen, "Het nieuwe schooljaar staat klaar")
    yield Press("Ctrl+Return")
    yield comes(screen, "Concept")
    yield Close()


SCENES: dict[str, Callable[[Screen], Story]] = {
    "afspraak": afspraak,
    "getekend": getekend,
    "versie2": versie2,
    "aanvullend": aanvullend,
    "uren": uren,
    "tussentijds": tussentijds,
    "eind": eind,
    "overgang": overgang,
}


def day_of(name: str, screen: Screen) -> Story:
    """One day: the laptop is opened, something is done, it is closed."""
    yield from unlock(screen)
    yield from SCENES[name](screen)


def main(arguments: list[str]) -> int:
    """Plays one day in the program; 0 when it was played to its end and the window closed."""
    name, pictures = arguments[0], Path(arguments[2])
    shift_clock(DAYS[name])
    application = QApplication(["jeugdhulp"])  # app.run takes the one that is there
    screen = Screen()
    player = Player(day_of(name, screen), pictures)
    player.start()
    from jeugdhulp_desktop.start import main as start

    code = start([])
    player.end_scene()  # it ended in order; lost, it would not come here
    del application
    say(json.dumps(player.played), sys.stdout)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
