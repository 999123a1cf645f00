"""A vault of any size with fictional records, filled by bare SQL since the demo would take minutes."""

import random
from datetime import date, timedelta
from pathlib import Path

from jeugdhulp_desktop.domain.pupils import PupilName
from jeugdhulp_desktop.domain.questions import QUESTIONS
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.case_keys import case_keys
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.migrate import create_vault_database
from jeugdhulp_desktop.storage.search import search_key
from jeugdhulp_desktop.storage.tables import Base

KEY, VAULT_ID = bytes(range(32)), bytes(range(50, 66))
FIRST = ("Noor", "Sem", "Zoë", "Jayden", "Fatima", "Daan", "Lina", "Milan", "Yasmin", "Thijs", "Anne-Marie")
LAST = ("Vries", "Jansen", "Berg", "Yılmaz", "Bakker", "Visser", "Smit", "Dijk", "Öztürk", "Mulder", "Hart")
PREFIX = ("", "", "", "de", "van den", "van", "'t")
SCHOOLS = ("Basisschool De Wissel", "VSO De Zonnewijzer", "Praktijkschool Het Kompas")
WORKERS = (("Marieke Dijkstra", "JMW"), ("Rachid Benali", "JP"), ("Sanne Post", "JW"))
STATUSES = ("actief", "actief", "intake", "aanmelding", "afgesloten")
FIRST_DAY = date(2024, 8, 1)


def fill_vault(
    path: Path, *, pupils: int, cases: int, contacts: int, key: bytes = KEY, vault_id: bytes = VAULT_ID
) -> Database:
    """An open vault with so many pupils, cases and contact moments, the same for every run."""
    database = create_vault_database(path, key, vault_id)
    chance = random.Random(7)
    with database.write(Action.MAKE_DEMO) as connection:
        insert_rows(connection, "schools", [
            {"id": n, "version": 1, "name": name, "sort_key": name.casefold(), "school_type": "vso",
             "brin": "", "board": "", "swv": "", "municipality": "", "area": "", "coordinator_word": "",
             "is_mine": n == 1}
            for n, name in enumerate(SCHOOLS, 1)
        ])  # fmt: skip
        insert_rows(connection, "people", [
            {"id": n, "version": 1, "name": name, "sort_key": name.casefold(), "search_key": "", "role": "",
             "phone": "", "email": "", "days": "024", "worker_type": kind, "skj_registered": False}
            for n, (name, kind) in enumerate(WORKERS, 1)
        ])  # fmt: skip
        people = [_pupil(chance, number) for number in range(1, pupils + 1)]
        insert_rows(connection, "pupils", people)
        insert_rows(connection, "cases", [_case(chance, n, people[n % pupils]) for n in range(1, cases + 1)])
        insert_rows(connection, "case_workers", [
            {"case_id": n, "person_id": 1 + (n + place) % 3, "position": place}
            for n in range(1, cases + 1) for place in range(1 + n % 2)
        ])  # fmt: skip
        insert_rows(connection, "contact_moments", [
            {"version": 1, "case_id": 1 + n % cases, "happened_on": str(FIRST_DAY + timedelta(n % 700)),
             "kind": "gesprek", "place": "school", "with_whom": '["leerling"]', "parents": 0, "with_text": "",
             "fact": "Kort gesproken over de week, het gaat iets beter in de klas.", "agreed": "",
             "bsn_confirmed": 0}
            for n in range(contacts)
        ])  # fmt: skip
        connection.exec_driver_sql(
            "UPDATE cases SET last_contact_on ="
            " (SELECT max(happened_on) FROM contact_moments WHERE case_id = cases.id)"
        )
        connection.exec_driver_sql("ANALYZE")
    return database


def export_plain(database: Database, path: Path) -> None:
    """The same fictional records in an unencrypted file: the floor of what encryption costs."""
    with database.maintenance() as raw:
        raw.execute("PRAGMA query_only = OFF")
        raw.execute("ATTACH DATABASE ? AS plain KEY ''", (str(path),))
        raw.execute("SELECT sqlcipher_export('plain')").fetchone()
        raw.execute("DETACH DATABASE plain")
        raw.execute("PRAGMA query_only = ON")


def _pupil(chance: random.Random, number: int) -> dict[str, object]:
    name = PupilName(chance.choice(FIRST), chance.choice(PREFIX), f"{chance.choice(LAST)}{number % 97}")
    group = f"{chance.randint(1, 6)}{chance.choice('abc')}"
    return {
        "id": number, "version": 1, "school_id": 1 + number % 3, "key": f"k{number}", "first": name.first,
        "prefix": name.prefix, "last": name.last, "sort_key": name.sort_key,
        "search_key": search_key(name.display, group), "birth_date": "2012-05-04", "birth_date_unknown": 0,
        "group_name": group, "year_group": "", "name": name,
    }  # fmt: skip


def _case(chance: random.Random, number: int, pupil: dict[str, object]) -> dict[str, object]:
    name = pupil["name"]
    assert isinstance(name, PupilName)
    school_id = 1 + number % 3
    case_number = f"{2020 + number // 9000:04d}-{number % 9000 + 1:04d}"
    question = chance.choice(QUESTIONS).code
    by_name, by_words = case_keys(
        case_number, question, SCHOOLS[school_id - 1], group=str(pupil["group_name"]), pupil=name.display,
        pupil_sort_key=name.sort_key,
    )  # fmt: skip
    return {
        "id": number, "version": 1, "number": case_number, "school_id": school_id, "pupil_id": pupil["id"],
        "status": chance.choice(STATUSES), "sort_key": by_name, "search_key": by_words,
        "next_review_on": str(FIRST_DAY + timedelta(number % 900)), "municipality": "Hoogeveen",
        "question": question, "picklist_version": 1, "summary": "Vraag om steun.", "collective": 1,
        "indicated_help": "onbekend", "closing_note": "", "lead_id": 1 + number % 3,
    }  # fmt: skip


def insert_rows(connection: object, table: str, rows: list[dict[str, object]]) -> None:
    """Bare SQL on the driver: a million rows through SQLAlchemy would take a minute."""
    names = [column.name for column in Base.metadata.tables[table].columns if column.name in rows[0]]
    statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608
    raw = connection.connection.dbapi_connection  # type: ignore[attr-defined]
    raw.executemany(statement, ([row[name] for name in names] for row in rows))
