"""The lines of the log in Dutch: what was done, grouped by what one looks for. A line never says more."""

from collections.abc import Mapping

from jeugdhulp_desktop.services.audit_log import LogLine

# Group, with its title, and for each action what it says. A test sees that no action is without words.
GROUPS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "cases": (
        "Casussen",
        {
            "save-case": "Casus bewaard",
            "change-case-status": "Status van een casus veranderd",
            "close-case": "Casus afgesloten",
            "reopen-case": "Casus heropend",
            "delete-case": "Casus weggegooid",
            "save-contact": "Contactmoment bewaard",
            "delete-contact": "Contactmoment weggegooid",
            "save-action": "Actie bewaard",
            "delete-action": "Actie weggegooid",
            "save-questions": "Lijst van hulpvragen veranderd",
        },
    ),
    "pupils": (
        "Leerlingen",
        {
            "save-pupil": "Leerling bewaard",
            "delete-pupil": "Leerling verwijderd",
            "import-pupils": "Leerlingenlijst ingelezen",
            "undo-import": "Inlezen van een lijst teruggedraaid",
            "erase-roster": "Oude leerlingenlijst opgeruimd",
        },
    ),
    "agreements": (
        "Schoolafspraken",
        {
            "save-agreement": "Schoolafspraak bewaard",
            "freeze-agreement": "Schoolafspraak vastgezet",
            "sign-agreement": "Handtekening onder een schoolafspraak vastgelegd",
            "reopen-agreement": "Schoolafspraak weer geopend",
            "change-agreement-status": "Status van een schoolafspraak veranderd",
            "copy-agreement": "Schoolafspraak gekopieerd",
            "delete-agreement": "Schoolafspraak weggegooid",
            "save-addition": "Aanvullende inzet bewaard",
            "decide-addition": "Besluit over aanvullende inzet vastgelegd",
            "delete-addition": "Aanvullende inzet weggegooid",
            "save-text-block": "Tekstblok bewaard",
            "delete-text-block": "Tekstblok weggegooid",
            "roll-over": "Nieuw schooljaar klaargezet",
        },
    ),
    "follow-up": (
        "Monitoring, uren en evaluatie",
        {
            "start-checklist": "Monitoringlijst begonnen",
            "save-answer": "Antwoord in een monitoringlijst bewaard",
            "finish-checklist": "Monitoringlijst afgerond",
            "delete-checklist": "Monitoringlijst weggegooid",
            "save-hours": "Uren bewaard",
            "save-evaluation": "Evaluatie bewaard",
            "finish-evaluation": "Evaluatie afgerond",
            "reopen-evaluation": "Evaluatie weer geopend",
            "delete-evaluation": "Evaluatie weggegooid",
        },
    ),
    "relations": (
        "Scholen en sociale kaart",
        {
            "save-school": "School bewaard",
            "delete-school": "School verwijderd",
            "save-party": "Organisatie bewaard",
            "delete-party": "Organisatie verwijderd",
            "save-person": "Contactpersoon bewaard",
            "delete-person": "Contactpersoon verwijderd",
        },
    ),
    "out": (
        "Afgedrukt en uitgegeven",
        {
            "write-document": "Pdf in de rapportmap bijgewerkt",
            "save-document-as": "Document buiten de kluis bewaard",
            "print-document": "Document afgedrukt",
            "export-hours": "Uren uitgevoerd naar een werkblad",
            "export-dates": "Data uitgevoerd naar een agenda",
            "export-all": "Alles uitgevoerd naar gewone bestanden",
            "copy-text": "Tekst gekopieerd voor een mail",
        },
    ),
    "bin": (
        "Ongedaan gemaakt en prullenbak",
        {
            "undo": "Laatste stap ongedaan gemaakt",
            "restore-from-bin": "Teruggezet uit de prullenbak",
            "empty-bin": "Definitief gewist uit de prullenbak",
        },
    ),
    "erasure": (
        "Gegevens wissen",
        {
            "erase-case": "Gegevens van een casus gewist",
            "erase-pupil": "Gegevens van een leerling gewist",
            "erase-again": "Gewiste gegevens na terugzetten opnieuw gewist",
            "refuse-erasure": "Wissen geweigerd",
        },
    ),
    "vault": (
        "Kluis, sleutels en back-ups",
        {
            "create-vault": "Kluis gemaakt",
            "make-demo": "Oefengegevens gemaakt",
            "migrate": "Kluis bijgewerkt naar een nieuwe versie",
            "change-keys": "Toegang tot de kluis veranderd",
            "save-settings": "Instellingen bewaard",
            "save-letterhead": "Briefpapier bewaard",
            "make-backup": "Back-up gemaakt en gecontroleerd",
            "check-backup": "Back-up gecontroleerd",
            "remove-backup": "Back-up verwijderd",
            "restore-backup": "Back-up teruggezet",
            "salvage": "Gered wat leesbaar was",
            "repair": "Wat niet klopte opnieuw berekend",
            "practise-restore": "Terugzetten geoefend",
            "clock-jump": "De klok van deze computer ging terug",
        },
    ),
}
_WHAT = {action: words for _title, actions in GROUPS.values() for action, words in actions.items()}
_KEYS = {  # what of the ways in was changed: the subject of "change-keys"
    "passphrase": "Wachtwoord veranderd",
    "recovery-code": "Nieuwe herstelcode gemaakt",
    "recovery-confirmed": "Herstelcode van papier overgetypt",
    "shared-account": "Vastgelegd wie deze account gebruikt",
    "remember": "Onthouden op een computer aangezet",
    "forget": "Onthouden op een computer uitgezet",
    "pin": "Pincode veranderd",
    "backups": "Oude back-ups bijgewerkt of verwijderd",
    "new-key": "Nieuwe sleutel gemaakt",
    "handover": "Gekregen van een voorganger",
}
_NUMBERED = {  # records that one can look for; the number is the program's own, it names nobody
    "case": "casus",
    "contact": "contactmoment",
    "action": "actie",
    "pupil": "leerling",
    "agreement": "schoolafspraak",
    "addition": "aanvullende inzet",
    "checklist": "monitoringlijst",
    "evaluation": "evaluatie",
    "hour week": "week",
    "school": "school",
    "party": "organisatie",
    "person": "contactpersoon",
    "text-block": "tekstblok",
    "import": "lijst",
    "document": "document",
}
BY_ITSELF = "het programma"


def what_words(line: LogLine) -> str:
    """What was done; an action of a newer version keeps its own name."""
    if line.action == "change-keys" and line.subject in _KEYS:
        return _KEYS[line.subject]
    return _WHAT.get(line.action, line.action)


def record_words(line: LogLine) -> str:
    """Which record, as "casus 12" with its number in the log; empty where there is only one of it."""
    if line.record_id is None or line.subject not in _NUMBERED:
        return ""
    return f"{_NUMBERED[line.subject]} {line.record_id}"


def who_words(line: LogLine) -> str:
    """Who did it."""
    return line.who or BY_ITSELF


def group_choices() -> list[tuple[str, str]]:
    """Values and titles for the filter."""
    return [(name, title) for name, (title, _actions) in GROUPS.items()]


def actions_of(group: str) -> frozenset[str]:
    """The actions of a group, by their names in the audit."""
    return frozenset(GROUPS[group][1])
