// What a new visitor sees: every effect as it moves, and pictures to try it on.

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
  };

  const take = async (name) => {
    await attach(name);
    if (!composer.input.value) composer.offerEffects();
  };

  byId("starters").replaceChildren(...effects.map((effect) => el("li", {}, starter(effect, () => start(effect)))));
  byId("samples").replaceChildren(...samples.map((name) => el("li", {}, sample(name, () => take(name)))));
}

function starter(effect, onclick) {
  const about = el(
    "span",
    { className: "about" },
    el("span", { className: "name" }, effect.name),
    el("span", { className: "price" }, effect.price),
    el("span", { className: "summary" }, effect.summary),
  );
  return el("button", { type: "button", className: "starter", onclick }, preview(effect.name), about);
}

function sample(name, onclick) {
  const image = el("img", { src: `/api/samples/${name}`, alt: t(`web-sample-${name}`), width: 84, height: 64, loading: "lazy" });
  return el("button", { type: "button", className: "sample", onclick }, image);
}
