"""What the schema refuses by itself, and what the checks find when the file is changed anyway."""
# ruff: noqa: S608 - the statements are made of the constants of this file

import sqlite3
from contextlib import closing

import pytest
from books import ADA, BOB, FREE, GUILD, NOTHING, deliver, new_job, render

from storage.database import connect, immediate
from storage.errors import OrdersStopped
from storage.grants import GrantOrder
from storage.jobs import JobState
from storage.schema import MIGRATIONS, migrate, version
from storage.store import Store
from storage.verify import verify_file

TRANSFER = (
    "insert into transfer (key, kind, debit, credit, amount, job, resolves, act, at_us) values "
)
ALLOWANCE = "(select id from lot where kind = 'allowance')"
GRANTED = "(select id from lot where kind = 'granted')"
BOUGHT = "(select id from lot where kind = 'bought')"
POOL = "(select id from lot where kind = 'pool')"
RESERVED = "(select id from transfer where kind = 'reserve' and job = 'job-open')"

REFUSED = {
    "an overdraft": f"{TRANSFER} ('k-0001', 'expire', {BOUGHT}, 1, 999, null, null, null, 0)",
    "a negative amount": f"{TRANSFER} ('k-0001', 'fund', 1, {POOL}, -5, null, null, null, 0)",
    "half a credit": f"{TRANSFER} ('k-0001', 'fund', 1, {POOL}, 0.5, null, null, null, 0)",
    "an amount in words": f"{TRANSFER} ('k-0001', 'fund', 1, {POOL}, 'ten', null, null, null, 0)",
    "the same key again": (
        "insert into transfer select null, key, kind, debit, credit, amount, job, null, act, 0 "
        "from transfer where kind = 'allowance'"
    ),
    "minting into the reserve": f"{TRANSFER} ('k-0001', 'mint', 1, 3, 5, null, null, 1, 0)",
    "minting without an act": f"{TRANSFER} ('k-0001', 'mint', 1, {BOUGHT}, 5, null, null, null, 0)",
    "a grant that mints": f"{TRANSFER} ('k-0001', 'grant', 1, {GRANTED}, 5, null, null, 1, 0)",
    "a grant from a wrong pool": (
        f"{TRANSFER} ('k-0001', 'grant', {POOL}, {BOUGHT}, 5, null, null, 1, 0)"
    ),
    "spending without a job": f"{TRANSFER} ('k-0001', 'settle', 3, 2, 4, null, null, null, 0)",
    "spending without a reserve": (
        f"{TRANSFER} ('k-0001', 'settle', 3, 2, 4, 'job-open', null, null, 0)"
    ),
    "settling more than was reserved": (
        f"{TRANSFER} ('k-0001', 'settle', 3, 2, 5, 'job-open', {RESERVED}, null, 0)"
    ),
    "releasing to another lot": (
        f"{TRANSFER} ('k-0001', 'release', 3, {BOUGHT}, 4, 'job-open', {RESERVED}, null, 0)"
    ),
    "ending a reserve twice": (
        "insert into transfer select null, 'k-0001', 'settle', 3, 2, amount, job, id, null, 0 "
        "from transfer where kind = 'reserve' and job = 'job-done'"
    ),
    "reserving more than the price": (
        f"{TRANSFER} ('k-0001', 'reserve', {ALLOWANCE}, 3, 1, 'job-open', null, null, 0)"
    ),
    "reserving for another account's job": (
        f"{TRANSFER} ('k-0001', 'reserve', {BOUGHT}, 3, 1, 'job-other', null, null, 0)"
    ),
    "revoking into another pocket": (
        f"{TRANSFER} ('k-0001', 'revoke', {GRANTED}, 1, 1, null, null, 1, 0)"
    ),
    "changing a transfer": "update transfer set amount = amount + 1",
    "deleting a transfer": "delete from transfer where id = 1",
    "deleting a job": "delete from job",
    "deleting a lot": f"delete from lot where id = {BOUGHT}",
    "deleting an account": "delete from account",
    "a negative balance": f"update lot set balance = -1 where id = {BOUGHT}",
    "giving a lot away": f"update lot set account = 2 where id = {BOUGHT}",
    "a lot that is not empty": (
        "insert into lot (kind, account, source, balance, created_us) values ('bought', 3, 1, 9, 0)"
    ),
    "a second mint": "insert into lot (kind, created_us) values ('mint', 0)",
    "a second allowance": (
        "insert into lot (kind, account, source, created_us) "
        "select kind, account, source, 0 from lot where kind = 'allowance'"
    ),
    "an earlier expiry": f"update lot set expires_us = 1 where id = {GRANTED}",
    "a cheaper job": "update job set price = 1 where id = 'job-open'",
    "a clean clip after all": "update job set watermark = 0 where id = 'job-open'",
    "another licence": "update job set licence = 'mine' where id = 'job-open'",
    "a delivery without its settle": (
        "update job set state = 'delivered', clip_sha256 = 'c' where id = 'job-open'"
    ),
    "a failure without its release": "update job set state = 'failed' where id = 'job-open'",
    "an end taken back": "update job set state = 'queued' where id = 'job-done'",
    "a clip without its digest": "update job set state = 'rendered' where id = 'job-open'",
    "a fourth attempt": "update job set attempt = 4 where id = 'job-open'",
    "a job that begins delivered": (
        "insert into job select 'job-new', 'key-new', order_sha256, account, scope, price, "
        "watermark, licence, order_json, address_json, clip_json, still_sha256, clip_sha256, "
        "'delivered', 0, null, '', 0, 0, 0, 0, 0 from job where id = 'job-done'"
    ),
    "the same request key twice": (
        "insert into job select 'job-new', request_key, order_sha256, account, scope, price, "
        "watermark, licence, order_json, address_json, null, still_sha256, null, "
        "'queued', 0, null, '', 0, 0, 0, 0, 0 from job where id = 'job-done'"
    ),
    "a second confirmed delivery": (
        "insert into delivery values ('job-done', 9, 'confirmed', '', 0)"
    ),
    "a delivery of no job": "insert into delivery values ('job-none', 1, 'begun', '', 0)",
    "another act": "update act set amount = amount + 1",
    "another note": "update act set note = 'I never said that'",
    "an act less": "delete from act",
    "a new route": "insert into route values ('mint', 'mint', 'spent')",
    "time running backwards": "update clock set latest_us = latest_us - 1",
    "an allowance of a day gone by": "update allowance set accrued_us = accrued_us - 1",
    "a refill of a day gone by": "update pool set refilled_us = -1",
    "a proposal decided twice": "update proposal set state = 'approved'",
}

