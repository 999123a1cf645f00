"""The school's text blocks: rows to values and back."""

from sqlalchemy import Connection, select

from jeugdhulp_desktop.domain.errors import NotFound
from jeugdhulp_desktop.domain.text import sort_key
from jeugdhulp_desktop.domain.text_blocks import TextBlock
from jeugdhulp_desktop.storage.tables.agreement_sections import TextBlockRow
from jeugdhulp_desktop.storage.versions import delete_record, store_record

SUBJECT = "text-block"
_COLUMNS = (
    TextBlockRow.title,
    TextBlockRow.field,
    TextBlockRow.text,
    TextBlockRow.id,
    TextBlockRow.version,
)


def load_text_blocks(connection: Connection) -> list[TextBlock]:
    """All blocks in Dutch order of their titles."""
    query = select(*_COLUMNS).order_by(TextBlockRow.sort_key, TextBlockRow.id)
    return [TextBlock(*row) for row in connection.execute(query)]


def load_text_block(connection: Connection, block_id: int) -> TextBlock:
    """One block; NotFound when it is gone."""
    row = connection.execute(select(*_COLUMNS).where(TextBlockRow.id == block_id)).one_or_none()
    if row is None:
        raise NotFound(SUBJECT, block_id)
    return TextBlock(*row)


def store_text_block(connection: Connection, block: TextBlock) -> int:
    """Keep a block; its id. ChangedElsewhere and NotFound as for every record."""
    values = {
        "title": block.title,
        "sort_key": sort_key(block.title),
        "field": block.field,
        "text": block.text,
    }
    return store_record(connection, TextBlockRow, SUBJECT, block, values)


def delete_text_block(connection: Connection, block_id: int) -> None:
    """Remove a block; NotFound when it is gone already."""
    delete_record(connection, TextBlockRow, SUBJECT, block_id)
