"""Text blocks in and out of the database."""

from dataclasses import replace

import pytest

from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotFound
from jeugdhulp_desktop.domain.text_blocks import TextBlock
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.text_block_queries import (
    delete_text_block,
    load_text_block,
    load_text_blocks,
    store_text_block,
)

MELDCODE = TextBlock("Meldcode", "route.reporting_code", "Ieder volgt de meldcode van de eigen organisatie.")


def keep(database: Database, block: TextBlock) -> int:
    with database.write(Action.SAVE_TEXT_BLOCK, "text-block", block.id) as connection:
        return store_text_block(connection, block)


def test_blocks_come_back_whole_in_dutch_order(database: Database) -> None:
    for title in ("Zorgroute", "\u2019s Ochtends", "meldcode", "\u00c9\u00e9n vast gezicht"):
        keep(database, replace(MELDCODE, title=title))
    with database.read() as connection:
        found = load_text_blocks(connection)
        assert load_text_block(connection, 3) == replace(MELDCODE, title="meldcode", id=3, version=1)
    assert [block.title for block in found] == [
        "\u00c9\u00e9n vast gezicht",
        "meldcode",
        "\u2019s Ochtends",
        "Zorgroute",
    ]
    assert {block.text for block in found} == {MELDCODE.text}


def test_f38_a_block_changed_elsewhere_is_not_written_over(database: Database) -> None:
    read = replace(MELDCODE, id=keep(database, MELDCODE), version=1)
    keep(database, replace(read, text="nieuw"))
    with pytest.raises(ChangedElsewhere):
        keep(database, replace(read, text="oud"))
    with database.read() as connection:
        assert load_text_blocks(connection)[0].text == "nieuw"


def test_a_block_that_is_gone_is_told(database: Database) -> None:
    block_id = keep(database, MELDCODE)
    with database.write(Action.DELETE_TEXT_BLOCK) as connection:
        delete_text_block(connection, block_id)
    with database.read() as connection:
        assert load_text_blocks(connection) == []
        with pytest.raises(NotFound):
            load_text_block(connection, block_id)
    with pytest.raises(NotFound), database.write(Action.DELETE_TEXT_BLOCK) as connection:
        delete_text_block(connection, block_id)
    with pytest.raises(NotFound):
        keep(database, replace(MELDCODE, id=block_id, version=1))
