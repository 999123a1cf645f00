"""Who issues a paper, above its first page: logo, name, address; and nothing where none is set."""

import hashlib
import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from jeugdhulp_desktop.domain.documents import Audience, Letterhead
from jeugdhulp_desktop.reports.agreement_pdf import render
from jeugdhulp_desktop.reports.design import MM
from jeugdhulp_desktop.reports.letterhead import letterhead
from tests.reports.pdf_reading import ReadPdf, squeezed
from tests.reports.samples import PLAIN


def png(width: int = 600, height: int = 240, mode: str = "RGBA", colour: object = (8, 75, 90, 255)) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, (width, height), colour).save(buffer, "PNG")  # type: ignore[arg-type]
    return buffer.getvalue()


def sender(logo: bytes = b"", **parts: object) -> Letterhead:
    head = Letterhead(
        "Welzijn Veenmeer",
        ("Turfstraat 12", "9999 AB Veenmeer", "jeugd@veenmeer.example", "www.veenmeer.example"),
        hashlib.sha256(logo).hexdigest() if logo else "",
    )
    return replace(head, **parts)  # type: ignore[arg-type]


def paper(head: Letterhead, logo: bytes = b"") -> bytes:
    return render(replace(PLAIN, sender=head), Audience.PARTNERS, logo=logo)


def test_without_a_sender_the_paper_begins_with_its_kind() -> None:
    assert squeezed(ReadPdf(paper(Letterhead())).text).startswith("Schoolafspraak jeugdhulp op school")


def test_the_letterhead_is_read_first_and_stands_on_the_first_page_only() -> None:
    pdf = ReadPdf(paper(sender()))
    assert squeezed(pdf.text).startswith("Welzijn Veenmeer Turfstraat 12 9999 AB Veenmeer")
    assert squeezed(pdf.text).count("Turfstraat 12") == 1


def test_the_logo_is_a_figure_that_says_whose_it_is_and_where_it_stands() -> None:
    logo = png()
    pdf = ReadPdf(paper(sender(logo), logo))
    (figure,) = pdf.root.find("Figure")
    assert figure.alt == "Logo van Welzijn Veenmeer"
    assert figure.pages == [0]
    assert "/BBox" in figure.attributes and figure.attributes["/O"] == "/Layout"
    assert pdf.outside == []
    assert pdf.pdf.check_pdf_syntax() == []


@pytest.mark.parametrize("size", [(600, 240), (100, 2_000), (3_000, 40), (4_000, 4_000), (1, 1)])
def test_a_logo_takes_at_most_40_by_18_mm_and_keeps_its_shape(size: tuple[int, int]) -> None:
    logo = png(*size)
    (block,) = letterhead(sender(logo), logo)
    width, height = block.size
    assert width <= 40 * MM + 0.01 and height <= 18 * MM + 0.01
    assert block.picture is not None
    assert width / height == pytest.approx(block.picture.width / block.picture.height)


def test_a_small_logo_is_not_blown_up() -> None:
    logo = png(20, 10)
    (block,) = letterhead(sender(logo), logo)
    assert block.size == (20, 10)


def test_what_is_see_through_is_white_on_paper() -> None:
    logo = png(colour=(255, 0, 0, 0))
    (block,) = letterhead(sender(logo), logo)
    assert block.picture is not None and block.picture.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(("mode", "colour"), [("L", 0), ("1", 1), ("P", 3), ("LA", (0, 9)), ("I;16", 400)])
def test_every_kind_of_png_prints(mode: str, colour: object) -> None:
    logo = png(60, 30, mode, colour)
    assert ReadPdf(paper(sender(logo), logo)).root.find("Figure")


def test_the_same_sender_and_logo_give_the_same_bytes() -> None:
    logo = png()
    assert paper(sender(logo), logo) == paper(sender(logo), bytes(logo))


def test_another_logo_than_the_document_names_is_refused_f54() -> None:
    with pytest.raises(ValueError, match="logo"):
        paper(sender(png()), png(10, 10))
    with pytest.raises(ValueError, match="logo"):
        paper(sender(), png())


@pytest.mark.parametrize("junk", [b"<svg/>", b"\x89PNG\r\n\x1a\n", png()[:80], b"GIF89a"])
def test_bytes_that_are_no_picture_are_refused(junk: bytes) -> None:
    with pytest.raises(ValueError, match="logo"):
        paper(sender(junk), junk)


def test_the_controlegetal_covers_who_issues_the_paper() -> None:
    others = [replace(PLAIN, sender=head) for head in (Letterhead(), sender(), sender(png()))]
    assert len({each.control for each in others}) == 3


def test_a_name_and_address_of_any_length_leave_room_for_the_paper_f49() -> None:
    head = Letterhead("W" * 3_000, tuple(f"regel {n} " * 80 for n in range(200)))
    pdf = ReadPdf(paper(head))
    assert pdf.root.find("H1")[0].pages == [0]
    assert pdf.outside == []


def test_markup_and_other_scripts_in_a_name_are_printed_as_they_were_typed_f46_f48() -> None:
    head = Letterhead("<b>Şükrü & 日本</b>", ("<script>alert(1)</script>", ") Tj ET (", "a)b@c.example"))
    pdf = ReadPdf(paper(head))
    assert squeezed(pdf.text).startswith(
        "<b>Şükrü & [Chinees schrift]</b> <script>alert(1)</script> ) Tj ET ("
    )
    assert pdf.missing_glyphs == 0 and pdf.outside == []


def test_an_address_of_mail_or_site_can_be_followed() -> None:
    pdf = ReadPdf(paper(sender()))
    found = [str(link.A.URI) for link in pdf.pdf.pages[0].Annots if "/A" in link]
    assert found == ["mailto:jeugd@veenmeer.example", "https://www.veenmeer.example"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the checkers' own libraries
def test_outloud_and_pdfua_find_nothing_in_a_paper_with_a_letterhead(tmp_path: Path) -> None:
    import outloud
    import pdfua

    logo = png()
    path = tmp_path / "afspraak.pdf"
    path.write_bytes(paper(sender(logo), logo))
    assert [(each.rule, each.evidence) for each in outloud.check(str(path)).findings] == []
    assert [(each.rule_id, each.message) for each in pdfua.validate(str(path)).findings] == []
