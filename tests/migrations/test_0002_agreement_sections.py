"""The migration that brings all sections: agreements that were there keep every word, cell and link."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from jeugdhulp_desktop.domain.agreement_kinds import GoalKind, OfferDomain, OfferSetting
from jeugdhulp_desktop.domain.agreement_sections import Analysis
from jeugdhulp_desktop.domain.agreement_terms import Finance, Route, Term
from jeugdhulp_desktop.security.vault import unlock_with_passphrase
from jeugdhulp_desktop.services.demo import DEMO_PASSPHRASE
from jeugdhulp_desktop.storage.agreement_queries import load_agreements
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.checks import run_checks
from jeugdhulp_desktop.storage.engine import Database, open_database
from jeugdhulp_desktop.storage.migrate import bring_up_to_date, read_revision
from tests.databases import NOW
from tests.migrations.test_0001_foundation import SCHOOL

OLD_VAULT = Path(__file__).parents[1] / "vaults" / "0.1.0"
REBUILT = (
    "agreement_deployments", "agreement_presences", "agreement_expectations", "agreement_themes",
    "agreement_offers",
)  # fmt: skip
POINTING = ("agreement_offer_themes", "agreement_task_answers", "agreement_tasks", "agreements")
NEW = (
    "agreement_texts", "agreement_items", "agreement_left_out", "agreement_terms", "agreement_policies",
    "agreement_risks", "agreement_figures", "agreement_meetings", "agreement_rates",
    "agreement_contributions", "agreement_conditions", "text_blocks",
)  # fmt: skip
AGREEMENT = (
    "INSERT INTO agreements (id, version, school_id, school_year, number, status, author, public,"
    " structure_id, change_reason, occasion, aim, theme_intro, monitoring_note, paper_kept_at,"
    " frozen_control, facts_name, facts_school_type, facts_brin, facts_board, facts_swv,"
    " facts_municipality, facts_area, facts_contact_person, changed_at, content_control)"
    " VALUES (1, 1, 1, 2026, 1, 'concept', '', 0, '', '', '', '', '', '', '', '', '', 'bao', '', '', '', '',"
    " '', '', '2026-09-01T10:00:00Z', '')"
)
THEME = (
    "INSERT INTO agreement_themes (agreement_id, position, key, title, why, goal, target_group, indicator,"
    " target, lead, period, goal_kind, baseline, source, made_with, youth_owned, priority)"
    " VALUES (1, 0, 't1', '', '', '', '', '', '', '', '', 'vaardigheid', '', '', '', 0, 1)"
)
OFFER = (
    "INSERT INTO agreement_offers (agreement_id, position, key, name, kind, performer, planning, volunteers,"
    " setting, domain, costs) VALUES (1, 0, 'o1', '', 'les', '', '', 0, 'individueel', 'zorg', 0)"
)
PAID = (
    "INSERT INTO agreement_contributions (agreement_id, position, funder, name, note, amount, share)"
    " VALUES (1, 0, 'gemeente', '', '', 100, 10000)"
)
RATE = "INSERT INTO agreement_rates (agreement_id, position, worker_type, per_hour) VALUES (1, 0, 'JW', 7150)"
LEFT = "INSERT INTO agreement_left_out (agreement_id, position, section) VALUES (1, 0, 'finance')"
RISK = "INSERT INTO agreement_risks (agreement_id, position, kind, text) VALUES (1, 0, 'anders', '')"
WORDS = "INSERT INTO agreement_texts (agreement_id, name, text) VALUES (1, 'route.scaling', 'Af en op.')"
BLOCK = (
    "INSERT INTO text_blocks (version, title, sort_key, field, text)"
    " VALUES (1, 'Meldcode', 'meldcode', '', 'x')"
)
EXPECTATION = (
    "INSERT INTO agreement_expectations (agreement_id, position, role, text) VALUES (1, 0, 'ouders', 'x')"
)
EVERY_KIND = (THEME, OFFER, PAID, RATE, LEFT, RISK, WORDS, BLOCK, EXPECTATION)


def rows_of(database: Database, table: str) -> list[dict[str, Any]]:
    with database.maintenance() as raw:
        cursor = raw.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3")  # noqa: S608 - names of ours
        names = [column[0] for column in cursor.description]
        found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return sorted(found, key=repr)


class Old:
    """A vault of the first version: what stood in it, and itself brought up to date."""

    def __init__(self, folder: Path) -> None:
        shutil.copytree(OLD_VAULT, folder)
        keys = unlock_with_passphrase(folder, DEMO_PASSPHRASE)
        path = folder / "vault.db"
        assert read_revision(path, keys.data_key, keys.vault_id) == "0001"
        known = (path, keys.data_key, keys.vault_id)
        with closing(open_database(*known, clock=lambda: NOW)) as before:
            self.before = {table: rows_of(before, table) for table in (*REBUILT, *POINTING)}
        bring_up_to_date(*known, before_migration=lambda _: None, clock=lambda: NOW)
        self.database = open_database(*known, clock=lambda: NOW)


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Old]:
    vault = Old(tmp_path / "kluis")
    with closing(vault.database):
        yield vault


@pytest.mark.parametrize("table", [*REBUILT, *POINTING])
def test_every_row_comes_along_with_every_cell(old: Old, table: str) -> None:
    assert old.before[table], "the old vault has something to lose"
    after = rows_of(old.database, table)
    known = old.before[table][0].keys()
    kept = [{name: row[name] for name in known} for row in after]
    assert sorted(kept, key=repr) == old.before[table]


def test_what_is_new_is_empty_or_what_it_meant_until_now(old: Old) -> None:
    for table in NEW:
        assert rows_of(old.database, table) == []
    ids = [row["id"] for row in old.before["agreements"]]
    with old.database.read() as connection:
        agreements = load_agreements(connection, ids)
    assert len(agreements) == len(ids) > 1
    for each in agreements.values():
        assert (each.left_out, each.policies, each.satisfaction) == ((), (), "")
        assert (each.analysis, each.route, each.finance, each.term) == (
            Analysis(),
            Route(),
            Finance(),
            Term(),
        )
        assert {theme.goal_kind for theme in each.themes} == {GoalKind.SKILL}
        assert {(theme.priority, theme.baseline, theme.youth_owned) for theme in each.themes} == {
            (None, "", False)
        }
        assert {(offer.setting, offer.domain, offer.costs) for offer in each.offers} == {
            (OfferSetting.SCHOOL, OfferDomain.WELFARE, None)
        }
        assert {row.consulting_hour for row in each.deployments} == {""}


def test_a_vault_with_agreements_passes_every_proof(old: Old) -> None:
    assert [proof.name for proof in run_checks(old.database) if not proof.ok] == []


def test_what_hangs_on_an_agreement_goes_with_it(old: Old) -> None:
    with old.database.write(Action.DELETE_AGREEMENT) as connection:
        for statement in ("DELETE FROM agreements", "SELECT 1"):
            connection.execute(text(statement))
    for table in (*REBUILT, "agreement_offer_themes", "agreement_task_answers"):
        assert rows_of(old.database, table) == []


def put(connection: Connection, *statements: str) -> None:
    for statement in (SCHOOL, AGREEMENT, *statements):
        connection.execute(text(statement))


def test_every_new_kind_of_row_stands(database: Database) -> None:
    with database.write(Action.SAVE_AGREEMENT) as connection:
        put(connection, *EVERY_KIND)
    assert [proof.name for proof in run_checks(database) if not proof.ok] == []


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(THEME.replace("0, 1)", "0, 4)"), id="a fourth priority"),
        pytest.param(THEME.replace("'vaardigheid'", "'gedrag'"), id="unknown goal"),
        pytest.param(THEME.replace("'', 0, 1)", "'', 2, 1)"), id="neither yes nor no"),
        pytest.param(OFFER.replace("'zorg', 0)", "'zorg', -1)"), id="costs below zero"),
        pytest.param(OFFER.replace("'zorg'", "'geluk'"), id="unknown domain"),
        pytest.param(OFFER.replace("'individueel'", "'online'"), id="unknown setting"),
        pytest.param(PAID.replace("10000)", "10001)"), id="more than all of it"),
        pytest.param(PAID.replace("100, 10000", "-1, 10000"), id="less than nothing"),
        pytest.param(PAID.replace("'gemeente'", "'loterij'"), id="unknown funder"),
        pytest.param(PAID.replace("100, 10000", "0.1, 10000"), id="a binary fraction"),
        pytest.param(RATE.replace("7150", "-7150"), id="a rate below zero"),
        pytest.param(RATE.replace("'JW'", "'JGZ'"), id="unknown kind of worker"),
        pytest.param(LEFT.replace("'finance'", "'geld'"), id="unknown section"),
        pytest.param(RISK.replace("'anders'", "'pech'"), id="unknown risk"),
        pytest.param(WORDS.replace("'Af en op.'", "''"), id="an empty text"),
        pytest.param(BLOCK.replace("'Meldcode'", "''"), id="a block without a name"),
        pytest.param(EXPECTATION.replace("'ouders'", "'buren'"), id="unknown party"),
        pytest.param(THEME.replace("(1, 0", "(99, 0"), id="an agreement that is not there"),
    ],
)
def test_what_the_domain_does_not_know_is_refused_by_the_table(database: Database, statement: str) -> None:
    with pytest.raises(IntegrityError), database.write(Action.SAVE_AGREEMENT) as connection:
        put(connection, statement)
