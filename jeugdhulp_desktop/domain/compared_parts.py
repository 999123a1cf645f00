"""The parts of an agreement in the order in which they are laid beside another's, section by section."""

from collections.abc import Callable
from typing import Any

from jeugdhulp_desktop.domain.agreement_kinds import Section
from jeugdhulp_desktop.domain.compared_fields import Field, Group, Listed, Part, field, show_euros
from jeugdhulp_desktop.domain.compared_rows import ADDITION, DEPLOYMENT, EVALUATION, OFFER, PARTY, THEME
from jeugdhulp_desktop.domain.financing import cost_of_agreement
from jeugdhulp_desktop.domain.text import WEEKDAYS


def _left_out(section: Section) -> Group:
    """Whether a section is used at all."""
    used = Field(
        "left_out",
        f"Onderdeel {section.label}",
        lambda agreement, _whole: section in agreement.left_out,
        lambda gone: "weggelaten" if gone else "gebruikt",
    )
    return Group(section, "agreement", (used,))


def _plain(section: Section, path: str, *pairs: tuple[str, str]) -> Group:
    return Group(section, path, tuple(field(name, label) for name, label in pairs))


def _texts(section: Section, path: str, title: str) -> Listed:
    """A list of plain texts: a text is itself, or it is another."""
    whole = Field("", "", lambda text, _whole: text)
    return Listed(section, path, lambda _text: title, (lambda text: text,), (whole,))


def _named(title: str, name: str) -> str:
    return f"{title} “{name}”" if name else f"{title} zonder naam"


def _by(*names: str) -> Callable[[Any], tuple[Any, ...]]:
    return lambda part: tuple(getattr(part, name) for name in names)


def _if_filled(name: str) -> Callable[[Any], str | None]:
    return lambda part: getattr(part, name) or None


_S = Section
_HOURS = Group(
    _S.DEPLOYMENTS,
    "agreement",
    (
        Field(
            "deployments", "Alle uren per week", lambda found, _whole: found.hours_per_week(), derived=True
        ),
        Field(
            "deployments", "Alle uren per jaar", lambda found, _whole: found.hours_per_year(), derived=True
        ),
    ),
)
_COSTS = Field(
    "finance", "Kosten per jaar", lambda found, _whole: cost_of_agreement(found), show_euros, derived=True
)


