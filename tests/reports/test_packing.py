"""The file itself: sound to a strict reader, small, without dates, and the same every time."""

import io
import re

import pikepdf
import pytest

from jeugdhulp_desktop.domain.documents import Audience
from jeugdhulp_desktop.reports.agreement_document import AgreementDocument
from jeugdhulp_desktop.reports.agreement_pdf import render
from jeugdhulp_desktop.reports.previews import page_count
from tests.reports.samples import DOCUMENT, EMPTY, FULL, PLAIN, with_

MANY = with_(measures=FULL.measures * 100)


@pytest.mark.parametrize("document", [DOCUMENT, EMPTY, MANY], ids=["full", "empty", "many objects"])
def test_a_strict_reader_finds_nothing_to_mend(document: AgreementDocument) -> None:
    content = render(document, Audience.PARTNERS)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.pdf_version == "1.7"
        assert len(pdf.pages) == page_count(content)


def test_a_whole_agreement_with_its_tree_and_fonts_stays_small_enough_to_mail() -> None:
    assert len(render(DOCUMENT, Audience.PARTNERS)) < 100_000


def test_the_identifier_follows_the_content() -> None:
    def identifier(document: AgreementDocument) -> bytes:
        found = re.search(rb"/ID \[<([0-9a-f]{32})> <\1>\]", render(document, Audience.PARTNERS))
        assert found
        return found[1]

    assert identifier(PLAIN) == identifier(with_())
    assert identifier(PLAIN) != identifier(EMPTY)


def test_the_metadata_can_be_found_without_unpacking() -> None:
    content = render(DOCUMENT, Audience.PARTNERS)
    assert "<dc:title>" in content.decode("latin-1")
    assert not re.search(rb"CreateDate|ModifyDate|CreationDate|ModDate", content)
