"""Two numbers or more as a user types them: `0 0.2 1`, `1,0 0,1`."""

import re
from typing import Annotated, TypeAlias

from pydantic import StringConstraints

_NUMBER = r"-?(?:\d+(?:\.\d*)?|\.\d+)"

Numbers: TypeAlias = Annotated[
    str, StringConstraints(pattern=rf"^\s*{_NUMBER}(?:[\s,;]+{_NUMBER})+\s*$", max_length=200)
]


def read_numbers(text: str) -> list[float]:
    """The numbers in a text, whatever stands between them."""
    return [float(number) for number in re.findall(_NUMBER, text)]
