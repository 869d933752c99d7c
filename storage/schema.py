"""The tables, as numbered migrations. The schema keeps the ledger's promises by itself.

Words: a *lot* is a place where an amount lies. `mint` is where every amount comes from (its balance
is minus all there is), `spent` is where it ends, `reserve` holds what open jobs have set aside; a
server's `pool`, and an account's `allowance`, `granted` and `bought` lots lie between. A *transfer*
moves an amount from its debit lot to its credit lot: one row, so it cannot be unbalanced.

A migration that has shipped is never edited; a new one goes to the end. Times are microseconds
since 1970, UTC. JSON is written and checked by code: SQLite 3.40 calls json_valid() unsafe in a
constraint when trusted_schema is off.
"""

import os
import sqlite3

import sqlite_utils

from storage.database import immediate
from storage.errors import SchemaTooNew
from storage.invariants import VIEW


def migrate(database: sqlite_utils.Database, now_us: int) -> int:
    """Bring the schema up to date and begin a new boot. Returns the boot's number.

    Raises:
        SchemaTooNew: the file was written by a newer Zoetrope.
    """
    found = version(database)
    if found > len(MIGRATIONS):
        raise SchemaTooNew(found, len(MIGRATIONS))
    for number, migration in enumerate(MIGRATIONS[found:], start=found + 1):
        with immediate(database):
            for statement in statements(migration()):
                database.execute(statement)
            database.execute(f"pragma user_version = {number}")
    with immediate(database):
        _renew_view(database)
        database.execute("insert or ignore into clock (id, latest_us) values (1, ?)", [now_us])
        row = {"at_us": now_us, "pid": os.getpid(), "sqlite": sqlite3.sqlite_version}
        cursor = database.execute(
            "insert into boot (at_us, pid, sqlite) values (:at_us, :pid, :sqlite)", row
        )
    return cursor.lastrowid or 0


def needs_migration(database: sqlite_utils.Database) -> bool:
    """The file has been written by an earlier version of the schema."""
    return 0 < version(database) < len(MIGRATIONS)


def _renew_view(database: sqlite_utils.Database) -> None:
    """Let the view say what this version checks. It holds nothing, so it is not migrated."""
    found = database.execute("select sql from sqlite_master where name = 'invariant'").fetchone()
    if found is None or found["sql"] != VIEW:
        database.execute("drop view if exists invariant")
        database.execute(VIEW)


def version(database: sqlite_utils.Database) -> int:
    """How many migrations the file has been through."""
    return int(database.execute("pragma user_version").fetchone()[0])


def statements(script: str) -> list[str]:
    """Split a script at the semicolons that end statements, not at those inside triggers."""
    found, begun = [], ""
    for part in script.split(";")[:-1]:
        begun += part + ";"
        if sqlite3.complete_statement(begun):
            found.append(begun.strip())
            begun = ""
    return found


