"""The canvas: marks belong to elements, in the order of drawing, and what is known late is filled in."""

import io

from jeugdhulp_desktop.reports.design import BODY, H2
from jeugdhulp_desktop.reports.structure import Node
from jeugdhulp_desktop.reports.tagging import TaggedCanvas
from tests.reports.pdf_reading import Element, ReadPdf


def canvas_and_buffer() -> tuple[TaggedCanvas, io.BytesIO]:
    buffer = io.BytesIO()
    return TaggedCanvas(buffer, invariant=1, pageCompression=0), buffer


def said(canvas: TaggedCanvas, node: Node, text: str, top: float = 700) -> None:
    canvas.begin(node)
    canvas.show_line(text, BODY, 50, top)
    canvas.end()


def read_back(canvas: TaggedCanvas, buffer: io.BytesIO) -> ReadPdf:
    canvas.save()
    return ReadPdf(buffer.getvalue())


def test_elements_stand_in_the_order_in_which_they_were_drawn() -> None:
    canvas, buffer = canvas_and_buffer()
    first, second = Node("P"), Node("P")
    said(canvas, second, "eerst getekend")
    said(canvas, first, "daarna getekend", 600)
    pdf = read_back(canvas, buffer)
    assert [each.text for each in pdf.root.find("P")] == ["eerst getekend", "daarna getekend"]


def test_an_eager_caption_stands_before_rows_that_were_drawn_before_it() -> None:
    canvas, buffer = canvas_and_buffer()
    table = Node("Table")
    caption = Node("Caption", table, eager=True)
    cell = Node("TD", Node("TR", table, eager=True), eager=True)
    said(canvas, cell, "cel")
    said(canvas, caption, "bijschrift", 600)
    pdf = read_back(canvas, buffer)
    (read,) = pdf.tables()
    assert [kid.tag for kid in read.kids if isinstance(kid, Element)] == ["Caption", "TR"]


def test_one_element_on_two_pages_is_one_element_with_two_marks() -> None:
    canvas, buffer = canvas_and_buffer()
    node, other = Node("P"), Node("P")
    said(canvas, other, "kop ")
    said(canvas, node, "eerste deel ", 600)
    canvas.showPage()
    said(canvas, node, "tweede deel")
    canvas.showPage()
    pdf = read_back(canvas, buffer)
    long = pdf.root.find("P")[1]
    assert (long.text, long.pages) == ("eerste deel tweede deel", [0, 1])


def test_the_parent_tree_leads_from_every_mark_and_link_to_its_element() -> None:
    canvas, buffer = canvas_and_buffer()
    heading, entry = Node("H2"), Node("Link", Node("TOCI", Node("TOC")))
    said(canvas, entry, "naar het hoofdstuk")
    canvas.link_to_place(entry, (50, 690, 150, 700), "c1", "Naar hoofdstuk 1")
    canvas.showPage()
    canvas.mark_place("c1", "Hoofdstuk", 700, 0)
    said(canvas, heading, "Hoofdstuk")
    canvas.showPage()
    pdf = read_back(canvas, buffer)
    numbers = list(pdf.pdf.Root.StructTreeRoot.ParentTree.Nums)
    rows = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    assert [str(node.S) for node in rows[0]] == ["/Link"]
    assert [str(node.S) for node in rows[1]] == ["/H2"]
    (annotation,) = pdf.pdf.pages[0].Annots
    assert rows[int(annotation.StructParent)].objgen == rows[0][0].objgen
    assert int(pdf.pdf.Root.StructTreeRoot.ParentTreeNextKey) == 3
    assert annotation.Dest[0].objgen == pdf.pdf.pages[1].objgen


def test_what_is_reserved_is_filled_in_on_save_and_text_that_looks_like_it_is_not() -> None:
    canvas, buffer = canvas_and_buffer()
    said(canvas, Node("P"), "%reserved-0%")
    canvas.begin(Node("P"))
    canvas.reserve(lambda: canvas.line_code(f"{len(canvas.owners)} pagina’s", BODY, 50, 600))
    canvas.end()
    canvas.showPage()
    canvas.showPage()
    pdf = read_back(canvas, buffer)
    assert [each.text for each in pdf.root.find("P")] == ["%reserved-0%", "2 pagina’s"]


def test_more_than_one_subset_of_a_font_stays_one_line_that_can_be_read() -> None:
    canvas, buffer = canvas_and_buffer()
    letters = "".join(map(chr, range(0xA1, 0x24F))).replace("\u00ad", "")
    said(canvas, Node("P"), letters + " abc")
    pdf = read_back(canvas, buffer)
    assert pdf.root.find("P")[0].text == letters + " abc"
    assert pdf.missing_glyphs == 0


def test_furniture_is_an_artifact_and_never_read() -> None:
    canvas, buffer = canvas_and_buffer()
    canvas.begin_artifact("Header")
    canvas.show_line("kopregel", BODY, 50, 800)
    canvas.end()
    said(canvas, Node("H2"), "Hoofdstuk")
    pdf = read_back(canvas, buffer)
    assert pdf.text == "Hoofdstuk"
    assert pdf.artifacts == [(0, "kopregel")]


def test_a_figure_keeps_its_description() -> None:
    canvas, buffer = canvas_and_buffer()
    canvas.begin(Node("Figure", alt="Grafiek: 3 van 4 (75%)"))
    canvas.rules([(0, 0, 100, 100)], 1, H2.colour)
    canvas.end()
    pdf = read_back(canvas, buffer)
    assert str(pdf.pdf.Root.StructTreeRoot.K.K[0].Alt) == "Grafiek: 3 van 4 (75%)"
