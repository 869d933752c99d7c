// The reply to an order: line and progress, then the clip with its buttons, or why there is none.

import { el, icon } from "./dom.js";
import { playInView } from "./previews.js";
import { t } from "./texts.js";

/** Draw the reply to a job into an element. */
export function fillReply(reply, job, picture, actions) {
  if (job.clip) reply.replaceChildren(clipScreen(job), clipWords(job, actions));
  else if (job.progress) {
    reply.replaceChildren(...waiting(job, picture, actions));
    showPreview(reply, job.progress.preview);
  } else reply.replaceChildren(ending(job, actions));
}

/** Move the progress of a reply that is already there. True: there is something new to look at. */
export function showProgress(turn, job) {
  turn.dataset.stage = job.stage;
  const bar = turn.querySelector(".slots-bar");
  if (bar) setDone(bar, job.progress.done);
  const sentence = turn.querySelector(".sentence");
  if (sentence) sentence.textContent = job.progress.sentence;
  return showPreview(turn, job.progress.preview);
}

/** Play the effects' quick clip instead of the picture, and say what it is. True: it is new here. */
function showPreview(node, preview) {
  const screen = node.querySelector(".screen");
  if (!preview || !screen || screen.querySelector("video")) return false;
  const { url, width, height, sentence } = preview;
  const video = el("video", { muted: true, loop: true, playsInline: true, src: url });
  video.setAttribute("aria-label", sentence);
  const unveil = () => screen.querySelector(".still")?.remove();
  video.addEventListener("loadeddata", unveil, { once: true });
  video.addEventListener("error", () => video.remove()); // the picture is still there
  screen.lastChild.before(video);
  screen.style.aspectRatio = width / height;
  node.querySelector(".sentence").after(el("p", { className: "settled" }, sentence));
  playInView(video);
  return true;
}

function waiting(job, picture, actions) {
  const bar = el(
    "div",
    { className: "slots-bar", role: "progressbar", "aria-label": t("web-progress") },
    el("i"),
  );
  bar.setAttribute("aria-valuemin", "0");
  bar.setAttribute("aria-valuemax", "100");
  setDone(bar, job.progress.done);
  const still = picture && el("img", { className: "still", src: picture.url, alt: "" });
  const screen = el("div", { className: "screen" }, still, bar);
  screen.style.aspectRatio = picture?.ratio ?? (still ? 16 / 9 : "auto");
  const cancel = el("button", { type: "button", className: "action cancel" }, t("web-cancel"));
  cancel.addEventListener("click", () => {
    cancel.disabled = true;
    cancel.textContent = t("web-cancelling");
    actions.cancel(job.job_id).finally(() => (cancel.disabled = false));
  });
  const sentence = el("p", { className: "sentence" }, job.progress.sentence);
  return [
    screen,
    el("div", { className: "words" }, sentence, el("div", { className: "actions" }, cancel)),
  ];
}

function setDone(bar, done) {
  const percent = Math.round(done * 100);
  bar.setAttribute("aria-valuenow", percent);
  bar.firstChild.style.setProperty("--done", `${percent}%`);
}

function clipScreen(job) {
  const { url, poster, width, height, has_sound } = job.clip;
  const video = el("video", {
    src: url,
    poster,
    width,
    height,
    muted: !has_sound,
    loop: !has_sound,
    controls: true,
    playsInline: true,
    preload: "metadata",
  });
  video.setAttribute("aria-label", `${t("web-clip")} ${job.command}`);
  if (!has_sound) playInView(video); // a voice waits until it is asked for
  const screen = el("div", { className: "screen" }, video);
  screen.style.aspectRatio = width / height;
  return screen;
}

function clipWords(job, actions) {
  const { spent, settings, remarks, licence, url, filename } = job.clip;
  return el(
    "div",
    { className: "words" },
    job.clip.variants.length > 0 && variantPicker(job.clip.variants),
    el("p", { className: "sentence" }, spent),
    el("p", { className: "made-with" }, settings),
    ...remarks.map((remark) => el("p", { className: "settled" }, remark)),
    el("p", { className: "settled" }, licence),
    el(
      "div",
      { className: "actions" },
      againButton(job, actions),
      job.variants && variantsButton(job, actions),
      job.clip.upscale && upscaleButton(job, actions),
      anotherButton(job, actions),
      downloadLink(url, filename),
      job.clip.depth && depthLink(job.clip.depth),
    ),
  );
}

/** One small picture for each variant; the chosen one plays above and is what is downloaded. */
function variantPicker(variants) {
  const buttons = variants.map((variant, index) => {
    const button = el(
      "button",
      { type: "button", className: "variant", title: variant.settings },
      el("img", { src: variant.poster, alt: `${t("web-variant")} ${index + 1}` }),
    );
    button.setAttribute("aria-pressed", index === 0);
    button.addEventListener("click", () => showVariant(button, variant));
    return button;
  });
  return el("div", { className: "variants" }, ...buttons);
}

function showVariant(button, { url, poster, filename, settings }) {
  for (const other of button.parentElement.children)
    other.setAttribute("aria-pressed", other === button);
  const reply = button.closest(".reply");
  const video = reply.querySelector("video");
  Object.assign(video, { poster, src: url });
  video.play();
  reply.querySelector(".made-with").textContent = settings;
  Object.assign(reply.querySelector(".download"), { href: `${url}&download`, download: filename });
}

function ending(job, actions) {
  const buttons =
    job.stage === "delivered" ? [] : [againButton(job, actions), anotherButton(job, actions)];
  return el(
    "div",
    { className: "words" },
    el("p", { className: "sentence" }, job.sentence),
    el("div", { className: "actions" }, ...buttons),
  );
}

function againButton(job, actions) {
  const button = el(
    "button",
    { type: "button", className: "action again", title: t("web-again-hint") },
    icon("again"),
    job.again,
  );
  button.addEventListener("click", () => {
    button.disabled = true;
    actions.again(job).finally(() => (button.disabled = false));
  });
  return button;
}

function variantsButton(job, actions) {
  const button = el(
    "button",
    { type: "button", className: "action more", title: t("web-variants-hint") },
    icon("again"),
    job.variants,
  );
  button.addEventListener("click", () => {
    button.disabled = true;
    actions.variants(job).finally(() => (button.disabled = false));
  });
  return button;
}

/** For the clip that is shown: of several variants, the chosen one. */
function upscaleButton(job, actions) {
  const button = el(
    "button",
    { type: "button", className: "action upscale", title: t("web-upscale-hint") },
    icon("grow"),
    job.clip.upscale,
  );
  button.addEventListener("click", () => {
    button.disabled = true;
    const shown = [...button.closest(".reply").querySelectorAll(".variant")];
    const chosen = shown.findIndex((each) => each.getAttribute("aria-pressed") === "true");
    actions.upscale(job, Math.max(0, chosen) + 1).finally(() => (button.disabled = false));
  });
  return button;
}

function anotherButton(job, actions) {
  return el(
    "button",
    { type: "button", className: "action another", onclick: () => actions.another(job) },
    icon("swap"),
    t("web-another"),
  );
}

function depthLink(url) {
  const link = { className: "action depth", href: url, download: "zoetrope-depth.png" };
  return el("a", { ...link, title: t("web-depth-hint") }, icon("download"), t("web-depth"));
}

function downloadLink(url, filename) {
  return el(
    "a",
    { className: "action download", href: `${url}&download`, download: filename },
    icon("download"),
    t("web-download"),
  );
}
