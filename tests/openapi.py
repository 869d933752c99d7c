"""Checks requests against Discord's published OpenAPI document, as far as it uses JSON Schema."""

import json
import os
import re
from functools import cache
from pathlib import Path

SPEC_NAME = "discord-openapi.json"
HERE = Path(__file__).resolve()
TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "null": type(None),
    "integer": int,
    "number": (int, float),
}


def find_spec():
    """The document: in ZOETROPE_SPECS, or in a folder shared/specs beside any folder above."""
    folders = [Path(os.environ["ZOETROPE_SPECS"])] if "ZOETROPE_SPECS" in os.environ else []
    folders += [parent / "shared" / "specs" for parent in HERE.parents]
    return next((path for folder in folders if (path := folder / SPEC_NAME).is_file()), None)


class Spec:
    """Every operation of the API with what its body may look like."""

    def __init__(self, path):
        document = json.loads(path.read_text("utf-8"))
        self._schemas = document["components"]["schemas"]
        self._operations = [
            (method.upper(), re.compile(_pattern(route)), route.count("{"), operation)
            for route, operations in document["paths"].items()
            for method, operation in operations.items()
            if method != "parameters"
        ]

    def violations(self, method, path, body):
        """What is wrong with a request; nothing when it may be sent like this."""
        fitting = [
            (variables, operation)
            for known, pattern, variables, operation in self._operations
            if known == method and pattern.fullmatch(path)
        ]
        if not fitting:
            return [f"{method} {path}: there is no such operation"]
        _, operation = min(fitting, key=lambda each: each[0])
        content = operation.get("requestBody", {}).get("content", {})
        if not content or body is None:
            return []
        schema = (content.get("application/json") or next(iter(content.values())))["schema"]
        return [f"{method} {path}: {problem}" for problem in self._check(schema, body, "body")]

    def _check(self, schema, value, where):
        if "$ref" in schema:
            schema = self._schemas[schema["$ref"].rpartition("/")[2]]
        problems = []
        for part in schema.get("allOf", ()):
            problems += self._check(part, value, where)
        for key in ("oneOf", "anyOf"):
            if key in schema:
                problems += self._check_choice(schema[key], value, where)
        kinds = schema.get("type", [])
        kinds = [kinds] if isinstance(kinds, str) else kinds
        if schema.get("format") == "snowflake" and isinstance(value, int):
            value = str(value)  # Discord reads both, and the SDK sends attachment ids as numbers
        if kinds and not any(_is(value, kind) for kind in kinds):
            return [*problems, f"{where} is {value!r:.60}, not {' or '.join(kinds)}"]
        if "const" in schema and value != schema["const"]:
            problems.append(f"{where} is {value!r:.60}, not {schema['const']!r}")
        if "enum" in schema and value not in schema["enum"]:
            problems.append(f"{where} is {value!r:.60}, not one of {schema['enum']}")
        return problems + _check_limits(schema, value, where) + self._inside(schema, value, where)

    def _check_choice(self, choices, value, where):
        """The complaints of the choice that the sender meant: of its type, and with the fewest."""
        found = [self._check(choice, value, where) for choice in choices]
        fitting = [each for each in found if not any(f"{where}.type is" in one for one in each)]
        return min(fitting or found, key=len)

    def _inside(self, schema, value, where):
        problems = []
        if isinstance(value, list) and "items" in schema:
            for index, item in enumerate(value):
                problems += self._check(schema["items"], item, f"{where}[{index}]")
        if isinstance(value, dict):
            properties = schema.get("properties", {})
            problems += [
                f"{where}.{name} is missing"
                for name in schema.get("required", ())
                if name not in value
            ]
            for name, item in value.items():
                inner = properties.get(name, schema.get("additionalProperties"))
                if isinstance(inner, dict):
                    problems += self._check(inner, item, f"{where}.{name}")
                elif inner is False:
                    problems.append(f"{where}.{name} is not allowed")
        return problems


@cache
def load_spec():
    """The document, or None where there is none."""
    path = find_spec()
    return None if path is None else Spec(path)


def _pattern(route):
    return re.sub(r"\{[^}]+\}", "[^/]+", route).replace("@", r"\@")


def _is(value, kind):
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, TYPES[kind])


def _check_limits(schema, value, where):
    problems = []
    if isinstance(value, (str, list, dict)):
        noun = {str: "Length", list: "Items", dict: "Properties"}[type(value)]
        if len(value) < schema.get(f"min{noun}", 0):
            problems.append(f"{where} has {len(value)}, fewer than {schema[f'min{noun}']}")
        if len(value) > schema.get(f"max{noun}", len(value)):
            problems.append(f"{where} has {len(value)}, more than {schema[f'max{noun}']}")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        low, high = schema.get("minimum", value), schema.get("maximum", value)
        if not low <= value <= high:
            problems.append(f"{where} is {value}, not {low} to {high}")
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        problems.append(f"{where} is {value!r:.60}, which does not match {schema['pattern']}")
    return problems
