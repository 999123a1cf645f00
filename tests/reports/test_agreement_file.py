"""The file of an agreement: all that is painted is content or artifact, a reader knows what it is."""

import pikepdf
import pytest

from tests.reports.pdf_reading import Element, ReadPdf, squeezed
from tests.reports.samples import DOCUMENT
from tests.reports.test_agreement_pdf import headings, read


@pytest.fixture(scope="module")
def full() -> ReadPdf:
    return read(DOCUMENT)


def test_everything_painted_is_content_or_artifact_and_fonts_are_lato_only(full: ReadPdf) -> None:
    assert full.outside == []
    assert {font.split("+")[1] for font in full.fonts} == {"Lato-Regular", "Lato-SemiBold", "Lato-Bold"}
    assert b"/Helvetica" not in full.raw()
    descriptors = [font.FontDescriptor for page in full.pdf.pages for font in page.Resources.Font.values()]
    assert all("/FontFile2" in each for each in descriptors)


def test_language_title_and_tab_order_are_set(full: ReadPdf) -> None:
    root = full.pdf.Root
    assert str(root.Lang) == "nl-NL"
    assert bool(root.MarkInfo.Marked) and bool(root.ViewerPreferences.DisplayDocTitle)
    assert [int(page.StructParents) for page in full.pdf.pages] == list(range(len(full.pdf.pages)))
    assert all(page.Tabs == pikepdf.Name.S for page in full.pdf.pages)


def test_bookmarks_follow_the_chapters(full: ReadPdf) -> None:
    with full.pdf.open_outline() as outline:
        (top,) = outline.root
        assert [squeezed(each.title) for each in top.children] == headings(full, "H2")


def test_cells_have_a_scope_and_every_list_item_a_label_or_body(full: ReadPdf) -> None:
    assert {each.attributes.get("/Scope") for each in full.root.find("TH")} == {"/Column", "/Row"}
    for item in full.root.find("LI"):
        assert [kid.tag for kid in item.kids if isinstance(kid, Element)] in (["Lbl", "LBody"], ["LBody"])
