"""Effects that a model draws by a recipe: who draws, the price, and that nothing stays behind."""

from functools import partial

import numpy as np
import pytest
import torch
from houses import ADA, open_house
from test_model_orders import FREE, WAVES, frames_of
from test_model_runtime import shot

from bot.choices import options_of, read_choice
from bot.commands import parse_command
from bot.config import Config, ConfigMistake
from bot.models import absent_effects, build_repertoire, find_mistakes
from effects.api import Take
from effects.errors import BadOptions
from effects.library import find_effect
from generation.models.running import shoot

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
OPEN = {"sentence": "Free weights."}
LORA_LICENCE = "Melt LoRA (public domain)."
MELT = {"duration": "1", "seed": "5"}


@pytest.fixture(scope="module")
def lora(tiny, tmp_path_factory):
    """A folder with a LoRA for the tiny Wan."""
    folder = tmp_path_factory.mktemp("lora")
    torch.manual_seed(1)
    tiny.save_lora(tiny.wan(), folder)
    return folder


@pytest.fixture
def melt(lora):
    """A recipe for melt."""
    return {
        "prompt": "The {subject} melts into a puddle.",
        "loras": [{"source": str(lora), "file": "high.safetensors"}],
        "licence": LORA_LICENCE,
        "price": 12,
    }


@pytest.fixture
async def melting(tmp_path, settings, melt):
    """A studio whose tiny Wan melts things."""
    async with open_house(tmp_path / "data", settings("wan", effects={"melt": melt})) as house:
        yield house


async def test_the_model_draws_the_effect_and_both_licences_are_said(melting, order):
    ticket = await melting.studio.submit(order(effect="melt", options=MELT))
    await melting.bench.outcome()

    [delivery] = melting.bench.delivered
    assert (delivery.effect, delivery.options["by"]) == ("melt", "wan")
    assert (delivery.width, delivery.height) == (128, 96)
    assert delivery.licence.endswith(f"(public domain). {LORA_LICENCE}")
    assert ticket.price == 12
    assert await melting.balance() == FREE - 12


BARRED = {"sentence": "Random weights.", "commercial": False, "acknowledged": True}
CLAIMS = {  # the model's licence; whether the LoRA's clips may be sold; what may then be said to
    "both may be sold": (OPEN, True, {"wan": True, "melt": True}),
    "the model's may not": (BARRED, True, {"wan": False, "melt": False}),
    "the LoRA's may not": (OPEN, False, {"wan": True, "melt": False}),
}


@pytest.mark.parametrize("what", CLAIMS)
def test_a_tier_does_not_allow_what_the_weights_do_not(settings, melt, what):
    licence, commercial, sold = CLAIMS[what]
    recipe = melt | {"commercial": commercial}
    config = settings("wan", licence=licence, effects={"melt": recipe})
    choose = partial(read_choice, repertoire=build_repertoire(config), longest_s=9, fps=8, key="")
    tier = config.tiers["paid"].licence

    for effect, may in sold.items():
        said = choose(effect, WAVES if effect == "wan" else MELT).licence(tier)
        assert ("commercially too" in said) == may
        assert ("Not for commercial use" in said) != may
        assert licence["sentence"] in said
        assert (LORA_LICENCE in said) == (effect == "melt")
    engine = choose("melt", {"by": "engine"}).licence(tier)
    assert engine == tier


def test_where_a_licence_ends_is_said_beside_what_the_tier_allows(settings):
    licence = OPEN | {
        "revenue_cap_usd": 10_000_000,
        "excluded_regions": ["Atlantis", "Lemuria"],
        "acknowledged": True,
    }
    config = settings("wan", licence=licence)
    choose = partial(read_choice, repertoire=build_repertoire(config), longest_s=9, fps=8, key="")

    said = choose("wan", WAVES).licence(config.tiers["paid"].licence)

    assert "commercially too" in said
    assert said.endswith(
        f"{OPEN['sentence']} That licence holds only below 10,000,000 dollars of yearly revenue "
        "and does not hold in Atlantis, Lemuria."
    )


