// What a new visitor sees: every effect as it moves, and pictures to try it on.

import { byCategory } from "./effects.js";
import { byId, el } from "./dom.js";
import { preview } from "./previews.js";
import { t } from "./texts.js";

const FIRST_SAMPLE = "coffee"; // the one the previews show

export function showWelcome({ effects, samples }, composer) {
  const attach = async (name) => {
    const response = await fetch(`/api/samples/${name}`);
    await composer.attachFile(await response.blob(), t(`web-sample-${name}`));
  };

  const start = async (effect) => {
    if (!composer.picture) await attach(samples.includes(FIRST_SAMPLE) ? FIRST_SAMPLE : samples[0]);
    composer.write(`/animate ${effect.name}`);
    byId("send").focus();
  };

  const take = async (name) => {
    await attach(name);
    if (!composer.input.value) composer.offerEffects();
  };

  byId("starters").replaceChildren(
    ...[...byCategory(effects)].flatMap(([category, ones]) => shelf(category, ones, start)),
  );
  byId("samples").replaceChildren(
    ...samples.map((name) =>
      el(
        "li",
        {},
        sample(name, () => take(name)),
      ),
    ),
  );
}

function shelf(category, effects, start) {
  const starters = effects.map((effect) =>
    el(
      "li",
      {},
      starter(effect, () => start(effect)),
    ),
  );
  return [
    el("h3", {}, category),
    el("ul", { className: "starters", "aria-label": category }, ...starters),
  ];
}

function starter(effect, onclick) {
  const about = el(
    "span",
    { className: "about" },
    el("span", { className: "name" }, effect.name),
    el("span", { className: "price" }, effect.price),
    el("span", { className: "summary" }, effect.summary),
  );
  return el(
    "button",
    { type: "button", className: "starter", onclick },
    preview(effect.name),
    about,
  );
}

function sample(name, onclick) {
  const image = el("img", {
    src: `/api/samples/${name}`,
    alt: t(`web-sample-${name}`),
    width: 58,
    height: 58,
    loading: "lazy",
  });
  return el("button", { type: "button", className: "sample", onclick }, image);
}
