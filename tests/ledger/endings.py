"""What a life of a store leaves behind, read from its file."""

import sqlite3
from contextlib import closing

from storage.verify import verify_file


def sound(folder):
    """Check what must hold after any life at all. Returns all that it left."""
    assert verify_file(folder / "zoetrope.db", thorough=True) == []
    queries = {
        "lots": """select account.name, kind, scope, balance from lot
            left join account on account.id = lot.account order by 1, 2, 3, 4""",
        "jobs": "select id, state, error_code from job order by id",
        "moved": """select kind, job, sum(amount), count(*) from transfer
            group by kind, job order by kind, job""",
        "delivered": "select id from job where state = 'delivered' order by id",
    }
    with closing(sqlite3.connect(folder / "zoetrope.db")) as database:
        found = {name: database.execute(query).fetchall() for name, query in queries.items()}
    assert {state for _, state, _ in found["jobs"]} <= {"delivered", "failed", "cancelled"}
    sent = folder / "sent"  # missing when every job was given up after three kills
    was_sent = set(sent.read_text().split()) if sent.exists() else set()
    assert {job for (job,) in found["delivered"]} == was_sent
    return found