_PARTS: tuple[Part, ...] = (
    _plain(
        _S.HEADING, "agreement",
        ("school_year", "Schooljaar"), ("number", "Versie"), ("status", "Status"), ("dated", "Datum"),
        ("author", "Opsteller"), ("public", "Openbaar"), ("structure_id", "Model"),
        ("change_reason", "Reden van deze versie"),
    ),
    _plain(
        _S.HEADING, "sender",
        ("name", "Afzender, naam"), ("address", "Afzender, adres"), ("logo", "Afzender, logo"),
    ),
    _plain(
        _S.PARTIES, "agreement.school",
        ("name", "School, naam"), ("school_type", "School, onderwijssoort"), ("brin", "School, BRIN"),
        ("board", "School, bestuur"), ("swv", "School, samenwerkingsverband"),
        ("municipality", "School, gemeente"), ("area", "School, gebied"),
        ("contact_person", "School, contactpersoon"), ("pupil_count", "School, leerlingen"),
        ("counted_on", "School, geteld op"),
    ),
    Listed(
        _S.PARTIES, "agreement.parties", lambda party: f"Partij {party.role.value}", (_by("role"),), PARTY
    ),
    _plain(_S.PURPOSE, "agreement", ("occasion", "Aanleiding"), ("aim", "Doel")),
    Listed(
        _S.PURPOSE, "agreement.policies", lambda each: _named("Beleid", each.title), (_by("title"),),
        (
            field("title", "titel"), field("party", "van"), field("dated", "datum"),
            field("until", "geldt tot"),
        ),
    ),
    Listed(
        _S.ANALYSIS, "agreement.analysis.risks", lambda risk: f"Risico {risk.kind.value}",
        (_by("kind", "text"), _by("text"), _by("kind")), (field("kind", "soort"), field("text", "tekst")),
    ),
    _plain(_S.ANALYSIS, "agreement.analysis", ("went_well", "Ging goed"), ("could_improve", "Kan beter")),
    _texts(_S.ANALYSIS, "agreement.analysis.lessons", "Leerpunt"),
    Listed(
        _S.ANALYSIS, "agreement.analysis.figures", lambda each: f"Cijfer {each.code} {each.label}".strip(),
        (_by("code", "label"), _by("code")),
        (
            field("code", "code"), field("label", "naam"), field("value", "dit jaar"),
            field("before", "jaar ervoor"),
        ),
    ),
    Listed(
        _S.DEPLOYMENTS, "agreement.deployments",
        lambda row: f"Inzet {row.worker_type.value}" + (f" ({row.worker_name})" if row.worker_name else ""),
        (
            lambda row: (row.worker_id, row.worker_type, row.kind) if row.worker_id is not None else None,
            lambda row: (row.worker_type, row.kind, row.worker_name),
            lambda row: row.worker_id,
            lambda row: (row.worker_type, row.kind),
        ),
        DEPLOYMENT,
    ),
    _HOURS,
    Group(
        _S.DEPLOYMENTS, "",
        (field("previous_hours_per_year", "Uren per jaar, vorig schooljaar"),),
    ),
    Listed(
        _S.DEPLOYMENTS, "agreement.presences",
        lambda cell: f"Rooster {WEEKDAYS[cell.weekday % 7]}{cell.part.value}, {cell.worker_type.value}",
        (_by("weekday", "part", "worker_type"),),
        (
            Field("weekday", "dag", lambda cell, _whole: cell.weekday, lambda day: WEEKDAYS[day % 7]),
            field("part", "dagdeel"), field("worker_type", "soort"), field("times", "tijd"),
            field("place", "plek"),
        ),
    ),
    Listed(
        _S.TASKS, "agreement.tasks", lambda task: _named("Taak", task.text), (_by("text"),),
        (field("text", "taak"), field("answers", "wie")),
    ),
    Listed(
        _S.TASKS, "agreement.expectations", lambda each: f"Verwachting {each.role.value}",
        (_by("role", "text"),), (field("role", "wie"), field("text", "tekst")),
    ),
    _plain(_S.THEMES, "agreement", ("theme_intro", "Inleiding bij de thema’s")),
    Listed(
        _S.THEMES, "agreement.themes", lambda theme: _named("Thema", theme.title),
        (_by("key", "title"), _if_filled("title"), _by("key")), THEME,
    ),
    Listed(
        _S.OFFERS, "agreement.offers", lambda offer: _named("Aanbod", offer.name),
        (_by("key", "name"), _if_filled("name"), _by("key")), OFFER, alone=False,
    ),
    Listed(
        _S.ADDITIONS, "additions", lambda each: f"Aanvullende inzet {each.number}",
        (_by("school_year", "number"), _by("number")), ADDITION,
    ),
    _texts(_S.ROUTE, "agreement.route.steps", "Stap"),
    _plain(
        _S.ROUTE, "agreement.route",
        ("to_municipality", "Naar de gemeente"), ("care_route", "Zorgroute"), ("scaling", "Op- en afschalen"),
        ("demarcation", "Grens onderwijs en jeugdhulp"), ("reporting_code", "Meldcode"),
    ),
    Listed(
        _S.ROUTE, "agreement.route.meetings", lambda each: _named("Overleg", each.name), (_by("name"),),
        (
            field("name", "naam"), field("frequency", "hoe vaak"), field("dates", "data"),
            field("present", "aanwezig"),
        ),
    ),
    _plain(
        _S.FAMILIES, "agreement.families",
        ("parents", "Ouders"), ("consent", "Toestemming"), ("youth_voice", "Stem van jongeren"),
        ("youth_changes", "Wat daardoor veranderde"),
    ),
    _plain(
        _S.PRIVACY, "agreement.privacy",
        ("covenant", "Convenant"), ("shared", "Wat wordt gedeeld"), ("secrecy", "Geheimhouding"),
        ("retention", "Bewaren"),
    ),
    Listed(
        _S.MEASURES, "agreement.measures", lambda each: _named("Meting", each.indicator), (_by("indicator"),),
        (
            field("indicator", "wat"), field("moment", "wanneer"), field("source", "bron"),
            field("report_to", "aan wie"),
        ),
    ),
    _plain(
        _S.MEASURES, "agreement",
        ("monitoring_note", "Afspraken over monitoring"), ("satisfaction", "Tevredenheid"),
    ),
    Listed(
        _S.FINANCE, "agreement.finance.rates", lambda rate: f"Tarief {rate.worker_type.value}",
        (_by("worker_type"),), (field("worker_type", "soort"), field("per_hour", "per uur", show_euros)),
    ),
    Group(_S.FINANCE, "agreement", (_COSTS,)),
    Listed(
        _S.FINANCE, "agreement.finance.contributions",
        lambda each: f"Bijdrage {each.funder.value} {each.name}".strip(), (_by("funder", "name"),),
        (
            field("funder", "wie"), field("name", "naam"), field("amount", "bedrag", show_euros),
            field("share", "aandeel in procent"), field("note", "opmerking"),
        ),
    ),
    Listed(
        _S.FINANCE, "agreement.finance.conditions", lambda each: _named("Voorwaarde", each.text),
        (_by("text"),),
        (field("text", "voorwaarde"), field("result", "resultaat"), field("target", "streefwaarde")),
    ),
    _plain(_S.FINANCE, "agreement.finance", ("note", "Opmerking bij de financiën")),
    Listed(
        _S.EVALUATION, "evaluations", lambda each: f"Evaluatie {each.moment.value}",
        (_by("school_year", "moment"), _by("moment")), EVALUATION,
    ),
    _plain(
        _S.TERM, "agreement.term",
        ("starts_on", "Eerste dag"), ("ends_on", "Laatste dag"), ("changes", "Wijzigen"),
        ("dispute", "Verschil van mening"),
    ),
    Listed(
        _S.SIGNING, "agreement.signatories", lambda each: f"Ondertekening {each.role.value}",
        (_by("role", "organisation"), _by("role")),
        (
            field("role", "rol"), field("organisation", "organisatie"), field("name", "naam"),
            field("function", "functie"), field("place", "plaats"), field("signed_on", "getekend op"),
        ),
    ),
    Listed(
        _S.SIGNING, "agreement.deviations", lambda each: f"Afwijking {each.rule} {each.subject}".strip(),
        (_by("rule", "subject"),),
        (
            field("rule", "regel"), field("subject", "waarover"), field("reason", "reden"),
            field("who", "besloten door"), field("decided_on", "besloten op"),
        ),
    ),
    _plain(_S.SIGNING, "agreement", ("paper_kept_at", "Papier ligt")),
)  # fmt: skip


def parts_of(section: Section) -> tuple[Part, ...]:
    """What is laid side by side of a section, in the order of the paper."""
    return _BY_SECTION[section]


_BY_SECTION: dict[Section, tuple[Part, ...]] = {
    section: (_left_out(section), *(part for part in _PARTS if part.section is section))
    for section in Section
}
