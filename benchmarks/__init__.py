"""Measurements that print ratios from one run against a named peer or limit."""
