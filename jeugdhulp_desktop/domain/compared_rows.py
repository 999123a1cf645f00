"""The fields of the greater parts of an agreement, in the order and with the names its reader knows."""

from collections.abc import Mapping

from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.compared_fields import Field, field, show_euros


def theme_names(keys: tuple[str, ...], agreement: Agreement) -> tuple[str, ...]:
    """The titles of these themes; with a number behind it for one of several of the same name."""
    titles: Mapping[str, str] = {theme.key: theme.title or "thema zonder titel" for theme in agreement.themes}
    found = []
    for key in keys:
        same = [each for each, title in titles.items() if title == titles.get(key)]
        number = f" ({same.index(key) + 1})" if len(same) > 1 else ""
        found.append(f"{titles.get(key, key)}{number}")
    return tuple(found)


PARTY = tuple(
    field(name, label)
    for name, label in (
        ("role", "rol"),
        ("organisation", "organisatie"),
        ("person", "naam"),
        ("function", "functie"),
        ("email", "e-mail"),
        ("phone", "telefoon"),
    )
)
DEPLOYMENT = (
    field("worker_type", "soort"),
    field("kind", "basis of aanvullend"),
    field("worker_name", "naam"),
    field("organisation", "organisatie"),
    field("hours_per_week", "uren per week"),
    field("weeks", "weken"),
    field("hours_per_year", "uren per jaar", derived=True),
    field("place", "werkplek"),
    field("consulting_hour", "spreekuur"),
    field("replacement", "vervanging"),
    field("on_call", "op afroep"),
)
THEME = (
    field("title", "titel"),
    field("why", "waarom"),
    field("goal", "doel"),
    field("goal_kind", "soort doel"),
    field("target_group", "doelgroep"),
    field("indicator", "waaraan je het ziet"),
    field("baseline", "hoe het nu is"),
    field("target", "streefwaarde"),
    field("source", "bron"),
    field("measured_on", "meetdatum"),
    field("lead", "trekker"),
    field("period", "periode"),
    field("priority", "prioriteit"),
    field("made_with", "opgesteld met"),
    field("youth_owned", "jongeren dragen mee"),
)
OFFER = (
    field("name", "naam"),
    field("kind", "soort"),
    Field(
        "theme_keys",
        "thema’s",
        lambda offer, whole: theme_names(offer.theme_keys, whole.agreement),
        ", ".join,
    ),
    field("performer", "uitvoerder"),
    field("planning", "planning"),
    field("groups", "groepen"),
    field("sessions", "bijeenkomsten"),
    field("minutes", "minuten per keer"),
    field("hours", "uren", derived=True),
    field("max_participants", "hoogstens deelnemers"),
    field("volunteers", "vrijwilligers"),
    field("setting", "waar"),
    field("domain", "domein"),
    field("costs", "kosten", show_euros),
)
ADDITION = (
    field("number", "nummer"),
    field("school_year", "schooljaar"),
    field("status", "status"),
    field("worker_type", "soort"),
    field("hours_per_week", "uren per week"),
    field("weeks", "weken"),
    field("hours", "uren in de periode", derived=True),
    field("starts_on", "begint op"),
    field("ends_on", "eindigt op"),
    field("reasons", "redenen"),
    field("motivation", "waarom de basis tekortschiet"),
    field("evidence", "waaruit het blijkt"),
    field("school_requester", "gevraagd door de school"),
    field("welfare_requester", "gevraagd door de welzijnsorganisatie"),
    field("addressee", "gevraagd aan"),
    field("requested_on", "gevraagd op"),
    field("goals", "doelen"),
    field("rate", "tarief per uur", show_euros),
    field("cost", "kosten", show_euros, derived=True),
    field("financing", "wie betaalt"),
    field("accountability", "verantwoording"),
    field("accountable_when", "verantwoording wanneer"),
    field("accountable_to", "verantwoording aan"),
    field("evaluate_on", "evalueren op"),
    field("approvals", "akkoord"),
    field("decided_on", "besloten op"),
    field("decision_note", "besluit"),
    field("outcome", "uitkomst"),
    field("evaluated_on", "geëvalueerd op"),
    field("deviations", "afwijkingen"),
    field("paper_kept_at", "papier ligt"),
)
EVALUATION = (
    field("moment", "moment"),
    field("school_year", "schooljaar"),
    field("agreement_number", "over versie"),
    field("held_on", "gehouden op"),
    field("present", "aanwezig"),
    field("lines", "wat er van kwam"),
    field("went_well", "ging goed"),
    field("could_improve", "kan beter"),
    field("lessons", "leerpunten"),
    field("proposal", "voorstel volgend jaar"),
    field("securing", "borging"),
    field("effect_short", "effect korte termijn"),
    field("effect_middle", "effect middellange termijn"),
    field("effect_long", "effect lange termijn"),
    field("figures", "cijfers"),
    field("finished_on", "afgerond op"),
)