def m001_clock_accounts_and_ledger() -> str:
    return """
create table clock (
  id integer primary key check (id = 1),
  latest_us integer not null,                   -- the latest moment ever seen
  accepted integer not null default 0           -- how often the operator set it by hand
) strict;
create trigger clock_never_runs_backwards before update on clock
  when new.latest_us < old.latest_us and new.accepted <= old.accepted
  begin select raise(abort, 'the clock moved backwards'); end;

create table boot (
  id integer primary key, at_us integer not null, pid integer not null, sqlite text not null
) strict;

create table account (
  id integer primary key,
  name text not null unique,                    -- 'discord:123'; 'erased:…' once deleted
  tier text not null default '',                -- given by the operator; '' means the default
  tier_until_us integer,
  first_seen_us integer not null,
  erased_us integer
) strict;
create trigger accounts_stay before delete on account
  begin select raise(abort, 'an account is erased, not deleted'); end;

create table departed (                         -- so that leaving and returning fills no allowance
  name_sha256 text primary key,
  accrued_us integer not null, first_seen_us integer not null, forget_us integer not null
) strict, without rowid;

create table lot (
  id integer primary key,
  kind text not null check (
    kind in ('mint', 'spent', 'reserve', 'pool', 'allowance', 'granted', 'bought')),
  account integer references account (id),
  scope text not null default '*',              -- where it may be spent: '*' or one server
  source integer references lot (id),           -- where it goes when revoked or expired
  expires_us integer,
  revoked integer references act (id),          -- taken back; what is released goes back too
  balance integer not null default 0,
  created_us integer not null,
  check (kind = 'mint' or balance >= 0),
  check ((kind in ('allowance', 'granted', 'bought')) = (account is not null)),
  check ((kind in ('mint', 'spent', 'reserve')) = (source is null)),
  check ((kind = 'pool') <= (scope <> '*'))
) strict;
create unique index one_lot_of_the_house on lot (kind) where kind in ('mint', 'spent', 'reserve');
create unique index one_pool on lot (scope) where kind = 'pool';
create unique index one_allowance on lot (account) where kind = 'allowance';
create index lot_account on lot (account) where account is not null;
create index lot_source on lot (source) where source is not null;
create index lot_expiry on lot (expires_us) where expires_us is not null;
create trigger lots_begin_empty before insert on lot
  when new.balance <> 0 or exists (
    select 1 from lot s where s.id = new.source and s.kind = 'pool' and s.scope <> new.scope)
  begin select raise(abort, 'a lot begins empty, in the scope of its pool'); end;
create trigger lots_keep_their_owner before update of kind, account, scope, source on lot
  begin select raise(abort, 'a lot keeps its owner'); end;
create trigger lots_expire_no_sooner before update of expires_us on lot
  when new.expires_us is null or old.expires_us is null or new.expires_us < old.expires_us
  begin select raise(abort, 'an expiry may only be extended'); end;
create trigger lots_are_revoked_once before update of revoked on lot
  when old.revoked is not null
  begin select raise(abort, 'the lot was revoked before'); end;
create trigger lots_stay before delete on lot
  begin select raise(abort, 'lots are permanent'); end;

create table allowance (
  lot integer primary key references lot (id),
  accrued_us integer not null,                  -- start of the last period that was added
  rate integer not null, cap integer not null   -- what that period added, and up to where
) strict;
create trigger an_allowance_comes_once before update on allowance
  when new.accrued_us < old.accrued_us
    or (new.accrued_us = old.accrued_us and new.rate < old.rate)
  begin select raise(abort, 'the allowance of a period was added before'); end;

create table route (                            -- which lots a kind of transfer may join
  kind text not null, debit text not null, credit text not null,
  primary key (kind, debit, credit)
) strict, without rowid;
insert into route values
  ('mint', 'mint', 'granted'), ('mint', 'mint', 'bought'), ('fund', 'mint', 'pool'),
  ('allowance', 'mint', 'allowance'), ('grant', 'pool', 'granted'),
  ('reserve', 'allowance', 'reserve'), ('reserve', 'granted', 'reserve'),
  ('reserve', 'bought', 'reserve'), ('settle', 'reserve', 'spent'),
  ('release', 'reserve', 'allowance'), ('release', 'reserve', 'granted'),
  ('release', 'reserve', 'bought'), ('revoke', 'pool', 'mint'), ('revoke', 'granted', 'mint'),
  ('revoke', 'granted', 'pool'), ('revoke', 'bought', 'mint'), ('revoke', 'allowance', 'mint'),
  ('expire', 'allowance', 'mint'), ('expire', 'granted', 'mint'), ('expire', 'granted', 'pool'),
  ('expire', 'bought', 'mint');
create trigger routes_are_fixed_insert before insert on route
  begin select raise(abort, 'routes are fixed'); end;
create trigger routes_are_fixed_update before update on route
  begin select raise(abort, 'routes are fixed'); end;
create trigger routes_are_fixed_delete before delete on route
  begin select raise(abort, 'routes are fixed'); end;
"""