# Done with the triggers out of the way, as by somebody with an editor, or by a broken disk.
TAMPERED = {
    "a richer account": f"update lot set balance = balance + 5 where id = {BOUGHT}",
    "a poorer account": f"update lot set balance = balance - 1 where id = {BOUGHT}",
    "from one account to another": (
        f"update lot set balance = balance + (case id when {BOUGHT} then 2 else -2 end) "
        f"where id in ({BOUGHT}, {ALLOWANCE})"
    ),
    "a larger transfer": "update transfer set amount = amount + 1 where kind = 'allowance'",
    "a transfer less": "delete from transfer where kind = 'settle'",
    "a redirected transfer": f"update transfer set credit = {ALLOWANCE} where kind = 'settle'",
    "a job called delivered": "update job set state = 'delivered', clip_sha256 = 'c' "
    "where id = 'job-open'",
    "a job called failed": "update job set state = 'failed' where id = 'job-open'",
    "a delivered job reopened": "update job set state = 'queued' where id = 'job-done'",
    "a delivered job called cancelled": "update job set state = 'cancelled' where id = 'job-done'",
    "a cheaper job": "update job set price = 1 where id = 'job-open'",
    "a delivery less": "delete from delivery",
    "a settle made a release": "update transfer set kind = 'release' where kind = 'settle'",
    "a release of another reserve": (
        "update transfer set resolves = (select max(id) from transfer where kind = 'reserve') "
        "where kind = 'settle'"
    ),
    "a grant without its act": "update transfer set act = null where kind = 'grant'",
    "a smaller act": "update act set amount = amount - 1 where verb = 'fund'",
    "an act less": "delete from act where verb = 'mint'",
    "the last act's note": "update act set note = 'no' where id = (select max(id) from act)",
    "another actor": "update act set actor = 2 where verb = 'grant'",
    "an act moved in time": "update act set at_us = at_us + 1 where id = 2",
    "a lot of another account": f"update lot set account = 2 where id = {ALLOWANCE}",
    "a grant set free of its server": f"update lot set source = 1 where id = {GRANTED}",
    "a job of nobody": "update job set account = 999 where id = 'job-open'",
    "a pool made larger": (
        f"update lot set balance = balance + (case id when {POOL} then 5 else -5 end) "
        f"where id in ({POOL}, 1)"
    ),
}


@pytest.fixture
async def written(tmp_path, clock):
    """The path of a database with something of everything in it."""
    folder = tmp_path / "data"
    async with Store.open(folder, clock=clock) as store:
        await store.operator.fund(GUILD, 100)
        grant = GrantOrder(
            scope=GUILD, admin=BOB, recipient=ADA, amount=7, request_key="g", note="nice"
        )
        await store.admins.grant(grant)
        await store.admins.grant(
            GrantOrder(scope=GUILD, admin=BOB, recipient=ADA, amount=50, request_key="h")
        )
        (proposal,) = await store.admins.proposals(GUILD)
        await store.admins.decline(proposal.id, GUILD, BOB)
        await store.operator.buy(ADA, 9, "charge-1")
        await store.operator.mint(BOB, 3, note="hello")
        await store.accept(new_job("done"), FREE)
        await deliver(store, "job-done")
        await store.accept(new_job("open"), FREE)
        await store.accept(new_job("other", account=BOB, price=3), NOTHING)
    return folder / "zoetrope.db"


