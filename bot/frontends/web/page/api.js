// Talks to the server. Every refusal arrives as one sentence.

import { t } from "./texts.js";

export class Refusal extends Error {
  constructor(status, code, sentence) {
    super(sentence);
    this.status = status;
    this.code = code;
  }
}

async function call(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { ...options, headers: { "X-Zoetrope": "page" } });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refusal(0, "unreachable", t("web-unreachable"));
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  const { code = "bug", sentence = t("web-unreachable") } = answer.error ?? {};
  throw new Refusal(response.status, code, sentence);
}

const withQuery = (path, facts) => `${path}?${new URLSearchParams(facts)}`;

export const openSession = () => call("/api/session", { method: "POST" });
export const conversation = () => call("/api/conversation");
export const balance = () => call("/api/balance");

/** The price of a command, and of the seconds of the sound that comes with it. */
export function quote(command, soundSeconds, signal) {
  const facts = soundSeconds ? { command, sound_s: soundSeconds } : { command };
  return call(withQuery("/api/quote", facts), { signal });
}
export const cancel = (jobId) => call(`/api/jobs/${jobId}/cancel`, { method: "POST" });

/** Order one of a job's clips twice as large; numbers count from 1. */
export const upscale = (jobId, variant) =>
  call(withQuery(`/api/jobs/${jobId}/upscale`, { variant }), { method: "POST" });

export const askNotice = () => call("/api/notice", { method: "POST" });

/** Order a clip of a picture: a Blob, or the job whose picture should be used again. */
export function order({ command, key, picture = null, source = null, sound = null }) {
  const facts = source ? { command, key, source } : { command, key };
  const body = sound ? form({ picture, sound }) : picture;
  return call(withQuery("/api/orders", facts), { method: "POST", body });
}

function form(files) {
  const body = new FormData();
  for (const [name, file] of Object.entries(files)) if (file) body.append(name, file);
  return body;
}

/** A new order's key; sent again, it is the same order. Browsers keep randomUUID from plain HTTP. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
