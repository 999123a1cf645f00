"""A whole school comes in: the file read, compared and kept, beside parsing it and inserting by bare SQL."""

import shutil
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from lxml import etree

from jeugdhulp_desktop.domain.roster_plans import plan_import
from jeugdhulp_desktop.domain.schools import SchoolDraft
from jeugdhulp_desktop.exchange.edexml import read_edexml
from jeugdhulp_desktop.exchange.files import open_import
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.engine import Database, open_database
from jeugdhulp_desktop.storage.import_queries import apply_import
from jeugdhulp_desktop.storage.migrate import create_vault_database
from jeugdhulp_desktop.storage.pupil_queries import find_pupils_with_case, load_pupils
from jeugdhulp_desktop.storage.school_queries import store_school
from tests.benchmarks.harness import Row, Seconds

KEY, VAULT_ID = bytes(range(32)), bytes(range(50, 66))
TODAY = date(2026, 9, 15)
PUPILS = 2_000
TEXTS = ("roepnaam", "voorvoegsel", "achternaam", "geboortedatum")
BARE_INSERT = (
    "INSERT INTO pupils (version, school_id, key, first, prefix, last, sort_key, search_key, birth_date,"
    " birth_date_unknown, group_name, year_group) VALUES (1, 1, ?, ?, ?, ?, '', '', ?, 0, '', '')"
)


def rows(folder: Path) -> Iterator[Row]:
    """Each round begins with an empty picking list; making that is off the clock."""
    file = folder / "school.xml"
    file.write_text(edexml_of(PUPILS), encoding="utf-8")
    template = folder / "template.db"
    with (
        closing(create_vault_database(template, KEY, VAULT_ID)) as made,
        made.write(Action.SAVE_SCHOOL) as to,
    ):
        store_school(to, SchoolDraft(name="De Wissel", brin="99ZZ"))
    yield Row(
        f"EDEXML of {PUPILS:,} pupils",
        floor=lambda: on_a_copy(template, lambda database: insert_bare(database, file)),
        ours=lambda: on_a_copy(template, lambda database: bring_in(database, file)),
        limit=3,
    )


def bring_in(database: Database, path: Path) -> None:
    """What an import does, from the file to the commit."""
    roster = read_edexml(open_import(path))
    with database.read() as reading:
        plan = plan_import(load_pupils(reading, 1), find_pupils_with_case(reading, 1), roster, today=TODAY)
    with database.write(Action.IMPORT_PUPILS, "import") as connection:
        apply_import(connection, plan, 1, datetime.now(UTC))


def insert_bare(database: Database, path: Path) -> None:
    """The same pupils with nothing of ours: no checks, no keys for order and search, no undo."""
    tree = etree.parse(path)
    pupils = [
        (pupil.get("key"), *(pupil.findtext(f"{{*}}{name}") or "" for name in TEXTS))
        for pupil in tree.iterfind(".//{*}leerlingen/{*}leerling")
    ]
    with database.maintenance() as raw:
        raw.execute("PRAGMA query_only = OFF")
        raw.execute("BEGIN IMMEDIATE")
        raw.executemany(BARE_INSERT, pupils)
        raw.execute("COMMIT")


def on_a_copy(template: Path, work: Any) -> Seconds:
    """How long the work takes on a fresh copy of the database."""
    path = template.with_name("vault.db")
    shutil.copyfile(template, path)
    with closing(open_database(path, KEY, VAULT_ID)) as database:
        with database.read():
            pass
        began = time.perf_counter()
        work(database)
        took = time.perf_counter() - began
        with database.read() as reading:
            if len(load_pupils(reading, 1)) != PUPILS:
                raise RuntimeError("not every pupil came in")
    return Seconds(took)


def edexml_of(pupils: int) -> str:
    """A file as a school administration exports it, with the elements that are never read."""
    many = "".join(
        f"""
    <leerling key="{number}">
      <achternaam>Achternaam{number % 613}</achternaam>
      <voorvoegsel>{("", "van den", "de")[number % 3]}</voorvoegsel>
      <voorletters-1>N.M.</voorletters-1>
      <roepnaam>Roep{number % 401}</roepnaam>
      <geboortedatum>20{10 + number % 9:02d}-{number % 12 + 1:02d}-{number % 28 + 1:02d}</geboortedatum>
      <geslacht>{number % 2 + 1}</geslacht>
      <jaargroep>{number % 8 + 1}</jaargroep>
      <etniciteit>1</etniciteit>
      <postcode>7901 AB</postcode>
      <emailadres>ouder{number}@voorbeeld.example</emailadres>
      <groep key="g{number % 40}"/>
    </leerling>"""
        for number in range(pupils)
    )
    groups = "".join(
        f'<groep key="g{number}"><naam>Groep {number}</naam><jaargroep>{number % 8 + 1}</jaargroep></groep>'
        for number in range(40)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<EDEX>
  <school>
    <schooljaar>2026-2027</schooljaar><brincode>99ZZ</brincode><dependancecode>00</dependancecode>
    <auteur>Voorbeeld</auteur><xsdversie>2.1</xsdversie>
  </school>
  <groepen>{groups}</groepen>
  <leerlingen>{many}
  </leerlingen>
</EDEX>
"""
