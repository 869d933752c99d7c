// The line under the composer: what the typed order would cost, or what is wrong with it.

import * as api from "./api.js";
import { complete, isOrder, parse, wordAt } from "./command.js";
import { byId } from "./dom.js";
import { t } from "./texts.js";

const ASK_AFTER_MS = 180; // of no typing

export class Quote {
  constructor(effects) {
    this.effects = effects;
  }

  /** Ask for the price of a text once its writer pauses. */
  ask(text, attached) {
    clearTimeout(this.timer);
    this.request?.abort();
    if (!isOrder(text) || this.isUnfinished(text)) return this.show(t("web-start-hint"));
    this.timer = setTimeout(() => this.fetch(text, attached), ASK_AFTER_MS);
  }

  /** Half a name or an option without its value yet are not worth an error. */
  isUnfinished(text) {
    const word = wordAt(text, text.length);
    if (word.kind === "value") return word.typed === "";
    const { effect } = parse(text);
    return word.kind === "effect" && !this.effects.some(({ name }) => name === effect);
  }

  async fetch(text, { hasPicture, sound }) {
    this.request = new AbortController();
    try {
      const { signal } = this.request;
      const { sentence, is_affordable } = await api.quote(complete(text), sound?.seconds, signal);
      const hint = hasPicture ? this.soundHint(text, sound) : t("web-picture-hint");
      this.show(`${sentence} ${hint}`.trim(), !is_affordable);
    } catch (error) {
      if (error.name !== "AbortError") this.show(error.message, true);
    }
  }

  soundHint(text, sound) {
    const { effect } = parse(text);
    const known = this.effects.find(({ name }) => name === effect);
    return known?.takes_sound && !sound ? t("web-sound-hint") : "";
  }

  show(sentence, isWrong = false) {
    byId("quote").textContent = sentence;
    byId("quote").classList.toggle("wrong", isWrong);
  }
}
