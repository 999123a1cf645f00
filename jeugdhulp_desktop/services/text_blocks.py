"""The school's own text blocks: sentences one writes once and puts into an agreement again."""

from dataclasses import replace

from jeugdhulp_desktop.domain.agreement_texts import names_in
from jeugdhulp_desktop.domain.errors import NotValid
from jeugdhulp_desktop.domain.problems import Problem, blocking
from jeugdhulp_desktop.domain.text_blocks import TextBlock, check_text_block, for_field
from jeugdhulp_desktop.services.changes import Change, Changes
from jeugdhulp_desktop.services.cleaning import cleaned
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.case_queries import load_full_names
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.text_block_queries import (
    SUBJECT,
    delete_text_block,
    load_text_blocks,
    store_text_block,
)


class TextBlockService:
    """The text blocks of one vault."""

    def __init__(self, database: Database, changes: Changes) -> None:
        self._database = database
        self._changes = changes

    def blocks(self, field: str = "") -> list[TextBlock]:
        """Every block in Dutch order of its title; those written for ``field`` first."""
        with self._database.read() as connection:
            found = load_text_blocks(connection)
        return for_field(found, field) if field else found

    def check(self, block: TextBlock) -> list[Problem]:
        """What is missing, and a pupil's name in a text that is put into many agreements (V26)."""
        block = cleaned(block)
        with self._database.read() as connection:
            names = load_full_names(connection)
        return [*check_text_block(block), *names_in([("title", block.title), ("text", block.text)], names)]

    def save(self, block: TextBlock) -> TextBlock:
        """Keep a block; with its id and new version. NotValid, ChangedElsewhere, NotFound."""
        block = cleaned(block)
        block = replace(block, title=block.title.strip())
        if problems := blocking(check_text_block(block)):
            raise NotValid(problems)
        with self._database.write(Action.SAVE_TEXT_BLOCK, SUBJECT, block.id) as connection:
            block_id = store_text_block(connection, block)
        self._changes.announce(Change.TEXT_BLOCKS)
        return replace(block, id=block_id, version=block.version + 1)

    def delete(self, block_id: int) -> None:
        """Remove a block; agreements keep the words they took from it. NotFound."""
        with self._database.write(Action.DELETE_TEXT_BLOCK, SUBJECT, block_id) as connection:
            delete_text_block(connection, block_id)
        self._changes.announce(Change.TEXT_BLOCKS)
