"""The page of imports on a real vault, and lists of pupils to give it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui.imports.page import ImportsPage
from jeugdhulp_desktop.ui.pages import PageContext
from tests.services.conftest import demo, demo_template, empty_template, open_copy, session

__all__ = ["demo", "demo_template", "empty_template", "open_copy", "session"]

HEAD = "Leerlingnummer;Roepnaam;Tussenvoegsel;Achternaam;Geboortedatum;Groep\n"
NOOR = "1;Noor;van den;Berg;14-03-2012;2B"
SEM = "2;Sem;de;Vries;02-11-2013;1C"
ZOE = "3;Zoë;;Bakker;29-02-2012;2A"
EDEXML = """<?xml version="1.0" encoding="UTF-8"?>
<EDEX><school><schooljaar>{year}</schooljaar><brincode>{brin}</brincode><xsdversie>2.1</xsdversie></school>
<groepen><groep key="g"><naam>7</naam></groep></groepen><leerlingen>
<leerling key="o1"><achternaam>Voorbeeld</achternaam><roepnaam>Jip</roepnaam>
<geboortedatum>2015-03-14</geboortedatum><geslacht>1</geslacht><groep key="g"/></leerling>
</leerlingen></EDEX>"""


@pytest.fixture
def listing(tmp_path: Path) -> Callable[..., Path]:
    """Writes a list of pupils as csv; each text is a row."""
    number = 0

    def write(*rows: str, head: str = HEAD) -> Path:
        nonlocal number
        number += 1
        path = tmp_path / f"lijst-{number}.csv"
        path.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
        return path

    return write


@pytest.fixture
def edexml(tmp_path: Path) -> Callable[..., Path]:
    """Writes a list of one pupil as EDEXML, of any school and school year."""

    def write(brin: str = "99ZZ", year: str = "2026-2027") -> Path:
        path = tmp_path / f"{brin}-{year}.xml"
        path.write_text(EDEXML.format(brin=brin, year=year), encoding="utf-8")
        return path

    return write


@pytest.fixture
def opens(qtbot: QtBot, context: PageContext) -> Callable[[Session], ImportsPage]:
    """Shows the page of a vault and lets it hear of every write."""

    def make(vault: Session) -> ImportsPage:
        page = ImportsPage(context)
        qtbot.addWidget(page)
        vault.changes.subscribe(context.tasks.announce)
        context.tasks.changed.connect(page.refresh)
        page.resize(1150, 690)
        page.show()
        page.activateWindow()
        page.open_with(vault)
        page.take_focus()
        qtbot.waitUntil(lambda: not context.tasks.busy())
        return page

    return make
