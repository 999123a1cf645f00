"""The Dutch sentence of a row of an import that cannot come in; the line number stands beside it.

A row's values are never in the sentence: it may be copied or mailed to whoever made the list.
"""

from jeugdhulp_desktop.domain.rosters import RosterError

_FIELDS = {
    "birth_date": "geboortedatum",
    "left_on": "datum van vertrek",
    "name": "naam",
    "key": "leerlingnummer",
}
_SENTENCES = {
    "missing-key": "Het leerlingnummer ontbreekt. Vul het aan in de leerlingadministratie.",
    "missing-name": "De naam ontbreekt. Vul hem aan in de leerlingadministratie.",
    "duplicate-key": "Dit leerlingnummer staat al eerder in het bestand. De eerste regel telt.",
    "impossible-date": "De {field} kan niet. Kijk hem na in de leerlingadministratie.",
    "too-long": "De tekst bij {field} is te lang. Kijk of de kolommen goed staan.",
    "bsn": "Bij de naam staat een getal dat een BSN kan zijn. Haal het weg.",
    "ragged": "Deze regel heeft meer kolommen dan de kop. Kijk of er een scheidingsteken te veel staat.",
    "missing-quote": "Er ontbreekt een aanhalingsteken. Maak de lijst opnieuw.",
}


def row_sentence(error: RosterError) -> str:
    """What is wrong with the row and what to do; a code without a sentence shows itself."""
    return _SENTENCES.get(error.code, error.code).format(field=_FIELDS.get(error.field, "waarde"))