def m002_jobs() -> str:
    return """
create table job (
  id text primary key,
  request_key text not null unique,             -- kept for ever: the same key is the same job
  order_sha256 text not null,                   -- what the key stood for
  account integer not null references account (id),
  scope text not null,
  price integer not null check (price between 0 and 1000000000),
  watermark integer not null check (watermark in (0, 1)),
  licence text not null,
  order_json text not null, address_json text not null, clip_json text,
  still_sha256 text not null, clip_sha256 text,
  state text not null default 'queued' check (
    state in ('queued', 'running', 'rendered', 'delivered', 'failed', 'cancelled')),
  attempt integer not null default 0 check (attempt between 0 and 3),
  boot integer references boot (id),            -- the process that is rendering it
  error_code text not null default '',
  expected_us integer not null default 0, used_us integer not null default 0,  -- GPU time
  created_us integer not null, updated_us integer not null, deadline_us integer not null,
  check ((state = 'running') = (boot is not null)),
  check (state not in ('rendered', 'delivered') or clip_sha256 is not null)
) strict;
create index job_open on job (state, created_us) where state in ('queued', 'running', 'rendered');
create index job_open_account on job (account) where state in ('queued', 'running', 'rendered');
create index job_account on job (account, created_us);
create trigger jobs_begin_queued before insert on job when new.state <> 'queued'
  begin select raise(abort, 'a job begins queued'); end;
create trigger jobs_keep_their_promises
  before update of id, request_key, order_sha256, account, scope, price, watermark, licence on job
  begin select raise(abort, 'the terms of a job are frozen'); end;
create trigger jobs_end_once before update of state on job
  when old.state in ('delivered', 'failed', 'cancelled') and new.state <> old.state
  begin select raise(abort, 'the job had ended'); end;
create trigger jobs_stay before delete on job
  begin select raise(abort, 'jobs are permanent'); end;

create table transfer (
  id integer primary key,
  key text not null unique check (length(key) between 3 and 500),  -- kept for ever: runs once
  kind text not null,
  debit integer not null references lot (id),
  credit integer not null references lot (id),
  amount integer not null check (amount > 0 and amount <= 1000000000),
  job text references job (id),
  resolves integer unique references transfer (id),  -- the reserve that this ends
  act integer references act (id),                   -- who decided it
  at_us integer not null,
  check (debit <> credit),
  check ((kind in ('reserve', 'settle', 'release')) = (job is not null)),
  check ((kind in ('settle', 'release')) = (resolves is not null)),
  check ((kind in ('mint', 'grant', 'revoke')) <= (act is not null))
) strict;
create index transfer_job on transfer (job, kind, amount) where job is not null;
create index transfer_debit on transfer (debit, amount);
create index transfer_credit on transfer (credit, amount);
create trigger transfers_follow_routes before insert on transfer
  when not exists (
    select 1 from lot d, lot c, route r where d.id = new.debit and c.id = new.credit
      and r.kind = new.kind and r.debit = d.kind and r.credit = c.kind)
  begin select raise(abort, 'no such transfer between these lots'); end;
create trigger transfers_go_back_to_the_source before insert on transfer
  when new.kind in ('revoke', 'expire')
    and (select source from lot where id = new.debit) is not new.credit
  begin select raise(abort, 'an amount goes back where it came from'); end;
create trigger grants_come_from_the_source before insert on transfer
  when new.kind in ('mint', 'grant', 'fund', 'allowance')
    and (select source from lot where id = new.credit) is not new.debit
  begin select raise(abort, 'a lot is filled from its source'); end;
create trigger reserves_are_for_open_jobs before insert on transfer
  when new.kind = 'reserve' and not exists (
    select 1 from job j, lot d where j.id = new.job and j.state = 'queued' and d.id = new.debit
      and d.account = j.account and d.scope in ('*', j.scope)
      and j.price >= new.amount + (
        select coalesce(sum(t.amount), 0) from transfer t where t.job = j.id))
  begin select raise(abort, 'not a reserve of this job'); end;
create trigger settles_match_their_reserve before insert on transfer
  when new.kind in ('settle', 'release') and not exists (
    select 1 from transfer r where r.id = new.resolves and r.kind = 'reserve'
      and r.job = new.job and r.amount = new.amount and r.credit = new.debit
      and (new.kind = 'settle' or r.debit = new.credit))
  begin select raise(abort, 'not the end of this reserve'); end;
create trigger transfers_move_amounts after insert on transfer begin
  update lot set balance = balance - new.amount where id = new.debit;
  update lot set balance = balance + new.amount where id = new.credit;
end;
create trigger transfers_stay_as_they_are before update on transfer
  begin select raise(abort, 'the ledger is append-only'); end;
create trigger transfers_stay before delete on transfer
  begin select raise(abort, 'the ledger is append-only'); end;
create trigger jobs_end_settled before update of state on job
  when new.price > 0 and (
    (new.state = 'delivered' and new.price <> (
      select coalesce(sum(amount), 0) from transfer where job = new.id and kind = 'settle'))
    or (new.state in ('failed', 'cancelled') and new.price <> (
      select coalesce(sum(amount), 0) from transfer where job = new.id and kind = 'release')))
  begin select raise(abort, 'a job ends with its settle or release'); end;

create table delivery (
  job text not null references job (id),
  n integer not null,
  state text not null check (state in ('begun', 'confirmed', 'unknown')),
  remote_id text not null default '',
  at_us integer not null,
  primary key (job, n)
) strict, without rowid;
create unique index one_delivery on delivery (job) where state = 'confirmed';

create table gpu_day (                          -- GPU time used per UTC day
  day integer not null, whose text not null,    -- 'all', 'account:<id>' or 'server:<scope>'
  used_us integer not null,
  primary key (day, whose)
) strict, without rowid;

create table seen_update (                      -- events that platforms may send again
  platform text not null, update_id text not null, at_us integer not null,
  primary key (platform, update_id)
) strict, without rowid;
"""


