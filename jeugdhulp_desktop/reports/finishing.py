"""The last pass over a PDF: language, title, page keys and metadata; packed, the same bytes every time."""

import io
from xml.sax.saxutils import escape

import pikepdf

from jeugdhulp_desktop.reports.tagging import LANGUAGE

PROGRAM = "Jeugdhulp Desktop"

# Written out because a document made twice must be the same twice: no dates, no ids. No author either: the
# names of people stand in the document, not around it (F52).
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:creator><rdf:Seq><rdf:li>{program}</rdf:li></rdf:Seq></dc:creator>
<xmp:CreatorTool>{program}</xmp:CreatorTool>
<pdf:Producer>{program}</pdf:Producer>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def finished(drawn: bytes, *, title: str, subject: str) -> bytes:
    """The finished file: what a reader program must know of it, and everything packed."""
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        root = pdf.Root
        root.Lang = pikepdf.String(LANGUAGE)
        root.MarkInfo = pikepdf.Dictionary(Marked=True)
        root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        root.Metadata = pdf.make_stream(
            _XMP.format(
                title=escape(title), subject=escape(subject), language=LANGUAGE, program=PROGRAM
            ).encode(),
            Type=pikepdf.Name.Metadata,
            Subtype=pikepdf.Name.XML,
        )
        for number, page in enumerate(pdf.pages):
            page.obj.StructParents = number
            page.obj.Tabs = pikepdf.Name.S
        for name in ("/CreationDate", "/ModDate", "/Keywords", "/Author"):
            del pdf.docinfo[name]
        packed = io.BytesIO()
        pdf.save(
            packed,
            deterministic_id=True,
            min_version="1.7",  # what PDF/UA-1 builds on
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return packed.getvalue()
