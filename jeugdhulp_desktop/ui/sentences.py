"""The Dutch sentence of every named error: what is so, then what to do next.

Problems of a field have theirs in ``problem_sentences``; this module passes them on, so that
a page needs one door.
"""

from jeugdhulp_desktop.domain import errors
from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.domain.problems import Problem

_PLAIN: dict[type[WorldError], str] = {
    errors.WrongPassphrase: "Dit wachtwoord past niet bij deze kluis. "
    "Kijk of Caps Lock aan staat en probeer het opnieuw.",
    errors.ChangedElsewhere: "Dit is intussen in een ander venster veranderd. Er is niets overschreven. "
    "Lees het opnieuw en zet je wijziging er nog eens in.",
    errors.NotFound: "Dit is intussen verwijderd. De lijst is bijgewerkt.",
    errors.DamagedDatabase: "De kluis is beschadigd en kan niet gelezen worden. Er is niets veranderd. "
    "Zet de laatste back-up terug.",
    errors.NotOurFile: "Dit is geen kluis van Jeugdhulp Desktop. Er is niets veranderd. Kies een andere map.",
    errors.EncryptionMissing: "Het onderdeel dat de kluis versleutelt ontbreekt. De kluis blijft dicht. "
    "Installeer het programma opnieuw, of laat de beheerder kijken of de virusscanner het heeft weggehaald.",
}
_NOT_PUT_BACK = {
    "school-gone": "De school van deze gegevens staat niet meer in de kluis. Voeg die school eerst weer toe.",
    "case-binned": "De casus waar dit bij hoort ligt ook in de prullenbak. Zet eerst die casus terug.",
    "case-gone": "De casus waar dit bij hoort is er niet meer. Daarom kan dit niet terug.",
    "agreement-binned": "De afspraak waar dit bij hoort ligt ook in de prullenbak. Zet eerst die terug.",
    "agreement-gone": "De afspraak waar dit bij hoort is er niet meer. Daarom kan dit niet terug.",
    "exists": "Hier staat intussen iets anders voor in de plaats. Er is niets overschreven. "
    "Haal dat eerst weg als je dit terug wilt.",
}
_NOT_UNDONE = {
    "changed": "Dit kan niet meer ongedaan gemaakt worden: er is daarna iets aan veranderd. "
    "Alles blijft zoals het is.",
    "held": "Dit kan niet meer ongedaan gemaakt worden: iets wat erbij hoort is weg of in gebruik. "
    "Alles blijft zoals het is.",
    "later": "Je deed daarna nog iets anders. Maak dat eerst ongedaan met Ctrl+Z.",
}
_DISK = {
    "full": "De schijf is vol. Je tekst staat nog op het scherm. Maak ruimte en kies Opnieuw bewaren.",
    "denied": "Je mag in deze map niet schrijven. Kies een andere map of vraag de beheerder om toegang.",
    "missing": "De map of het bestand is er niet meer. "
    "Kijk of de usb-stick of netwerkmap vastzit en probeer opnieuw.",
    "pulled-out": "De usb-stick is eruit gehaald. De back-up is niet gelukt. "
    "Stop de stick terug en kies Opnieuw.",
    "exists": "Er staat al een bestand met deze naam. Er is niets overschreven. Kies een andere naam.",
    "foreign": "Iemand anders heeft dit bestand veranderd. Er is niets overschreven. "
    "Kies bij Rapporten wat je wilt bewaren.",
    "locked": "Het bestand is open in een ander programma. Sluit het daar en probeer het opnieuw.",
    "read-error": "De schijf kan dit bestand niet lezen of schrijven. Kijk of er ruimte is en of de schijf "
    "of netwerkmap vastzit, en probeer opnieuw. Helpt dat niet, zet dan de laatste back-up terug.",
    "damaged": "De vastgelegde tekst van dit papier is beschadigd, dus het wordt niet opnieuw gemaakt. "
    "Zet de laatste back-up terug.",
    "changed": "Dit bestand is intussen veranderd. Er is niets weggehaald. Kijk er eerst opnieuw naar.",
    "too-long": "De naam van de map is te lang. Kies een map met een kortere naam.",
}
_HEADER = {
    "older": "Het sleutelbestand is ouder dan de kluis en hoort bij een eerder wachtwoord. "
    "Er is niets veranderd.",
    "missing": "Het sleutelbestand van deze kluis ontbreekt. Zet het terug uit de laatste back-up.",
    "other-vault": "Het sleutelbestand hoort bij een andere kluis. "
    "Zet het juiste terug uit de laatste back-up.",
}
_HEADER_DAMAGED = (
    "Het sleutelbestand van deze kluis is beschadigd. Er is niets veranderd. "
    "Zet het terug uit de laatste back-up."
)
_KEYRING = (
    "Deze computer onthoudt het wachtwoord niet meer. Typ het wachtwoord, daarna kan het weer onthouden."
)
_NO_PIN = "De pincode geldt hier niet meer. Typ je wachtwoord."
_IMPORT = {
    "wrong-root": "Dit is geen leerlinglijst in EDEXML. "
    "Kies het bestand dat je leerlingadministratie maakte.",
    "damaged-xml": "Dit bestand is geen heel XML-bestand. Maak het opnieuw in je leerlingadministratie.",
    "dtd": "Dit bestand bevat opdrachten die een leerlinglijst niet hoort te hebben. Het is niet gelezen. "
    "Maak het opnieuw in je leerlingadministratie.",
    "bsn-column": "In dit bestand staat een kolom met BSN. Maak de lijst opnieuw zonder die kolom.",
    "empty": "Dit bestand is leeg. Kies een ander bestand.",
    "no-rows": "In dit bestand staan geen leerlingen. Kies een ander bestand.",
    "too-large": "Dit bestand is te groot voor een leerlinglijst. Kijk of het het goede bestand is.",
    "too-many-rows": "In dit bestand staan te veel regels voor één school. Kijk of het het goede bestand is.",
    "encoding": "De letters in dit bestand zijn niet te lezen. Bewaar de lijst opnieuw als CSV UTF-8.",
    "mapping": "Kies eerst welke kolom het leerlingnummer is en welke de naam.",
    "xls": "Dit is een oude Excel-lijst, of er zit een wachtwoord op. "
    "Bewaar de lijst in Excel als .xlsx zonder wachtwoord.",
    "xlsm": "Deze Excel-lijst bevat macro's. Bewaar de lijst als gewone .xlsx.",
    "damaged-workbook": "Deze Excel-lijst is beschadigd. "
    "Open de lijst in Excel en bewaar haar opnieuw als .xlsx.",
    "no-sheet": "Dit werkblad staat niet in de lijst. Kies een ander werkblad.",
    "zip": "Dit is een zip-bestand. Pak het uit en kies de leerlinglijst die erin zit.",
    "zip-bomb": "Dit bestand is uitgepakt veel te groot. Het is niet gelezen.",
    "pdf": "Dit is een pdf. Maak de lijst opnieuw als EDEXML, CSV of XLSX.",
    "picture": "Dit is een plaatje. Kies een EDEXML-, CSV- of XLSX-bestand.",
    "program": "Dit is een programma en geen leerlinglijst. Het is niet geopend.",
    "binary": "Dit soort bestand kan hier niet gelezen worden. Kies een EDEXML-, CSV- of XLSX-bestand.",
    "folder": "Dit is een map. Kies het bestand met de leerlinglijst.",
    "symlink": "Dit is een snelkoppeling. Kies het bestand zelf.",
    "device": "Dit is geen gewoon bestand. Kies het bestand met de leerlinglijst.",
}
_BACKUP = {
    "not-a-backup": "Dit is geen back-up van dit programma. Er is niets veranderd. Kies een ander bestand.",
    "partial": "Deze back-up is niet heel: het einde van het bestand ontbreekt. Er is niets veranderd. "
    "Kopieer hem opnieuw of kies een andere back-up.",
    "other-vault": "Deze back-up is van een andere kluis. Er is niets veranderd. "
    "Kies een back-up van deze kluis, of zet hem terug in een lege map.",
    "newer": "Deze back-up is gemaakt met een nieuwere versie. Er is niets veranderd. "
    "Installeer eerst de nieuwste versie.",
}
_BACKUP_DAMAGED = "Deze back-up is beschadigd. Er is niets veranderd. Kies een andere back-up."
_LOGO = {
    "empty": "Dit bestand is leeg. Kies een ander plaatje.",
    "too-large": "Dit bestand is te groot voor een logo: het mag 5 MB zijn. Bewaar het kleiner als PNG.",
    "too-many-pixels": "Dit plaatje is te groot: het mag 4000 bij 4000 beeldpunten zijn. "
    "Bewaar het kleiner als PNG.",
    "script": "In dit SVG-bestand zit een script. Het is niet gebruikt. Bewaar het logo als PNG.",
    "reference": "Dit SVG-bestand verwijst naar iets buiten het bestand. Het is niet gebruikt. "
    "Bewaar het logo als PNG.",
    "entities": "Dit SVG-bestand bevat opdrachten die een logo niet hoort te hebben. Het is niet gebruikt. "
    "Bewaar het logo als PNG.",
    "too-complex": "Dit SVG-bestand is te ingewikkeld voor een logo. Bewaar het logo als PNG.",
    "folder": "Dit is een map. Kies het plaatje zelf.",
    "symlink": "Dit is een snelkoppeling. Kies het plaatje zelf.",
    "device": "Dit is geen gewoon bestand. Kies het plaatje zelf.",
    "format": "Dit is geen PNG-, JPEG- of SVG-plaatje. Kies een ander bestand.",
}
_LOGO_OTHER = "Dit plaatje is beschadigd. Bewaar het opnieuw als PNG en kies het nog eens."
_IMPORT_OTHER = "Dit bestand kan niet gelezen worden. Maak de lijst opnieuw in je leerlingadministratie."

