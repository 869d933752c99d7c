// Follows the server's events. After every (re)connection the page asks for the whole conversation, so
// nothing that happened in between is missed.

import { byId } from "./dom.js";

const SAY_LOST_AFTER_MS = 2000;
const RETRY_MS = 2000;

export function follow({ onOpen, onEvent }) {
  let sayLost;
  const source = new EventSource("/api/events");
  source.addEventListener("open", () => {
    clearTimeout(sayLost);
    sayLost = undefined;
    byId("link-lost").hidden = true;
    onOpen();
  });
  for (const kind of ["progress", "clip", "ending", "notice"]) {
    source.addEventListener(kind, (event) => onEvent(kind, JSON.parse(event.data)));
  }
  source.addEventListener("error", () => {
    sayLost ??= setTimeout(() => (byId("link-lost").hidden = false), SAY_LOST_AFTER_MS);
    if (source.readyState === EventSource.CLOSED)
      setTimeout(() => follow({ onOpen, onEvent }), RETRY_MS);
  });
}
