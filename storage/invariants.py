"""What must always hold of the ledger, as queries that count how often it does not.

They also stand in the database as the view `invariant`, for anyone with an SQLite shell.
"""
# ruff: noqa: S608 - the queries are put together from the constants of this file

OPEN = "('queued', 'running', 'rendered')"

# How much each job has reserved, settled and got back; (job, kind, amount) is an index.
_ENDS = """
  select job.id, job.price, job.state,
    coalesce(sum(case kind when 'reserve' then amount end), 0) as reserved,
    coalesce(sum(case kind when 'settle' then amount end), 0) as settled,
    coalesce(sum(case kind when 'release' then amount end), 0) as released
  from job left join transfer on transfer.job = job.id
  group by job.id"""

# Each pool: what went in from the operator, and everything that can have become of it.
_POOLS = """
  select pool.id,
    (select coalesce(sum(amount), 0) from transfer where credit = pool.id and kind = 'fund')
    - (select coalesce(sum(amount), 0) from transfer where debit = pool.id and kind = 'revoke')
      as funded,
    pool.balance
    + (select coalesce(sum(balance), 0) from lot where source = pool.id)
    + (select coalesce(sum(out.amount), 0) from lot
        join transfer as out on out.debit = lot.id and out.kind = 'reserve'
        left join transfer as done on done.resolves = out.id
        where lot.source = pool.id and done.kind is not 'release') as found
  from lot as pool where pool.kind = 'pool'"""

INVARIANTS = {
    "every amount came from the mint": "select abs(coalesce(sum(balance), 0)) from lot",
    "no lot but the mint is below zero": (
        "select count(*) from lot where balance < 0 and kind <> 'mint'"
    ),
    "a balance is the sum of its transfers": """
        select count(*) from lot
        left join (select credit, sum(amount) as amount from transfer group by credit) as came
          on came.credit = lot.id
        left join (select debit, sum(amount) as amount from transfer group by debit) as went
          on went.debit = lot.id
        where lot.balance <> coalesce(came.amount, 0) - coalesce(went.amount, 0)""",
    "the reserve is what open jobs cost": f"""
        select abs((select balance from lot where kind = 'reserve')
          - (select coalesce(sum(price), 0) from job where state in {OPEN}))""",
    "a job reserved its price": f"select count(*) from ({_ENDS}) where reserved <> price",
    "a delivered job is settled, once": f"""
        select count(*) from ({_ENDS})
        where state = 'delivered' and (settled <> price or released <> 0)""",
    "a failed or cancelled job is released, once": f"""
        select count(*) from ({_ENDS})
        where state in ('failed', 'cancelled') and (released <> price or settled <> 0)""",
    "an open job is neither": f"""
        select count(*) from ({_ENDS}) where state in {OPEN} and settled + released <> 0""",
    "a delivered job has one confirmed delivery": """
        select count(*) from job
        left join delivery on delivery.job = job.id and delivery.state = 'confirmed'
        where (job.state = 'delivered') <> (delivery.job is not null)""",
    "settle and release match their reserve": """
        select count(*) from transfer as done left join transfer as out on out.id = done.resolves
        where done.kind in ('settle', 'release') and (
          out.kind is not 'reserve' or out.job is not done.job or out.amount is not done.amount
          or out.credit is not done.debit
          or (done.kind = 'release' and out.debit is not done.credit))""",
    "transfers follow their routes": """
        select count(*) from transfer as t
        join lot as d on d.id = t.debit join lot as c on c.id = t.credit
        where not exists (select 1 from route as r
          where r.kind = t.kind and r.debit = d.kind and r.credit = c.kind)""",
    "nobody spends another account's or server's lot": """
        select count(*) from transfer as t
        join lot on lot.id = t.debit join job on job.id = t.job
        where t.kind = 'reserve'
          and (lot.account <> job.account or lot.scope not in ('*', job.scope))""",
    "a server spends no more than it was funded": f"""
        select count(*) from ({_POOLS}) where funded <> found""",
    "mint, grant and revoke have an act": """
        select count(*) from transfer left join act on act.id = transfer.act
        where transfer.kind in ('mint', 'grant', 'revoke') and act.id is null""",
    "an act moved what it says": """
        select count(*) from act
        where verb in ('mint', 'buy', 'fund', 'grant', 'withdraw') and amount <> (
          select coalesce(sum(amount), 0) from transfer where transfer.act = act.id)""",
}


def _view() -> str:
    parts = (
        f"select '{name.replace(chr(39), chr(39) * 2)}' as name, ({query}) as broken"
        for name, query in INVARIANTS.items()
    )
    return "CREATE VIEW invariant as " + " union all ".join(parts)


VIEW = _view()
