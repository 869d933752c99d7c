"""What runs in the disposable child that opens an untrusted picture. Imports little, on purpose."""