_BY_REASON: dict[type[WorldError], tuple[dict[str, str], str]] = {
    errors.CannotPutBack: (_NOT_PUT_BACK, _NOT_PUT_BACK["exists"]),
    errors.CannotUndo: (_NOT_UNDONE, _NOT_UNDONE["changed"]),
    errors.DamagedHeader: (_HEADER, _HEADER_DAMAGED),
    errors.BackupRefused: (_BACKUP, _BACKUP_DAMAGED),
}


def sentence(found: Problem | WorldError) -> str:
    """The sentence of a problem or of a named error, for a message bar or under a field."""
    if isinstance(found, Problem):
        from jeugdhulp_desktop.ui import problem_sentences  # with dates and decimals behind it

        return problem_sentences.sentence(found)
    return _of_error(found)


def _of_this_laptop(error: errors.KeyringUnavailable | errors.WrongPin) -> str:
    if isinstance(error, errors.KeyringUnavailable):
        return _NO_PIN if error.reason == "no-pin" else _KEYRING
    if not error.left:
        return "Deze pincode past niet. Na 5 keer geldt hij niet meer: typ je wachtwoord."
    return f"Deze pincode past niet. Je kunt het nog {error.left} keer proberen."


def _of_error(error: WorldError) -> str:
    kind = type(error)
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind in _BY_REASON:
        known, other = _BY_REASON[kind]
        return known.get(getattr(error, "reason"), other)  # noqa: B009 - each of them has one
    match error:
        case errors.NotValid():
            return sentence(error.problems[0]) if error.problems else "Dit kan zo niet bewaard worden."
        case errors.WrongRecoveryCode():
            return _recovery(error.groups)
        case errors.KeyringUnavailable() | errors.WrongPin():
            return _of_this_laptop(error)
        case errors.MadeByNewerVersion():
            return (
                "Deze kluis is gemaakt met een nieuwere versie. Er is niets veranderd. "
                f"Installeer versie {error.found} of hoger."
                if error.found
                else "Deze kluis is gemaakt met een nieuwere versie. Er is niets veranderd. "
                "Installeer de nieuwste versie."
            )
        case errors.VaultInUse():
            return _in_use(error)
        case errors.DiskProblem():
            where = f" Het gaat om {error.path}." if error.path else ""
            return _DISK.get(error.code, "De schijf werkt niet mee. Probeer het opnieuw.") + where
        case errors.NotEnoughMemory():
            return (
                f"Er is {error.mebibytes} MB geheugen nodig om de kluis te openen en dat is er nu niet. "
                "Sluit andere programma's en probeer het opnieuw."
            )
        case errors.UnreadableLogo():
            return _LOGO.get(error.code, _LOGO_OTHER)
        case errors.UnreadableImport():
            where = f" Kijk bij regel {error.line}." if error.line else ""
            return _IMPORT.get(error.code, _IMPORT_OTHER) + where
    return "Dit lukte niet. Er is niets veranderd. Probeer het opnieuw."


