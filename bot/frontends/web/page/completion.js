// The list above the line: effects with what they look like and cost, then options with their ranges.

import { parse, wordAt, NAME } from "./command.js";
import { byId, el } from "./dom.js";
import { preview } from "./previews.js";
import { t } from "./texts.js";

const SWITCH = ["yes", "no"]; // as they are typed, in any language
const panel = byId("completion");
const list = byId("completion-list");
const hint = byId("completion-hint");
const previews = new Map(); // one video for each effect, so that none is fetched twice

export class Completion {
  constructor(input, effects, onAccept) {
    this.input = input;
    this.effects = effects;
    this.onAccept = onAccept;
    this.items = [];
    this.active = -1;
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the caret stays
    list.addEventListener("click", (event) => {
      const row = event.target.closest(".suggestion");
      if (row) this.accept(Number(row.dataset.index));
    });
    input.addEventListener("blur", () => this.close());
  }

  /** Offer what fits at the caret. */
  update() {
    const word = wordAt(this.input.value, this.input.selectionStart);
    const offer = this.offers(word);
    if (!offer || (!offer.items.length && !offer.hint)) return this.close();
    this.word = word;
    this.show(offer);
  }

  offers(word) {
    if (word.kind === "effect")
      return this.input.value === "" && !this.wasAsked ? null : this.effectOffers(word.typed);
    const { effect, options } = parse(this.input.value);
    const chosen = this.effects.find(({ name }) => name === effect);
    if (!chosen) return null;
    if (word.kind === "value") return this.valueOffers(chosen, word);
    return this.optionOffers(chosen, options, word.typed);
  }

  effectOffers(typed) {
    const wanted = typed.replace(/^\//, "").toLowerCase();
    const found =
      NAME.slice(1).startsWith(wanted) && typed.startsWith("/")
        ? [...this.effects]
        : this.effects.filter(({ name }) => name.includes(wanted));
    found.sort((a, b) => b.name.startsWith(wanted) - a.name.startsWith(wanted)); // stable: else as on offer
    const isComplete = found.some(({ name }) => name === wanted);
    return { items: found.map(effectItem), active: isComplete ? -1 : 0 };
  }

  optionOffers(effect, used, typed) {
    const left = effect.options.filter(
      ({ name }) => name.startsWith(typed.toLowerCase()) && !used.has(name),
    );
    return { items: left.map(optionItem), active: typed ? 0 : -1 };
  }

  valueOffers(effect, { name, typed }) {
    const option = effect.options.find((one) => one.name === name.toLowerCase());
    if (!option) return null;
    const choices = option.kind === "switch" ? SWITCH : option.choices;
    const items = choices
      .filter((choice) => choice.startsWith(typed) && choice !== typed)
      .map(choiceItem);
    return {
      items,
      active: typed && items.length ? 0 : -1,
      hint: [option.allowed, option.help].filter(Boolean).join(". "),
    };
  }

  show({ items, active, hint: text = "" }) {
    this.items = items;
    list.replaceChildren(...items.map((item, index) => this.row(item, index)));
    hint.textContent = text;
    panel.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.activate(items.length ? active : -1);
  }

  row(item, index) {
    const row = el("li", {
      className: "suggestion",
      role: "option",
      id: `suggestion-${index}`,
      "data-index": String(index),
    });
    row.append(...item.parts());
    return row;
  }

  activate(index) {
    list.children[this.active]?.removeAttribute("aria-selected");
    this.active = index;
    const row = list.children[index];
    row?.setAttribute("aria-selected", "true");
    row?.scrollIntoView({ block: "nearest" });
    if (row) this.input.setAttribute("aria-activedescendant", row.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  get isOpen() {
    return !panel.hidden;
  }

  close() {
    panel.hidden = true;
    this.wasAsked = false;
    this.items = [];
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  /** Take the keys that belong to the list. True: taken. */
  takeKey(event) {
    if (!this.isOpen || event.isComposing) return false;
    const count = this.items.length;
    if (event.key === "Escape") this.close();
    else if (event.key === "ArrowDown" && count) this.activate((this.active + 1) % count);
    else if (event.key === "ArrowUp" && count)
      this.activate((this.active - 1 + count + (this.active < 0)) % count);
    else if (event.key === "Tab" && count && !event.shiftKey) this.accept(Math.max(0, this.active));
    else if (event.key === "Enter" && this.active >= 0) this.accept(this.active);
    else return false;
    event.preventDefault();
    return true;
  }

  accept(index) {
    const { from, to } = this.word;
    const { value } = this.input;
    const start = this.word.kind === "effect" ? 0 : from;
    const written = value.slice(0, start) + this.items[index].text;
    this.input.value = written + value.slice(to).replace(/^ +/, written.endsWith(" ") ? "" : " ");
    this.input.setSelectionRange(written.length, written.length);
    this.onAccept();
    this.update();
  }
}

function effectItem(effect) {
  return {
    text: `${NAME} ${effect.name} `,
    parts: () => [
      previewOf(effect.name),
      el("span", { className: "name" }, effect.name),
      el("span", { className: "summary" }, effect.summary),
      el("span", { className: "price" }, effect.price),
    ],
  };
}

function optionItem(option) {
  return {
    text: `${option.name}=`,
    parts: () => [
      el("span", { className: "name" }, option.name),
      el("span", { className: "summary" }, option.help),
      el("span", { className: "allowed" }, option.allowed),
    ],
  };
}

function choiceItem(choice) {
  return {
    text: `${/\s/.test(choice) ? `"${choice}"` : choice} `,
    parts: () => [el("span", { className: "name" }, choice)],
  };
}

function previewOf(name) {
  if (!previews.has(name)) previews.set(name, preview(name));
  return previews.get(name);
}
