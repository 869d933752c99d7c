// Reads and rewrites the text of a command. Pure functions; the server has the last word.

export const NAME = "/animate";

const COMMAND = /^\/animate\s+/i;

/** The words of a text with their places; a quoted value is one word. */
function words(text) {
  return [...text.matchAll(/(?:[^\s"]|"[^"]*"?)+/g)].map((match) => ({
    text: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }));
}

const unquote = (value) => value.replace(/^"|"$/g, "");
const quoteIfNeeded = (value) => (/[\s"]/.test(value) ? `"${value.replaceAll('"', "")}"` : value);

/** What a text orders: {effect, options: Map of typed values}. */
export function parse(text) {
  const found = words(text).slice(COMMAND.test(text) ? 1 : 0);
  const options = new Map();
  let effect = "";
  for (const word of found) {
    const [, name, value] = /^(\w+)[=:](.*)$/.exec(word.text) ?? [];
    if (name) options.set(name.toLowerCase(), unquote(value));
    else if (!effect && !word.text.startsWith("/")) effect = word.text.toLowerCase();
  }
  return { effect, options };
}

/** Whether a text says what should happen: by an effect's name, or in words for a model. */
export function isOrder(text) {
  const { effect, options } = parse(text);
  return Boolean(effect || options.get("prompt"));
}

/** A text typed without the command's name still is one: "melt" is "/animate melt". */
export function complete(text) {
  const trimmed = text.trim();
  return trimmed.startsWith("/") ? trimmed : `${NAME} ${trimmed}`;
}

/** What the word at the caret could become: {kind, from, to, typed, name}, or null. */
export function wordAt(text, caret) {
  const before = text.slice(0, caret);
  if (/^\/\w*$/.test(before) || before === "") {
    return { kind: "effect", from: 0, to: caret, typed: before === NAME ? "" : before.slice(1) };
  }
  const start = before.search(/\S*$/);
  const typed = before.slice(start);
  const earlier = words(before.slice(0, start)).filter((word) => word.text.toLowerCase() !== NAME);
  const value = /^(\w+)[=:]/.exec(typed);
  if (value) {
    const from = start + value[0].length;
    return { kind: "value", from, to: caret, typed: text.slice(from, caret), name: value[1] };
  }
  const isFirst = !earlier.some((word) => !/[=:]/.test(word.text));
  return { kind: isFirst ? "effect" : "option", from: start, to: caret, typed };
}

/** Write one option into a text, replacing what was typed for it; null takes it out. */
export function withOption(text, name, value) {
  const word = words(text).find(
    ({ text: typed }) => /^\w+[=:]/.test(typed) && typed.split(/[=:]/)[0].toLowerCase() === name,
  );
  const written = value === null ? "" : `${name}=${quoteIfNeeded(String(value))}`;
  if (!word) return written ? `${text.trimEnd()} ${written}` : text;
  const changed = text.slice(0, word.from) + written + text.slice(word.to);
  return written ? changed : changed.replace(/ {2,}/g, " ").trimEnd();
}

/** Write another effect into a text; options stay where the new effect has them. */
export function withEffect(text, effect) {
  const kept = [...parse(text).options].filter(([name]) =>
    effect.options.some((option) => option.name === name),
  );
  const written = kept.map(([name, value]) => ` ${name}=${quoteIfNeeded(value)}`).join("");
  return `${NAME} ${effect.name}${written}`;
}
