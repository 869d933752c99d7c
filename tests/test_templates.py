"""What no effect can honestly do is declined, with the setting and the nearest effect."""

import pytest

from bot import wording
from bot.templates import NEAREST, SETTING, NeedsModel, check_can_be_drawn
from effects.library import all_effects


@pytest.mark.parametrize("name", NEAREST)
def test_it_is_declined_with_the_setting_and_an_effect_that_exists(name):
    with pytest.raises(NeedsModel) as caught:
        check_can_be_drawn(name.upper().replace("-", "_"))

    sentence = wording.explain(caught.value)
    assert SETTING in sentence
    assert f"/animate {NEAREST[name]}" in sentence
    assert NEAREST[name] in all_effects()
    assert name not in all_effects()


@pytest.mark.parametrize("name", all_effects())
def test_what_can_be_drawn_is_not_declined(name):
    check_can_be_drawn(name)
