// The messages. Each job is one turn: what was said, and a reply that lives until its clip is there.

import { byId, el } from "./dom.js";
import { recall } from "./picture.js";
import { fillReply, showProgress } from "./reply.js";
import { t } from "./texts.js";

const list = byId("conversation");
const scroller = byId("main");
const turns = new Map(); // job id → {job, node}

const ENDED = ["delivered", "failed", "cancelled"];

/** Make the conversation what the server says it is; what has not changed stays as it is. */
export function showJobs(jobs, actions) {
  for (const job of jobs) showJob(job, actions);
  byId("welcome").hidden = list.childElementCount > 0;
}

function showJob(job, actions) {
  const known = turns.get(job.job_id);
  if (known && (ENDED.includes(known.job.stage) || isSame(known.job, job))) return;
  const stays = isAtEnd();
  const node = turn(job, actions);
  const hadFocus = known?.node.contains(document.activeElement);
  if (known) known.node.replaceWith(node);
  else list.append(node);
  if (hadFocus) node.querySelector("button, a")?.focus({ preventScroll: true });
  turns.set(job.job_id, { job, node });
  const preview = job.progress?.preview;
  if (preview && !known?.job.progress?.preview) speak(preview.sentence);
  if (stays || !known) toEnd();
}

/** Take in one event of a job. False: the job is not known here yet. */
export function takeEvent(kind, event, actions) {
  const known = turns.get(event.job_id);
  if (!known) return false;
  if (ENDED.includes(known.job.stage)) return true;
  if (kind === "progress") {
    known.job.progress = event;
    known.job.stage = event.stage;
    if (showProgress(known.node, known.job)) speak(event.preview.sentence);
    return true;
  }
  const ending = kind === "clip" ? { stage: "delivered", clip: event } : event;
  showJob({ ...known.job, ...ending, progress: null }, actions);
  speak(kind === "clip" ? t("web-ready") : event.sentence);
  return true;
}

/** Answer what could not be ordered. The newest trouble takes the place of the one before it. */
export function showTrouble(command, sentence, offer = null) {
  list.querySelector(".turn.troubled:last-child")?.remove();
  const said = command ? el("div", { className: "said bare" }, el("code", {}, command)) : null;
  const words = el(
    "div",
    { className: "words" },
    el("p", { className: "sentence" }, sentence),
    offer && el("div", { className: "actions" }, offer),
  );
  const reply = el("div", { className: "reply trouble" }, words);
  list.append(el("li", { className: "turn troubled" }, said, reply));
  byId("welcome").hidden = true;
  speak(sentence);
  toEnd();
}

/** Take the trouble away once the order has gone through. */
export function clearTrouble() {
  for (const node of list.querySelectorAll(".troubled")) node.remove();
}

export function jobOf(jobId) {
  return turns.get(jobId)?.job;
}

export function speak(sentence) {
  byId("spoken").textContent = sentence;
}

function turn(job, actions) {
  const picture = recall(job.job_id) ?? (job.clip && { url: job.clip.poster });
  const thumb =
    picture && el("img", { src: picture.url, alt: t("web-sent"), width: 52, height: 52 });
  const said = el(
    "div",
    { className: thumb ? "said" : "said bare" },
    thumb,
    el("code", {}, job.command),
  );
  const reply = el("article", { className: "reply" });
  fillReply(reply, job, picture, actions);
  return el(
    "li",
    { className: "turn", "data-job": job.job_id, "data-stage": job.stage },
    said,
    reply,
  );
}

const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

const isAtEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 120;

function toEnd() {
  requestAnimationFrame(() => scroller.scrollTo({ top: scroller.scrollHeight }));
}
