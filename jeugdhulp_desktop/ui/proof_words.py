"""What each proof that a vault is whole says, in words; for the window and for the command ``check``."""

from collections.abc import Sequence
from typing import Protocol


class _Proof(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def ok(self) -> bool: ...


PROOFS = {
    "open": "de kluis is te openen",
    "bytes": "het bestand is precies zoals het gemaakt is",
    "counts": "alle aantallen kloppen",
    "cipher": "elke bladzijde is onveranderd en met de sleutel te lezen",
    "integrity": "de database is heel",
    "references": "alle verwijzingen kloppen",
    "schema": "alle tabellen zijn zoals deze versie ze verwacht",
    "vault-id": "sleutelbestand en database horen bij elkaar",
    "last-contact": "de laatste contactmomenten kloppen",
    "case-order": "de volgorde van de casussen klopt",
    "search-keys": "de zoekwoorden kloppen",
    "control-numbers": "de controlegetallen van de schoolafspraken kloppen",
    "header-copy": "de reservekopie van het sleutelbestand is gelijk",
    "last-backup": "de laatste back-up is te openen en heel",
    "second-backup": "de laatste back-up op de tweede plek is te openen en heel",
}

REPAIRED = {
    "last-contact": "laatste contactmoment van een casus",
    "case-order": "plaats van een casus in de lijst",
    "search-keys": "zoekwoorden",
    "header-copy": "reservekopie van het sleutelbestand",
}
"""What can be computed again from what people typed (``services.repairs``)."""


def verdict(proofs: Sequence[_Proof]) -> str:
    """What all proofs together mean, and what to do next."""
    failed = [proof.name for proof in proofs if not proof.ok]
    if not failed:
        return "De kluis is heel."
    if REPAIRED.keys() >= set(failed):
        return "Wat niet klopt, is te herstellen. Alles wat je typte blijft staan."
    return "De kluis is beschadigd. Zet de laatste back-up terug."