async def test_the_engine_can_be_asked_for_at_its_own_price(melting, order):
    await melting.studio.submit(order(effect="melt", options=MELT | {"by": "engine"}))
    await melting.bench.outcome()

    [delivery] = melting.bench.delivered
    assert delivery.price == find_effect("melt").price
    assert "LoRA" not in delivery.licence
    assert "by" not in delivery.options
    assert delivery.width > 128


async def test_what_was_ordered_is_drawn_by_the_same_once_more(melting, order):
    for by in ("engine", "wan"):
        options = MELT | {"by": by}
        await melting.studio.submit(order(effect="melt", options=options, request_key=f"key-{by}"))
        await melting.bench.outcome(len(melting.bench.delivered) + 1)
        first = melting.bench.delivered[-1]
        await melting.studio.again(
            first.job_id, ADA, address=order().address, request_key=f"again-{by}"
        )
        await melting.bench.outcome(len(melting.bench.delivered) + 1)

        again = melting.bench.delivered[-1]
        assert (again.width, again.price) == (first.width, first.price)


async def test_the_catalogue_shows_who_draws_and_what_that_costs(melting):
    [card] = [card for card in melting.studio.catalogue() if card.name == "melt"]
    [by] = [option for option in card.options if option.name == "by"]

    assert (by.default, by.choices) == ("wan", ("wan", "engine"))
    assert card.price == 12
    prices = await melting.studio.prices(ADA)
    assert prices["melt"] == 12
    asked = {by: await melting.studio.quote("melt", {"by": by}, ADA) for by in by.choices}
    assert asked["wan"].price == 12
    assert asked["engine"].price == find_effect("melt").price
    assert (await melting.studio.previews.find("melt")).exists()  # as the engine draws it


async def test_nobody_else_can_be_asked(melting):
    with pytest.raises(BadOptions) as caught:
        await melting.studio.quote("melt", {"by": "pika"}, ADA)

    assert (caught.value.option, caught.value.allowed.choices) == ("by", ("wan", "engine"))


async def test_plain_words_are_the_subject(melting):
    repertoire = melting.studio._repertoire

    options = options_of(parse_command("/animate melt red car"), repertoire)

    assert options == {"subject": "red car"}


async def test_an_option_of_the_engine_has_the_engine_draw(tmp_path, settings, melt):
    recipe = melt | {"price": 0}
    async with open_house(tmp_path / "data", settings("wan", effects={"rain": recipe})) as house:
        own = find_effect("rain").options.model_fields.keys() - {"duration", "strength", "speed"}
        value = find_effect("rain").options.model_fields[min(own)].default

        drawn = await house.studio.quote("rain", {}, ADA)
        asked = await house.studio.quote("rain", {min(own): str(value)}, ADA)

    assert drawn.price == 0
    assert asked.price == find_effect("rain").price


def test_without_its_weights_the_engine_draws(settings, melt):
    away = melt | {"loras": [{"source": "nobody/nothing"}]}
    config = settings("wan", effects={"melt": away})

    assert list(absent_effects(config.models["wan"])) == ["melt"]
    assert list(find_mistakes(config)) == []
    assert build_repertoire(config).choose("melt", {}) is find_effect("melt")


def test_a_folder_without_the_file_of_a_recipe_counts_as_absent(settings, melt, lora):
    typo = melt | {"loras": [{"source": str(lora), "file": "hihg.safetensors"}]}
    config = settings("wan", effects={"melt": typo})

    assert list(absent_effects(config.models["wan"])) == ["melt"]
    assert build_repertoire(config).choose("melt", {}) is find_effect("melt")


def test_a_recipe_makes_possible_what_no_effect_can_do(settings):
    config = settings("wan", effects={"cakeify": {"prompt": "A knife cuts the {subject}: cake."}})

    chosen = build_repertoire(config).choose("cake-ify", {})

    assert (chosen.name, chosen.by) == ("cakeify", "wan")