def m003_pools_and_acts() -> str:
    return """
create table act (                              -- who did what: hash-chained, append-only
  id integer primary key,
  at_us integer not null,
  actor integer not null references account (id),
  verb text not null,
  scope text not null,
  subject integer references account (id),
  amount integer not null default 0,
  detail text not null,                         -- JSON
  note text not null, note_sha256 text not null,  -- the note alone may be blanked, for privacy
  previous text not null, sha256 text not null unique
) strict;
create index act_scope on act (scope, id);
create index act_actor on act (actor, at_us);
create index transfer_act on transfer (act) where act is not null;
create index act_subject on act (subject) where subject is not null;
create trigger acts_stay_as_they_are before update on act
  when new.note <> '' or new.id <> old.id or new.at_us <> old.at_us or new.actor <> old.actor
    or new.verb <> old.verb or new.scope <> old.scope or new.subject is not old.subject
    or new.amount <> old.amount or new.detail <> old.detail
    or new.note_sha256 <> old.note_sha256 or new.previous <> old.previous
    or new.sha256 <> old.sha256
  begin select raise(abort, 'the audit log is append-only'); end;
create trigger acts_stay before delete on act
  begin select raise(abort, 'the audit log is append-only'); end;

create table pool (
  lot integer primary key references lot (id),
  is_open integer not null default 1 check (is_open in (0, 1)),
  refill_amount integer not null default 0, refill_cap integer not null default 0,
  refill_hours integer not null default 24, refilled_us integer not null,
  per_grant integer not null, per_admin integer not null, per_recipient integer not null,
  second_admin_above integer not null, grant_days integer not null
) strict;
create trigger a_refill_comes_once before update on pool when new.refilled_us < old.refilled_us
  begin select raise(abort, 'the refill of a period was added before'); end;

create table proposal (                         -- a grant that waits for a second admin
  id integer primary key,
  pool integer not null references pool (lot),
  admin integer not null references account (id),
  recipient integer not null references account (id),
  amount integer not null check (amount > 0),
  request_key text not null unique,             -- the same key again is the same proposal
  note text not null default '',
  state text not null default 'open' check (state in ('open', 'approved', 'declined', 'lapsed')),
  created_us integer not null, lapses_us integer not null
) strict;
create trigger proposals_are_decided_once before update of state on proposal
  when old.state <> 'open'
  begin select raise(abort, 'the proposal was decided before'); end;

insert into lot (id, kind, created_us) values (1, 'mint', 0), (2, 'spent', 0), (3, 'reserve', 0);
insert into account (id, name, first_seen_us) values (1, 'operator', 0), (2, 'zoetrope', 0);
"""


def m004_settings_and_notices() -> str:
    return """
create table setting (                          -- what an account or a server chose
  owner text not null, name text not null, value_json text not null,
  primary key (owner, name)
) strict, without rowid;

create table notice (                           -- who wants to hear when the allowance is back
  account integer primary key references account (id),
  address_json text not null, asked_us integer not null
) strict;
"""


MIGRATIONS = (
    m001_clock_accounts_and_ledger,
    m002_jobs,
    m003_pools_and_acts,
    m004_settings_and_notices,
)
MINT, SPENT, RESERVE = 1, 2, 3  # lots
OPERATOR, HOUSE = 1, 2  # accounts: the person who runs the bot, and the bot itself
