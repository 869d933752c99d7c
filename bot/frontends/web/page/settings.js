// The same order as a form. It writes into the text, and the text moves it.

import { parse, withEffect, withOption } from "./command.js";
import { byId, el } from "./dom.js";
import { byCategory } from "./effects.js";
import { t } from "./texts.js";

const panel = byId("settings");
const toggle = byId("settings-toggle");
const MOST_STEPS = 1000; // a range with more is typed, not dragged

export class Settings {
  constructor(input, effects, onChange) {
    this.input = input;
    this.effects = effects;
    this.onChange = onChange;
    this.fields = new Map(); // option → {show(typed)}
    toggle.addEventListener("click", () => this.setOpen(panel.hidden));
  }

  setOpen(isOpen) {
    panel.hidden = !isOpen;
    toggle.setAttribute("aria-expanded", String(isOpen));
    this.update();
  }

  /** Follow the text. */
  update() {
    if (panel.hidden) return;
    const { effect, options } = parse(this.input.value);
    if (!this.fields.size || effect !== this.effect) this.rebuild(effect);
    for (const [name, field] of this.fields) field.show(options.get(name));
  }

  rebuild(name) {
    this.effect = name;
    this.fields.clear();
    const effect = this.effects.find((one) => one.name === name);
    const rows = (effect?.options ?? []).map((option) => this.optionField(option));
    panel.replaceChildren(this.effectField(name), ...rows);
  }

  effectField(name) {
    const select = el("select", { "aria-label": t("web-effect") });
    select.append(el("option", { value: "" }, "–"));
    for (const [category, effects] of byCategory(this.effects)) {
      const group = el("optgroup", { label: category });
      for (const one of effects) group.append(el("option", { value: one.name }, one.name));
      select.append(group);
    }
    select.value = this.effects.some((one) => one.name === name) ? name : "";
    select.addEventListener("change", () => {
      const effect = this.effects.find((one) => one.name === select.value);
      if (effect) this.write(withEffect(this.input.value, effect));
    });
    this.fields.set("", { show: () => {} });
    return el(
      "label",
      { className: "setting" },
      el("span", {}, t("web-effect")),
      el("span"),
      select,
    );
  }

  optionField(option) {
    const control = controlFor(option);
    const told = el("span", { className: "told" });
    const write = () => this.write(withOption(this.input.value, option.name, control.read()));
    control.node.addEventListener(control.event, write);
    this.fields.set(option.name, {
      show: (typed) => {
        if (document.activeElement !== control.node || control.event !== "change")
          control.show(typed);
        told.textContent = control.told(typed);
      },
    });
    control.node.setAttribute("aria-label", option.name);
    const help = el("small", {}, option.help);
    return el(
      "label",
      { className: "setting" },
      el("span", {}, option.name),
      told,
      control.node,
      help,
    );
  }

  write(text) {
    this.input.value = text;
    this.onChange();
  }
}

/** An input for an option: {node, event, read() → value or null for the default, show(typed), told(typed)}. */
function controlFor(option) {
  if (option.kind === "switch") return switchControl(option);
  if (option.kind === "choice") return choiceControl(option);
  const isNumber = option.kind === "number" || option.kind === "integer";
  const isBounded = option.minimum !== null && option.maximum !== null;
  if (isNumber && isBounded && option.default !== null && steps(option) <= MOST_STEPS)
    return rangeControl(option);
  return typedControl(option, isNumber);
}

const stepOf = ({ kind, minimum, maximum }) =>
  kind === "integer" ? 1 : maximum - minimum > 20 ? 0.5 : maximum - minimum > 2 ? 0.05 : 0.01;
const steps = (option) => (option.maximum - option.minimum) / stepOf(option);

function rangeControl(option) {
  const node = el("input", {
    type: "range",
    min: String(option.minimum),
    max: String(option.maximum),
    step: String(stepOf(option)),
  });
  return {
    node,
    event: "input",
    read: () => (Number(node.value) === option.default ? null : Number(node.value)),
    show: (typed) => (node.value = typed ?? option.default),
    told: (typed) => typed ?? String(option.default),
  };
}

function choiceControl(option) {
  const node = el(
    "select",
    {},
    ...option.choices.map((choice) => el("option", { value: choice }, choice)),
  );
  return {
    node,
    event: "change",
    read: () => (node.value === String(option.default) ? null : node.value),
    show: (typed) => (node.value = typed ?? option.default),
    told: () => "",
  };
}

function switchControl(option) {
  const node = el("input", { type: "checkbox" });
  return {
    node,
    event: "change",
    read: () => (node.checked === option.default ? null : node.checked ? "yes" : "no"),
    show: (typed) =>
      (node.checked = typed === undefined ? option.default : /^(y|t|1|on)/i.test(typed)),
    told: () => "",
  };
}

function typedControl(option, isNumber) {
  const node = el("input", {
    type: isNumber ? "number" : "text",
    placeholder: option.default ?? "",
  });
  if (isNumber)
    Object.assign(node, { min: String(option.minimum), max: String(option.maximum), step: "any" });
  return {
    node,
    event: "change",
    read: () => (node.value === "" ? null : node.value),
    show: (typed) => (node.value = typed ?? ""),
    told: () => "",
  };
}
