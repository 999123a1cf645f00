"""The receipt of a moved vault: what went along, what stays behind, and two signatures. It names no pupil."""

from jeugdhulp_desktop.domain.canonical import spaced
from jeugdhulp_desktop.domain.handovers import MoveKind, Receipt, StaysBehind
from jeugdhulp_desktop.domain.text import format_count, long_date
from jeugdhulp_desktop.reports.design import ACCENT, BODY, COVER, H1, H2, KIND, LEAD, SUBTITLE, UNIT, WIDTH
from jeugdhulp_desktop.reports.flowables import Block, Heading, Rule, Space, Text
from jeugdhulp_desktop.reports.grids import Column, Grid
from jeugdhulp_desktop.reports.paper import Paper, printed
from jeugdhulp_desktop.reports.signatures import Signer, signature_blocks, with_signatures

_TITLES = {
    MoveKind.COMPUTER: "Verhuizing van de kluis naar een andere computer",
    MoveKind.SUCCESSOR: "Overdracht van de kluis",
}
_LEADS = {
    MoveKind.COMPUTER: "Het bestand hieronder opent met hetzelfde wachtwoord en dezelfde herstelcode.",
    MoveKind.SUCCESSOR: "Het bestand hieronder heeft een eigen sleutel. Het opent alleen met het wachtwoord "
    "van de ontvanger. Wachtwoord en herstelcode van de gever openen het niet.",
}
_COUNTED = {
    "schools": "Scholen",
    "cases": "Casussen",
    "contact_moments": "Contactmomenten",
    "actions": "Acties",
    "agreements": "Schoolafspraken",
    "additions": "Aanvragen voor aanvullende inzet",
    "evaluations": "Evaluaties",
    "hour_weeks": "Weken met uren",
    "checklist_runs": "Monitoringlijsten",
}
BEHIND = {
    StaysBehind.BACKUPS_HERE: "Back-ups in de map van de kluis op deze computer: {}.",
    StaysBehind.SECOND_PLACE: "Back-ups op de tweede plek: {}.",
    StaysBehind.OTHER_STICKS: "Andere usb-sticks en schijven waar ooit een back-up op is gezet.",
    StaysBehind.REPORT_FOLDER: "De map met rapporten, en pdf's die los zijn bewaard of verstuurd.",
    StaysBehind.PAPER: "Alles wat is afgedrukt.",
    StaysBehind.RECOVERY_SHEET: "Het herstelblad van de gever: het opent de oude back-ups.",
}
_SIGN = "Beiden hebben gezien dat het bestand opent en dat de aantallen kloppen."


def render(receipt: Receipt) -> bytes:
    """The paper as a tagged PDF. Title and subject name nobody (F52)."""
    title = _TITLES[receipt.kind]
    paper = Paper(
        title=f"{title} {long_date(receipt.on)}",
        subject=title,
        head_left=title,
        head_right=long_date(receipt.on),
        foot_left="Zonder namen van leerlingen",
    )
    return printed(paper, _story(receipt, title))


def _story(receipt: Receipt, title: str) -> list[Block]:
    blocks: list[Block] = [
        Rule(COVER, ACCENT, after=2 * UNIT),
        Text("Ontvangstbewijs", KIND),
        Heading("", title, "receipt", H1, 1),
        Text(f"{receipt.vault}, {long_date(receipt.on)}", SUBTITLE),
        Space(2 * UNIT),
        Text(_LEADS[receipt.kind], LEAD),
        Grid(
            [Column("Wat", 190.0), Column("Waarde", WIDTH - 190.0)],
            [
                ("Bestand", receipt.file_name),
                ("Kenmerk van de kluis", receipt.mark),
                ("Controlegetal van de inhoud", spaced(receipt.control)),
                ("Gegeven door", receipt.given_by or "niet ingevuld"),
                ("Ontvangen door", receipt.received_by or "niet ingevuld"),
            ],
            caption="Het bestand",
        ),
        Grid(
            [Column("Soort", 190.0), Column("Aantal", WIDTH - 190.0)],
            [
                (words, format_count(receipt.counts[name]))
                for name, words in _COUNTED.items()
                if name in receipt.counts
            ],
            caption="Wat erin staat",
        ),
        Heading("", "Wat achterblijft", "behind", H2, 2),
        Text("Deze kopieën gaan niet mee en worden niet gewist. De gever zorgt ervoor.", BODY),
    ]
    blocks += [Text(f"• {BEHIND[kind].format(value)}", BODY) for kind, value in receipt.behind]
    signers = (Signer("Gever", "", receipt.given_by, ""), Signer("Ontvanger", "", receipt.received_by, ""))
    return with_signatures([*blocks, signature_blocks(_SIGN, signers)])
