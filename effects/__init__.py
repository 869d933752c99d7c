"""The effects engine: one file is one effect, found by its file and drawn without any weights."""
