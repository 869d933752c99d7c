// Starts the page and connects its parts.

import * as api from "./api.js";
import { Composer } from "./composer.js";
import { clearTrouble, showJobs, showTrouble, speak, takeEvent } from "./conversation.js";
import { withOption } from "./command.js";
import { byId, el } from "./dom.js";
import { follow } from "./live.js";
import { recall, remember } from "./picture.js";
import { learnTexts, t } from "./texts.js";
import { showWelcome } from "./welcome.js";

const againKeys = new Map(); // job and command → key, until the order is known to have arrived

const actions = {
  async cancel(jobId) {
    try {
      await api.cancel(jobId);
      await refresh();
    } catch (error) {
      showTrouble("", error.message);
    }
  },

  again: (job) => orderFrom(job, withOption(job.command, "seed", null)),

  variants: (job) => orderFrom(job, withOption(job.command, "variants", "5")),

  async upscale(job, variant) {
    try {
      const { job_id } = await api.upscale(job.job_id, variant);
      remember(job_id, pictureOf(job));
      await refresh();
    } catch (error) {
      refuse("", error);
    }
  },

  another(job) {
    composer.attachJob(job.job_id, pictureOf(job));
    composer.offerEffects();
  },
};

async function orderFrom(job, command) {
  const order = `${job.job_id} ${command}`;
  const key = againKeys.get(order) ?? api.newKey();
  againKeys.set(order, key);
  try {
    const { job_id } = await api.order({ command, key, source: job.job_id });
    againKeys.delete(order);
    remember(job_id, pictureOf(job));
    await refresh();
  } catch (error) {
    refuse(command, error);
  }
}

const pictureOf = (job) =>
  recall(job.job_id) ??
  (job.clip && { url: job.clip.poster, ratio: job.clip.width / job.clip.height });

async function refresh() {
  const { jobs, balance } = await api.conversation();
  showJobs(jobs, actions);
  showBalance(balance);
}

function showBalance({ sentence, more }) {
  byId("balance").querySelector("strong").textContent = sentence;
  byId("balance").querySelector("span").textContent = more;
}

/** What a refusal offers to do about it. */
function offerFor(code) {
  if (code !== "not-enough-credits") return null;
  const button = el("button", { type: "button", className: "action" }, t("web-tell-me"));
  button.addEventListener("click", async () => {
    const { sentence } = await api.askNotice();
    button.replaceWith(sentence);
  });
  return button;
}

const refuse = (command, error) => showTrouble(command, error.message, offerFor(error.code));

async function takeIn(kind, event) {
  if (kind === "notice") {
    showTrouble("", event.sentence);
    showBalance(await api.balance());
    return;
  }
  const isKnown = takeEvent(kind, event, actions);
  if (!isKnown)
    await refresh(); // ordered in another tab
  else if (kind !== "progress") showBalance(await api.balance());
}

async function start() {
  const session = await api.openSession();
  learnTexts(session.texts);
  composer = new Composer({
    effects: session.effects,
    upload: session.upload,
    onTrouble: (command, sentence, code) => showTrouble(command, sentence, offerFor(code)),
    onAccepted: async () => {
      clearTrouble();
      speak(t("web-accepted"));
      await refresh();
    },
  });
  showWelcome(session, composer);
  follow({ onOpen: refresh, onEvent: takeIn });
}

let composer;
await start();
