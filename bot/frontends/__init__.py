"""Platform adapters: each turns one platform into orders and clips."""
