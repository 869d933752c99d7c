"""Finds out whether a picture says that a machine made it, before its metadata is dropped.

Both marks are plain bytes in every container that we open, so they are looked for as such: nothing
of the metadata is parsed.
"""

import re

# IPTC NewsCodes, digital source type: in XMP, and as text in the actions of a C2PA manifest. Also
# matches compositeWithTrainedAlgorithmicMedia.
_MADE_BY_A_MODEL = re.compile(rb"trainedAlgorithmicMedia", re.IGNORECASE)
# The description box of a C2PA manifest store: its type, then the UUID of such stores (C2PA 2.1,
# 11.1.4.2).
_MANIFEST_STORE = b"jumdc2pa\x00\x11\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71"


def is_ai_marked(file: bytes) -> bool:
    """Whether the file states that it was made, in whole or in part, by a trained model."""
    return _MADE_BY_A_MODEL.search(file) is not None


def has_manifest(file: bytes) -> bool:
    """Whether the file carries a C2PA manifest, be it of a camera or of a model."""
    return _MANIFEST_STORE in file
