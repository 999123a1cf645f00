"""Two independent checkers read the documents: no error, no warning."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from jeugdhulp_desktop.domain.documents import Audience
from jeugdhulp_desktop.reports.agreement_document import AgreementDocument
from jeugdhulp_desktop.reports.agreement_pdf import render
from tests.reports.samples import DOCUMENT, DRAFT, EMPTY, FULL, with_

# Other words on every line: lines that return at the same height look like running heads to a checker.
_LETTERS = random.Random(7)
WORDS = ["".join(_LETTERS.choices("aeioubdgklmnprst", k=_LETTERS.randint(3, 9))) for _ in range(2_500)]

LONG = with_(
    measures=tuple(
        replace(FULL.measures[n % 5], indicator=f"Indicator {n} van deze lijst") for n in range(80)
    ),
    offers=(
        *FULL.offers,
        replace(FULL.offers[0], name=" ".join(WORDS)),
    ),
)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the checkers' own libraries
@pytest.mark.parametrize("document", [DOCUMENT, DRAFT, EMPTY, LONG], ids=["full", "draft", "empty", "long"])
def test_outloud_and_pdfua_find_nothing(document: AgreementDocument, tmp_path: Path) -> None:
    import outloud
    import pdfua

    path = tmp_path / "afspraak.pdf"
    path.write_bytes(render(document, Audience.PARTNERS))
    heard = outloud.check(str(path))
    assert [(each.rule, each.message, each.evidence) for each in heard.findings] == []
    report = pdfua.validate(str(path))
    assert [(each.rule_id, each.message) for each in report.findings] == []
