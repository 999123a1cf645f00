"""What a reader program must know of a document: title, language, that it is tagged; and who made it."""

from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFInfo

from jeugdhulp_desktop.reports.structure import Raw, text_string

PROGRAM = "Jeugdhulp Desktop"
LANGUAGE = "nl-NL"

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


class Information(PDFInfo):  # type: ignore[misc]
    """Title, subject and program; no author and no dates."""

    def format(self, _document: Any) -> bytes:
        return (
            f"<</Title {text_string(self.title)} /Subject {text_string(self.subject)} "
            f"/Creator ({PROGRAM}) /Producer ({PROGRAM})>>"
        ).encode()


def describe(document: Any) -> None:
    """Catalogue and information of a ReportLab document, from the title and subject it was given."""
    information = Information()
    information.title, information.subject = document.info.title, document.info.subject
    document.info = information
    xmp = _XMP.format(
        title=escape(information.title),
        subject=escape(information.subject),
        language=LANGUAGE,
        program=PROGRAM,
    ).encode()
    catalogue = document.Catalog
    catalogue.Lang = f"({LANGUAGE})"
    catalogue.MarkInfo = Raw(b"<</Marked true>>")
    catalogue.ViewerPreferences = Raw(b"<</DisplayDocTitle true>>")
    # Readable, not compressed: programs that index files look for it.
    catalogue.Metadata = Raw(
        b"<</Type /Metadata /Subtype /XML /Length %d>>\nstream\n%s\nendstream" % (len(xmp), xmp)
    )
