"""What each proof that a vault is whole says, in words; for the window and for the command ``check``."""

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
    "case-order": "de volgorde en de zoekwoorden van de casussen kloppen",
    "control-numbers": "de controlegetallen van de schoolafspraken kloppen",
    "header-copy": "de reservekopie van het sleutelbestand is gelijk",
    "last-backup": "de laatste back-up is te openen en heel",
    "second-backup": "de laatste back-up op de tweede plek is te openen en heel",
}