def test_the_first_of_several_models_draws_unless_another_is_asked_for(settings, melt):
    repertoire = build_repertoire(settings("wan", "ltx", effects={"melt": melt | {"loras": []}}))

    assert repertoire.choose("melt", {}).by == "wan"
    assert repertoire.choose("melt", {"by": "ltx"}).by == "ltx"
    assert [effect.name for effect in repertoire.effects()].count("melt") == 1


@pytest.mark.parametrize("name", ["wan", "experts"])
def test_a_switch_leaves_no_trace(load, tiny, tmp_path, name):
    tiny.save_lora(tiny.PIPELINES[name](), tmp_path)
    own = load(name)
    if name == "experts":
        low = {"source": str(tmp_path), "file": "low.safetensors", "second_expert": True}
        own = load(name, loras=[low | {"scale": 0.5}])
    [worn] = load(name, loras=[{"source": str(tmp_path), "file": "high.safetensors"}]).model.loras
    before = shoot(own, shot(own), Take())

    wearing = shoot(own, shot(own, loras=(worn,)), Take())
    after = shoot(own, shot(own), Take())
    again = shoot(own, shot(own, loras=(worn,)), Take())

    assert torch.equal(after, before)
    assert torch.equal(again, wearing)
    assert not torch.equal(wearing, before)


async def test_orders_before_and_after_an_effect_are_the_same_clip(melting, order):
    for key, effect, options in (
        ("before", "wan", WAVES),
        ("between", "melt", MELT),
        ("after-it", "wan", WAVES),
    ):
        await melting.studio.submit(order(effect=effect, options=options, request_key=f"key-{key}"))
    await melting.bench.outcome(3)

    clips = {d.effect: [] for d in melting.bench.delivered}
    for delivery in melting.bench.delivered:
        clips[delivery.effect].append(frames_of(delivery.path))
    assert np.array_equal(*clips["wan"])
    assert not np.array_equal(clips["wan"][0], clips["melt"][0])


async def test_a_damaged_lora_costs_nothing_and_stops_nobody_else(melting, order, lora, melt):
    weights = lora / "high.safetensors"
    whole = weights.read_bytes()
    weights.write_bytes(whole[:-100])
    try:
        await melting.studio.submit(order(effect="melt", options=MELT))
        await melting.bench.outcome()
    finally:
        weights.write_bytes(whole)
    await melting.studio.submit(order(effect="wan", options=WAVES, request_key="after-it"))
    await melting.bench.outcome(2)

    assert [end.error_code for end in melting.bench.ended] == ["job-model-broken"]
    assert [delivery.effect for delivery in melting.bench.delivered] == ["wan"]
    assert await melting.balance() == FREE - melting.bench.delivered[0].price


MISTAKES = {
    "no such effect": ({"frying": {"prompt": "It fries."}}, "effects.frying"),
    "an effect with a voice": ({"voice-card": {"prompt": "It talks."}}, "effects.voice-card"),
    "nothing to tell": ({"melt": {"prompt": ""}}, "effects.melt.prompt"),
    "weights that may bring code": (
        {"melt": {"prompt": "It melts.", "loras": [{"source": "x/y", "file": "melt.bin"}]}},
        r"models\.wan\.effects\.melt\.loras\.0\.file",
    ),
    "no licence": ({"melt": {"prompt": "It melts.", "loras": [{"source": "x/y"}]}}, "licence"),
}


@pytest.mark.parametrize("what", MISTAKES)
def test_a_mistake_in_a_recipe_names_the_key(tiny, what):
    effects, key = MISTAKES[what]

    with pytest.raises(ValueError, match=key):
        Config.model_validate({"models": {"wan": tiny.entry("wan", "x", effects=effects)}})


def test_a_pipeline_that_takes_no_lora_is_named(settings, melt):
    with pytest.raises(ConfigMistake, match=r"models\.svd\.effects\.melt\.loras"):
        build_repertoire(settings("svd", effects={"melt": melt}))
