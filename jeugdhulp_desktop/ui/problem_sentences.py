"""The Dutch sentence of each problem code: the fact first, then what to do (design.md 4).

Codes come from ``check_...`` in the domain. A field of its own may have a sentence of its own; otherwise the
code decides. A test walks every code of the domain, so a new rule cannot go without a sentence.
"""

from datetime import date
from decimal import Decimal, InvalidOperation

from jeugdhulp_desktop.domain.problems import Problem
from jeugdhulp_desktop.domain.text import format_hours, long_date

_BY_FIELD = {
    ("name", "required"): "Vul een naam in.",
    ("happened_on", "required"): "Vul in wanneer het was, bijvoorbeeld 15-09-2026.",
    ("school_id", "required"): "Kies bij welke school dit hoort.",
    ("pin", "required"): "Typ een pincode van minstens 6 cijfers.",
    ("pin", "too-short"): "Een pincode heeft minstens 6 cijfers.",
    ("pin", "too-long"): "Een pincode heeft hooguit 12 cijfers.",
    ("pin", "not-digits"): "Een pincode heeft alleen cijfers.",
    ("pin", "too-guessable"): "Deze pincode is te makkelijk te raden. Kies cijfers zonder patroon.",
    ("user_name", "required"): "Vul je naam in. Die staat bij wat je bewaart.",
}

