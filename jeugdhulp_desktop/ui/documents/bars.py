"""The messages under the list: what stands in the way of the folder, and what can be chosen."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from jeugdhulp_desktop.domain.conflicts import ConflictedCopy
from jeugdhulp_desktop.domain.documents import DocumentState
from jeugdhulp_desktop.ui.documents.report_lines import ReportLine, Reports, when_words
from jeugdhulp_desktop.ui.widgets.messages import Act, Message

FOREIGN = "foreign"
_WHAT = {
    "full": "De schijf is vol. De pdf van {names} is niet gemaakt, er is niets overschreven. "
    "Maak ruimte en kies Opnieuw proberen.",
    "denied": "Je mag in deze map niet schrijven. De pdf van {names} is niet gemaakt. "
    "Kies een andere map of vraag de beheerder om toegang.",
    "missing": "De map met rapporten is er niet meer. Kijk of de usb-stick of netwerkmap vastzit en kies "
    "Opnieuw proberen, of kies een andere map.",
    "locked": "De pdf van {names} is open in een ander programma. Er is niets overschreven. "
    "Sluit het daar en kies Opnieuw proberen.",
    "too-long": "De naam van de map is te lang voor de pdf van {names}. Kies een map met een kortere naam.",
    "damaged": "Wat is vastgelegd in {names} kan niet meer worden gelezen. De pdf in de map blijft staan. "
    "Zet de laatste back-up terug.",
    "exists": "Er staan al te veel kopieën van de pdf van {names} in de map. "
    "Haal er een paar weg en kies Opnieuw proberen.",
}
_OTHER = (
    "De schijf werkt niet mee. De pdf van {names} is niet gemaakt, er is niets overschreven. "
    "Kies Opnieuw proberen, of kies een andere map."
)
_OTHER_FOLDER_FIRST = ("denied", "too-long")


@dataclass(frozen=True)
class Choices:
    """What the buttons in the bars do."""

    keep_copy: Callable[[ReportLine], object]
    replace: Callable[[ReportLine], object]
    again: Callable[[], object]
    other_folder: Callable[[], object]
    open_conflicted: Callable[[ConflictedCopy], object] = lambda _copy: None
    keep_conflicted: Callable[[ConflictedCopy], object] = lambda _copy: None
    remove_conflicted: Callable[[ConflictedCopy], object] = lambda _copy: None


def names_of(lines: Sequence[ReportLine]) -> str:
    """ "De Vaart en De Zonnewijzer", at most three by name."""
    names = list(dict.fromkeys(line.school_name for line in lines))  # a school may have several papers
    if len(names) > 3:
        return f"{', '.join(names[:2])} en {len(names) - 2} andere scholen"
    return " en ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def report_messages(found: Reports, today: date, choices: Choices) -> list[Message]:
    """What must be chosen first, what the disk refused, then what is out of date."""
    messages = [_foreign(line, today, choices) for line in found.lines if line.state is DocumentState.FOREIGN]
    messages += _refused(found, choices)
    messages += [_conflicted(copy, today, choices) for copy in found.copies]
    outdated = [line for line in found.papers if line.state is DocumentState.OUTDATED and not line.problem]
    if outdated:
        verb = "is" if len(outdated) == 1 else "zijn"
        text = f"{names_of(outdated)} {verb} veranderd na {'de' if verb == 'is' else 'hun'} laatste pdf."
        messages.append(Message(text, "warn", icon="update", key="outdated", closable=False))
    return messages


def _foreign(line: ReportLine, today: date, choices: Choices) -> Message:
    when = f" {when_words(line.changed_at, today)}" if line.changed_at else ""
    text = f"Iemand anders heeft dit bestand{when} veranderd. Er is niets overschreven. "
    acts = (
        Act("Bewaar als kopie", lambda: choices.keep_copy(line)),
        Act("Toch vervangen", lambda: choices.replace(line)),
    )
    return Message(
        text + "Kies wat je wilt bewaren.",
        "bad",
        f"{line.school_name}: eerst kiezen",
        acts,
        key=f"foreign {line.paper}",
        closable=False,
    )


def _conflicted(copy: ConflictedCopy, today: date, choices: Choices) -> Message:
    what = (
        "Hij is gelijk aan onze pdf."
        if copy.same
        else "Hij is anders dan onze pdf. Kijk eerst wat erin staat."
    )
    when = when_words(copy.modified_at, today)
    text = f"'{copy.file_name}' is {when} gemaakt, door het synchroniseren van de map. {what}"
    acts = (
        Act("Openen", lambda: choices.open_conflicted(copy)),
        Act("Laten staan", lambda: choices.keep_conflicted(copy)),
        Act("Weghalen", lambda: choices.remove_conflicted(copy)),
    )
    title = "Er staat een kopie naast een pdf"
    return Message(text, "warn", title, acts, key=f"copy {copy.file_name}", closable=False)


def _refused(found: Reports, choices: Choices) -> list[Message]:
    """One bar for each reason, whatever the number of documents; a folder that is gone is the only one."""
    by_code: dict[str, list[ReportLine]] = {}
    for line in found.papers:
        if line.problem and line.problem != FOREIGN:
            by_code.setdefault(line.problem, []).append(line)
    if not found.folder_there and any(line.made_at for line in found.lines):
        by_code = {"missing": list(found.papers)}
    return [_bar(code, lines, choices) for code, lines in by_code.items()]


def _bar(code: str, lines: Iterable[ReportLine], choices: Choices) -> Message:
    acts = [Act("Opnieuw proberen", choices.again), Act("Andere map kiezen", choices.other_folder)]
    if code in _OTHER_FOLDER_FIRST:
        acts.reverse()
    text = _WHAT.get(code, _OTHER).format(names=names_of(tuple(lines)))
    return Message(
        text, "bad", "De map is niet bijgewerkt", tuple(acts), key=f"problem {code}", closable=False
    )
