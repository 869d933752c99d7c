// The page's sentences. They come from the server's catalogue, in the reader's language.

let texts = {};

export function learnTexts(catalogue) {
  texts = catalogue;
}

/** The sentence for a key; sentences with facts in them are made by the server. */
export const t = (key) => texts[key] ?? key;
