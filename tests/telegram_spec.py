"""Checks requests against Telegram's published description of its Bot API."""

import json
import os
from functools import cache
from pathlib import Path

FILE = "telegram-bot-api.json"
# What Telegram has published since the version that the description has, as far as the bot uses it.
LATER_METHODS = {  # 10.3, August 24, 2026
    "sendMessage": [
        {
            "name": "ephemeral_message_parameters",
            "types": ["EphemeralMessageParameters"],
            "required": False,
            "description": "",
        }
    ]
}
LATER_TYPES = {  # core.telegram.org/bots/api#ephemeralmessageparameters
    "EphemeralMessageParameters": {
        "fields": [
            {"name": name, "types": [kind], "required": required, "description": ""}
            for name, kind, required in (
                ("receiver_user_id", "Integer", True),
                ("callback_query_id", "String", False),
                ("replace_callback_query_message", "Boolean", False),
            )
        ]
    }
}
SCALARS = {"String", "Integer", "Float", "Boolean", "True"}


@cache
def load_spec():
    """The description; None where it is not at hand."""
    places = [Path(folder) / "shared" / "specs" for folder in Path(__file__).resolve().parents]
    if "ZOETROPE_SPECS" in os.environ:
        places.insert(0, Path(os.environ["ZOETROPE_SPECS"]))
    found = [place / FILE for place in places if (place / FILE).is_file()]
    if not found:
        return None
    spec = json.loads(found[0].read_text("utf-8"))
    for method, fields in LATER_METHODS.items():
        spec["methods"][method]["fields"] += fields
    spec["types"] |= LATER_TYPES
    return spec


def complaints(method, fields, files):
    """What is wrong with a request; nothing when there is no description to compare with.

    Args:
        method: "sendMessage".
        fields: names and values as they came, text.
        files: names of uploaded parts.
    """
    spec = load_spec()
    if spec is None:
        return []
    if method not in spec["methods"]:
        return [f"{method}: there is no such method"]
    known = {field["name"]: field for field in spec["methods"][method].get("fields", ())}
    found = [f"{method}: {name} is not a field" for name in fields if name not in known]
    found += [
        f"{method}: {name} is missing"
        for name, field in known.items()
        if field["required"] and name not in fields and name not in files
    ]
    for name, text in fields.items():
        if name in known and not any(_fits_text(text, kind) for kind in known[name]["types"]):
            found.append(f"{method}: {name} = {text[:200]!r} is no {known[name]['types']}")
    return found


def _fits_text(text, kind):
    """Whether a value that came as text is of a kind."""
    if kind in {"String", "InputFile"}:
        return True
    try:
        value = json.loads(text)
    except ValueError:
        return False
    return _fits(value, kind)


def _fits(value, kind):
    if kind.startswith("Array of "):
        return isinstance(value, list) and all(_fits(each, kind[9:]) for each in value)
    if kind in SCALARS:
        return {
            "String": isinstance(value, str),
            "Integer": isinstance(value, int) and not isinstance(value, bool),
            "Float": isinstance(value, int | float),
            "Boolean": isinstance(value, bool),
            "True": value is True,
        }[kind]
    described = load_spec()["types"][kind]
    if "subtypes" in described:
        return any(_fits(value, each) for each in described["subtypes"])
    return isinstance(value, dict) and _fits_object(value, described)


def _fits_object(value, described):
    known = {field["name"]: field for field in described.get("fields", ())}
    return (
        set(value) <= set(known)
        and all(name in value for name, field in known.items() if field["required"])
        and all(any(_fits(v, kind) for kind in known[n]["types"]) for n, v in value.items())
        and all(
            _is_this_type(value[name], known[name])
            for name in ("type", "source")
            if name in value and name in known
        )
    )


def _is_this_type(value, field):
    """Types of one family say in words which value of `type` is theirs."""
    words = field["description"].split("must be ")
    return len(words) == 1 or value in words[1].replace("“", "").replace("”", "").strip('."')