def _recovery(groups: tuple[int, ...]) -> str:
    if not groups:
        return "Deze herstelcode past niet bij deze kluis. Kijk of je het juiste papier hebt."
    if len(groups) == 1:
        return f"Groep {groups[0]} klopt nog niet. Vergelijk de letters met je papier."
    named = ", ".join(map(str, groups[:-1])) + f" en {groups[-1]}"
    return f"Groep {named} kloppen nog niet. Vergelijk de letters met je papier."


def _in_use(error: errors.VaultInUse) -> str:
    """By whom and since which day: it may be days ago, at another sign-in or in another room."""
    day, _, clock = error.since.partition("T")
    since = f" sinds {int(day[8:10])}-{int(day[5:7])}-{day[:4]} om {clock[:5]}" if clock else ""
    by = f" bij {error.who}" if error.who else ""
    if not error.elsewhere:
        return (
            f"Deze kluis is al open op deze computer{by}{since}. Sluit hem daar en probeer het opnieuw. "
            "Kijk ook bij andere gebruikers die op deze computer zijn aangemeld."
        )
    told = f"Deze kluis is open op een andere computer{by}{since}. Sluit hem daar en probeer het opnieuw."
    return told + " Weet je zeker dat hij daar niet meer open is? Zeg dat dan." * error.may_be_gone