_BY_CODE = {
    "required": "Vul dit veld in.",
    "too-long": "Deze tekst is te lang. Houd het bij hooguit {limit} tekens.",
    "out-of-range": "Vul een getal in van {low} tot en met {high}.",
    "bsn": "Hier staat een getal dat een BSN kan zijn. Haal het weg, een BSN hoort niet in deze kluis.",
    "bsn-like": "Hier staat een getal dat een BSN kan zijn. Haal het weg, een BSN hoort niet in deze kluis.",
    "date-in-future": "Deze datum ligt in de toekomst. Vul een dag in die al geweest is.",
    "date-too-old": "Deze datum ligt te ver terug. Kijk het jaartal na.",
    "date-order": "Deze datum ligt vóór een eerdere stap. Kijk of dat klopt.",
    "in-future": "Deze geboortedatum ligt in de toekomst. Kijk het jaartal na.",
    "before-1900": "Deze geboortedatum ligt vóór 1900. Kijk het jaartal na.",
    "before-birth": "Deze datum ligt vóór de geboortedatum. Kijk beide datums na.",
    "known-and-unknown": "Er staat een geboortedatum én 'onbekend'. Kies een van de twee.",
    "unknown-region": "Kies noord, midden of zuid, of laat de vakanties weg.",
    "no-such-day": "Deze dag bestaat niet in elk jaar. Kies een andere dag.",
    "end-before-start": "Het einde ligt vóór het begin. Draai de datums om.",
    "inside-vault": "Deze map zit in de kluis zelf. Kies een usb-stick of een schijf van de school.",
    # schools and relations
    "brin-format": "Een BRIN heeft 2 cijfers en 2 letters, en soms 2 cijfers voor de vestiging: "
    "12AB of 12AB00.",
    "swv-missing": "Het samenwerkingsverband ontbreekt. Elke school hoort bij een samenwerkingsverband.",
    "municipality-missing": "De gemeente ontbreekt.",
    "contact-missing": "Er is nog geen vaste contactpersoon. Kies er één.",
    "deputy-same-as-contact": "De vervanger is dezelfde als de contactpersoon. Kies iemand anders.",
    "phone-format": "Dit lijkt geen telefoonnummer. Kijk het na.",
    "email-format": "Dit lijkt geen e-mailadres. Kijk het na.",
    "worker-without-party": "Bij welke organisatie werkt deze medewerker? Kies de organisatie.",
    "in-use": "Dit wordt nog ergens gebruikt, bijvoorbeeld in een casus, afspraak, actie of lijst. "
    "Haal het daar eerst weg, of zet een einddatum.",
    # cases
    "pupil-required": "Kies de leerling. Alleen een signaal kan zonder leerling.",
    "question-missing": "De hulpvraag is nog niet gekozen.",
    "unknown-question": "Deze hulpvraag staat niet meer in de lijst. Kies een andere.",
    "too-many-questions": "Kies naast de hoofdhulpvraag hooguit {high} andere.",
    "lead-required": "Kies wie de regie heeft. Een actieve casus heeft precies één regiehouder.",
    "ground-missing": "De grondslag is nog niet gekozen: waarom mag de school dit bewaren?",
    "jp-without-parents": "Leg eerst vast wanneer je de ouders sprak. Daarna kan de JP beginnen.",
    "align-jmw-jp": "Er is geïndiceerde hulp. Stem af tussen JMW en JP en leg dat vast als overleg.",
    "age-18": "Deze jongere is 18 of ouder. Dat telt als uitloop.",
    "age-23": "Deze jongere is 23 of ouder en valt buiten de doelgroep.",
    "outcome-required": "Kies hoe de casus is afgelopen.",
    "without-help-required": "Kies of de leerling zonder hulp verder kan: ja, nee of onbekend.",
    "ended-on-required": "Vul in op welke dag de casus is afgesloten.",
    "erasure-reason-required": "Kies waarom dit weg moet.",
    "erasure-open-case": "Deze casus loopt nog. Sluit hem eerst af. Alleen wat per ongeluk of dubbel is "
    "aangelegd, kan zo weg.",
    "erasure-before-term": "De bewaartermijn loopt tot en met {until}.",
    "case-required": "Kies bij welke casus dit hoort.",
    "fact-required": "Schrijf in een of twee zinnen op wat er gebeurde.",
    # actions
    "action-required": "Schrijf op wat er moet gebeuren.",
    "when-missing": "Er is nog geen datum. Zonder datum staat de actie niet bij Te doen.",
    # agreements
    "party-missing": "De {role} heeft nog geen naam. Vul de organisatie in.",
    "party-person-missing": "Bij de {role} staat nog niet wie er spreekt. Vul een naam in.",
    "worker-elsewhere": "{worker} werkt meestal niet op {school_type}. Klopt het?",
    "jw-elsewhere": "JW kan alleen op vo, vso en praktijkonderwijs. "
    "Kies een andere soort of haal de regel weg.",
    "jp-elsewhere": "De JP werkt alleen op speciaal onderwijs. Kies een andere soort of haal de regel weg.",
    "basic-jmw-missing": "Er is geen basisinzet van de JMW. Elke school heeft een basisaanbod.",
    "jp-without-jmw": "De JP werkt altijd naast een JMW. Voeg de JMW toe of schrijf op waarom niet.",
    "jp-expected": "Op {school_type} hoort een JP. Voeg een regel toe of schrijf op waarom niet.",
    "worker-unnamed": "Bij de {worker} is nog geen medewerker gekozen.",
    "hours-missing": "Vul in hoeveel uur per week de {worker} er is.",
    "hours-range": "Uren per week liggen tussen 0 en {high}. Kijk het getal na.",
    "weeks-missing": "Vul in hoeveel weken de {worker} er is. Een schooljaar heeft 40 lesweken.",
    "weeks-range": "Weken liggen tussen 0 en {high}. Kijk het getal na.",
    "over-budget": "Voor {worker} is {budget} uur beschikbaar. Dit is {over} uur te veel.",
    "theme-required": "Er is nog geen thema. Kies er minstens één.",
    "theme-untitled": "Dit thema heeft nog geen naam.",
    "theme-without-offer": "'{theme}' heeft nog geen aanbod. "
    "Koppel minstens één training, les of ouderavond.",
    "theme-without-lead": "'{theme}' heeft nog geen trekker. Kies één persoon.",
    "theme-several-leads": "Bij '{theme}' lijken meer namen te staan. Kies precies één trekker.",
    "theme-not-smart": "Het doel van '{theme}' is nog niet SMART. Nog nodig: {missing}.",
    "pinned-theme-absent": "'{theme}' is niet gekozen. Is dat bewust?",
    "no-group-offer": "Er is geen groepsaanbod. Is dat bewust?",
    "offer-unnamed": "Dit aanbod heeft nog geen naam.",
    "section-empty": "Hoofdstuk {section} is nog leeg. Vul het in of laat het weg.",
    "section-needed": "Zonder '{section}' is er geen afspraak. Dit hoofdstuk blijft staan.",
    "additions-left-out": "Deze school heeft aanvullende inzet. Zet hoofdstuk 8 Aanvullende inzet weer aan.",
    "policy-untitled": "Dit beleidsstuk heeft nog geen naam.",
    "policy-expired": "Dit beleidsstuk gold tot en met {until}. Kijk of er een nieuw stuk is.",
    "risk-without-text": "Schrijf op waaraan je '{kind}' op deze school ziet.",
    "risk-unnamed": "Schrijf op welk risico dit is.",
    "route-without-steps": "Schrijf op hoe een vraag binnenkomt: wie doet wat, en in welke volgorde?",
    "meeting-unnamed": "Dit overleg heeft nog geen naam.",
    "parents-not-told": "Er komt een JP. Schrijf bij Ouders en leerlingen op hoe ouders betrokken zijn.",
    "shares-uneven": "De aandelen zijn samen {total}%. Dat hoort 100% te zijn.",
    "contributions-uneven": "De bijdragen zijn samen € {total}, de kosten zijn € {costs}. Maak ze gelijk.",
    "funder-unnamed": "Schrijf op wie deze bijdrage betaalt.",
    "condition-unnamed": "Schrijf op wat de voorwaarde is.",
    "condition-without-target": "Bij deze voorwaarde staat nog niet wanneer het goed is. Vul een doel in.",
    "term-outside-year": "Deze dag valt niet in schooljaar {year}. Klopt dat?",
    "term-overlaps": "De looptijd overlapt met de afspraak van {year}. Kies een andere dag.",
    "text-required": "Schrijf de tekst op.",
    "nothing-measured": "Er staat nog niet wat er gemeten wordt.",
    "signatory-missing": "Voor de {role} staat er nog niemand die tekent.",
    "signatory-unnamed": "Vul in wie er voor de {role} tekent.",
    "signed-on-missing": "Vul in wanneer de {role} tekende.",
    "paper-place-missing": "Schrijf op waar het papier met de handtekeningen ligt.",
    "signing-late": "De afspraak had vóór {deadline} getekend moeten zijn.",
    "reason-required": "Schrijf kort op waarom.",
    "too-many-lines": "Op het briefpapier passen hooguit {high} regels. Maak het adres korter.",
    "line-too-long": "Een regel is te lang. Houd elke regel bij hooguit {limit} tekens.",
    "letterhead-name": "Zonder naam hoort wie het papier laat voorlezen alleen 'logo'. "
    "Vul de naam van de organisatie in.",
    "too-many-decimals": "Gebruik hooguit {high} cijfers achter de komma, bijvoorbeeld 8,25.",
    "agreement-exists": "Deze school heeft dit schooljaar al een afspraak. "
    "Open die, of maak een nieuwe versie.",
    "step-not-possible": "Deze stap kan niet. De afspraak staat op '{status}'.",
    "frozen": "De inhoud staat vast en is niet veranderd. Heropen de afspraak met een reden, "
    "of maak na het tekenen een nieuwe versie.",
    "newer-version-open": "Er is al een nieuwere versie in de maak. Maak die af of haal hem weg.",
    "not-signed": "Een nieuwe versie kan pas als deze afspraak is ondertekend. Pas hem nu gewoon aan.",
    "only-concept": "Alleen een concept kan weg. Heropen de afspraak eerst.",
    "pupil-name": "Hier lijkt de naam van een leerling te staan. Haal die weg: anderen lezen deze afspraak.",
    # additional deployment
    "addition-without-basis": "Deze school heeft dit jaar nog geen basisinzet. Maak eerst de schoolafspraak.",
    "addition-other-worker": "In de basisinzet staat geen {worker}. Aanvullende inzet is van dezelfde aard: "
    "kies de soort van de basis, of schrijf op waarom niet.",
    "addition-hours-missing": "Vul in hoeveel uur per week er extra nodig is.",
    "addition-weeks-missing": "Vul in hoeveel lesweken het zijn.",
    "addition-starts-missing": "Vul de eerste dag in.",
    "addition-ends-missing": "Vul de laatste dag in. Aanvullende inzet is altijd tijdelijk.",
    "addition-other-year": "Deze dag ligt buiten schooljaar {year}. Kijk de datum na.",
    "addition-past-july": "Het einde ligt na {end}. Splits over twee schooljaren, of schrijf op waarom niet.",
    "weeks-beyond-period": "In deze periode zitten hooguit {most} weken. Kijk het getal na.",
    "date-far": "Deze datum ligt ver van het schooljaar. Kijk het jaartal na.",
    "addition-reason-missing": "Kies minstens één reden.",
    "motivation-short": "Schrijf in minstens {least} tekens waarom de basisinzet niet genoeg is. "
    "Er ontbreken er nog {more}.",
    "addition-evidence-missing": "Schrijf op waaruit dit blijkt: een cijfer, een wachtlijst, een onderzoek.",
    "requester-organisation-missing": "Vul in welke organisatie aanvraagt voor de {role}.",
    "requester-name-missing": "Vul in wie er aanvraagt voor de {role}. School en welzijn vragen samen aan.",
    "addressee-missing": "Vul in aan wie bij de gemeente de aanvraag gaat.",
    "goals-missing": "Schrijf minstens één doel op.",
    "financing-missing": "Vul in wie betaalt: een bedrag of een percentage.",
    "accountability-missing": "Schrijf op wat jullie verantwoorden.",
    "accountable-when-missing": "Schrijf op wanneer jullie dat doen.",
    "accountable-to-missing": "Schrijf op aan wie.",
    "approval-missing": "Het akkoord van de {role} ontbreekt nog.",
    "approval-unnamed": "Vul in wie er voor de {role} akkoord geeft.",
    "approval-undated": "Vul in wanneer de {role} akkoord gaf.",
    "decision-note-missing": "Schrijf op waarom de aanvraag is afgewezen.",
    "evaluate-on-missing": "Er is nog geen datum om te evalueren. Neem een dag ruim voor het einde.",
    "outcome-missing": "Schrijf op wat de evaluatie opleverde, per doel.",
    "addition-step-not-possible": "Deze stap kan niet. De aanvraag staat op '{status}'.",
    "addition-frozen": "De aanvraag is toegekend en staat vast. Heropen hem met een reden.",
    "addition-closed": "Over deze aanvraag is besloten. Heropen hem met een reden.",
    "addition-only-draft": "Alleen een concept kan weg. Trek de aanvraag eerst in.",
    "addition-not-split": "Deze aanvraag loopt niet door na 31 juli. Splitsen is niet nodig.",
    # hours
    "hours-in-week": "Uren in een week liggen tussen 0 en {high}. Kijk het getal na.",
    "hours-of-nobody": "Wie deze {worker} is, staat nog niet in de sociale kaart. "
    "Zet de persoon daar eerst in.",
    "worker-twice": "Deze {worker} staat twee keer in de week. Houd één regel.",
    "long-week": "{worker} heeft deze week {hours} uur. Klopt dat?",
    "not-a-monday": "Een week begint op maandag. Kies de week opnieuw.",
    "week-outside-year": "Deze week hoort niet bij schooljaar {year}.",
    "worker-required": "Kies de medewerker.",
    # pupil lists
    "demo-vault": "Dit is een oefenkluis. Echte leerlingen horen in je eigen kluis.",
    "unknown-brin": "De school met BRIN {brin} staat nog niet in de kluis.",
    "other-school-year": "Deze lijst is van schooljaar {found}. Je werkt nu in {asked}.",
    "same-file": "Precies dit bestand is op {day} al ingelezen. Bijwerken kan, overslaan ook.",
    "many-gone": "Van de {of} leerlingen staan er {count} niet in dit bestand. "
    "Is dit de hele lijst van de school?",
    "gone-held": "Van {count} leerlingen is niet zeker of ze weg zijn, want er zijn foute regels. "
    "Zij blijven staan.",
    "several-locations": "In dit bestand staan {count} vestigingen. Ze komen samen in één lijst.",
    "unknown-groups": "Van {count} groepen staat de naam niet in het bestand.",
    "key-questions": "Bij {count} leerlingen is het leerlingnummer anders dan eerst. "
    "Zij blijven zoals ze zijn, tot je in het venster kiest.",
    "no-school": "Bij welke school hoort deze lijst? Kies de school.",
    "chosen-twice": "Dit veld is bij twee kolommen gekozen. Kies er één.",
    # checklists
    "answer-missing": "Deze vraag is nog niet beantwoord.",
    # evaluation
    "evaluation-without-agreement": "Deze school heeft dit jaar nog geen afspraak. Maak die eerst.",
    "evaluation-day-missing": "Vul in op welke dag jullie dit bespraken.",
    "evaluation-other-year": "Deze dag valt buiten het schooljaar. Kijk of dat klopt.",
    "evaluation-line-open": "Geef een antwoord bij ‘{subject}’.",
    "evaluation-line-unexplained": "Schrijf kort op hoe het staat met ‘{subject}’.",
    "evaluation-lessons-missing": "Er staan nog geen leerpunten. Die gaan mee naar volgend jaar.",
    "evaluation-not-finished": "Deze evaluatie is nog niet vastgesteld. Je kunt er gewoon in verder.",
    "evaluation-finished": "Deze evaluatie is vastgesteld. Heropen haar eerst, met een reden.",
    "explanation-required": "Schrijf kort op waarom het antwoord 'nee' is. Wil je er een actie van maken?",
    "evidence-unknown": "Dit contactmoment hoort niet bij deze casus. Kies een ander.",
    "run-finished": "Deze lijst is afgerond en blijft zoals hij is. Begin een nieuwe.",
    "date-in-past": "Deze datum is al geweest. Kies een dag die nog komt.",
    "evidence-missing": "Schrijf op waaruit dat blijkt: een gesprek, een besluit, een cijfer.",
}


def sentence(found: Problem) -> str:
    """The sentence of a problem; a code without one shows itself, which a test forbids."""
    template = _BY_FIELD.get((found.field, found.code)) or _BY_CODE.get(found.code, found.code)
    return template.format_map({name: _shown(value) for name, value in found.values})


def known_codes() -> frozenset[str]:
    """Every code that has a sentence."""
    return frozenset(_BY_CODE)


def _shown(value: str) -> str:
    """A value as people here write it: decimal comma, dates in words."""
    try:
        return long_date(date.fromisoformat(value))
    except ValueError:
        pass
    try:
        return format_hours(Decimal(value))
    except InvalidOperation:
        return value
