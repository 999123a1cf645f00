"""Hulpvragen: the six main kinds of 002:69 and the subcodes of domain.md 6.1; labels, never diagnoses."""

from dataclasses import dataclass

PICKLIST_VERSION = 1  # kept with a case, so that figures of two lists are never added up unseen


@dataclass(frozen=True)
class Question:
    """One kind of hulpvraag; ``main`` is the code of the main kind it belongs to."""

    code: str
    label: str
    main: str


QUESTIONS: tuple[Question, ...] = (
    Question("sociaal", "Sociaal", "sociaal"),
    Question("pesten", "Pesten", "sociaal"),
    Question("sociale-vaardigheid", "Sociale vaardigheid", "sociaal"),
    Question("psychisch", "Hoe het van binnen gaat", "psychisch"),
    Question("somberheid", "Somberheid", "psychisch"),
    Question("faalangst", "Faalangst", "psychisch"),
    Question("materieel", "Geld en spullen", "materieel"),
    Question("schulden", "Schulden thuis", "materieel"),
    Question("opvoeden", "Opvoeden", "opvoeden"),
    Question("scheiding", "Scheiding", "opvoeden"),
    Question("opgroeien", "Opgroeien", "opgroeien"),
    Question("gedrag", "Gedrag in de klas", "opgroeien"),
    Question("verzuim", "Verzuim", "opgroeien"),
    Question("ontwikkeling", "Persoonlijke ontwikkeling", "ontwikkeling"),
    Question("anders", "Anders", "ontwikkeling"),
)

_BY_CODE = {question.code: question for question in QUESTIONS}


def question_label(code: str) -> str:
    """The label of a code; an unknown code (an older list) shows itself."""
    known = _BY_CODE.get(code)
    return known.label if known else code


def is_question(code: str) -> bool:
    """Whether the code stands in the present list."""
    return code in _BY_CODE
