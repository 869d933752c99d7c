"""Accounts, the credit ledger and durable jobs, in SQLite."""