@pytest.mark.parametrize("statement", REFUSED.values(), ids=REFUSED)
async def test_the_schema_refuses(written, statement):
    with closing(connect(written)) as database:
        before = list(database.conn.iterdump())

        with pytest.raises((sqlite3.IntegrityError, sqlite3.OperationalError)) as refusal:
            database.conn.execute(statement)

        assert "syntax" not in str(refusal.value)
        assert "no such column" not in str(refusal.value)
        assert list(database.conn.iterdump()) == before


@pytest.mark.parametrize("statement", TAMPERED.values(), ids=TAMPERED)
async def test_tampering_is_found_and_stops_orders(written, statement, clock):
    assert verify_file(written) == []
    with closing(sqlite3.connect(written)) as database:
        for (name,) in database.execute("select name from sqlite_master where type = 'trigger'"):
            database.execute(f"drop trigger {name}")
        database.execute("pragma ignore_check_constraints = on")
        assert database.execute(statement).rowcount > 0
        database.commit()

    async with Store.open(written.parent, clock=clock) as store:
        with pytest.raises(OrdersStopped) as refusal:
            await store.accept(new_job("new", price=0), NOTHING)
        assert refusal.value.violations
        # What has begun may still end, and what was answered is answered again.
        assert (await store.accept(new_job("done"), FREE)).is_replay


async def test_orders_go_on_when_the_ledger_is_mended(written, clock):
    def change(by):
        with closing(sqlite3.connect(written)) as database:
            database.execute(f"update lot set balance = balance + ? where id = {BOUGHT}", [by])
            database.commit()

    change(5)
    async with Store.open(written.parent, clock=clock) as store:
        with pytest.raises(OrdersStopped):
            await store.accept(new_job("new"), FREE)
        change(-5)

        assert await store.verify() == []
        await store.accept(new_job("new"), FREE)


async def test_a_violation_that_appears_while_running_is_found_by_the_hourly_check(store):
    await store.accept(new_job(1), FREE)
    await render(store, "job-1")
    path = store.folder / "zoetrope.db"

    def change(by):
        with closing(sqlite3.connect(path)) as database:
            database.execute("update lot set balance = balance + ? where kind = 'spent'", [by])
            database.commit()

    change(1)
    violations = await store.verify()
    with pytest.raises(OrdersStopped):
        await store.accept(new_job(2), FREE)
    await store.settle("job-1")  # a promise is kept
    change(-1)

    assert any("every amount came from the mint" in violation for violation in violations)
    assert await store.verify() == []


def test_a_migration_is_whole_or_not_at_all(tmp_path, monkeypatch):
    """A migration that fails in the middle leaves the file as the one before it did."""
    broken = MIGRATIONS[1]().replace("create table gpu_day", "create tabel gpu_day")
    monkeypatch.setattr("storage.schema.MIGRATIONS", (MIGRATIONS[0], lambda: broken))
    with closing(connect(tmp_path / "zoetrope.db")) as database:
        with pytest.raises(sqlite3.OperationalError, match="syntax"):
            migrate(database, 0)
        tables = set(database.table_names())
        assert version(database) == 1

        monkeypatch.setattr("storage.schema.MIGRATIONS", MIGRATIONS)
        migrate(database, 0)

        assert version(database) == len(MIGRATIONS)
        assert "account" in tables
        assert "job" not in tables


async def test_every_table_is_strict(store):
    with closing(sqlite3.connect(store.folder / "zoetrope.db")) as database:
        tables = database.execute("select name, strict from pragma_table_list where type = 'table'")
        loose = {name for name, strict in tables if not strict}

    assert loose <= {"sqlite_schema", "sqlite_temp_schema", "sqlite_sequence"}


def test_immediate_undoes_everything_or_nothing(tmp_path):
    with closing(connect(tmp_path / "zoetrope.db")) as database:
        migrate(database, 0)

        def two_writes_and_a_failure():
            with immediate(database):
                database.execute("insert into seen_update values ('a', '1', 0)")
                table = database.table("seen_update")
                table.insert({"platform": "a", "update_id": "2", "at_us": 0})
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            two_writes_and_a_failure()

        assert database.table("seen_update").count == 0


async def test_releasing_is_the_only_way_out_of_a_reserve(store):
    """The whole balance can be set aside and comes back to the last credit."""
    await store.accept(new_job(1, price=10), FREE)
    await store.release("job-1", JobState.CANCELLED, "cancelled")
    await store.accept(new_job(2, price=10), FREE)

    assert (await store.balance(ADA, FREE)).reserved == 10
