// The line where orders are written: picture, command, price, send. Nothing in it is lost on a refusal.

import { newKey, order } from "./api.js";
import { Completion } from "./completion.js";
import { complete, isOrder } from "./command.js";
import { byId } from "./dom.js";
import { remember, thumbnail } from "./picture.js";
import { Quote } from "./quote.js";
import { Settings } from "./settings.js";
import { isSound, secondsOf } from "./sound.js";
import { t } from "./texts.js";

const DRAFT = "zoetrope-draft";
const hasTouch = window.matchMedia("(hover: none)");

export class Composer {
  constructor({ effects, upload, onAccepted, onTrouble }) {
    this.effects = effects;
    this.upload = upload;
    this.onAccepted = onAccepted;
    this.onTrouble = onTrouble;
    this.input = byId("command");
    this.completion = new Completion(this.input, effects, () => this.textChanged());
    this.settings = new Settings(this.input, effects, () => this.textChanged());
    this.quote = new Quote(effects);
    this.picture = null; // {blob, name} or {source}, with {thumb}
    this.sound = null; // {blob, name, seconds}
    this.restoreDraft();
    this.listen();
    this.textChanged();
  }

  listen() {
    const typed = () => {
      this.textChanged();
      this.completion.update();
    };
    this.input.addEventListener("input", typed);
    this.input.addEventListener("click", () => this.completion.update());
    this.input.addEventListener("keydown", (event) => this.completion.takeKey(event));
    byId("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    byId("attach").addEventListener("click", () => byId("file").click());
    byId("file").addEventListener("change", ({ target }) => {
      this.attachFiles(target.files);
      target.value = "";
    });
    const onRemove = (id, remove) =>
      byId(id)
        .querySelector("button")
        .addEventListener("click", () => {
          remove();
          this.input.focus();
        });
    onRemove("attached", () => this.detach());
    onRemove("attached-sound", () => this.detachSound());
    this.listenForDrops();
  }

  listenForDrops() {
    const take = (event, transfer) => {
      if (!transfer?.files.length) return;
      event.preventDefault();
      this.attachFiles(transfer.files);
    };
    document.addEventListener("paste", (event) => take(event, event.clipboardData));
    document.addEventListener("dragover", (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      byId("dropzone").hidden = false;
    });
    document.addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) byId("dropzone").hidden = true;
    });
    document.addEventListener("drop", (event) => {
      byId("dropzone").hidden = true;
      take(event, event.dataTransfer);
    });
  }

  /** Attach a picture, a voice note, or one of each. */
  attachFiles(files) {
    const picture = [...files].find((file) => !isSound(file));
    const sound = [...files].find(isSound);
    if (picture) this.attachFile(picture);
    if (sound) this.attachSound(sound);
  }

  /** Attach a picture; refuse at once what the server would refuse after a long upload. */
  async attachFile(blob, name = blob.name ?? "") {
    if (blob.size > this.upload.max_bytes) return this.onTrouble("", this.upload.too_large);
    this.attach({ blob, name, thumb: await thumbnail(blob) });
  }

  /** Attach the picture of an earlier job. */
  attachJob(jobId, thumb) {
    this.attach({ source: jobId, name: t("web-same-picture"), thumb });
  }

  async attachSound(blob) {
    if (blob.size > this.upload.max_bytes) return this.onTrouble("", this.upload.too_large);
    this.sound = { blob, seconds: await secondsOf(blob) };
    byId("attached-sound").hidden = false;
    byId("attached-sound").querySelector("span").textContent = blob.name;
    this.changed();
    this.input.focus();
  }

  detachSound() {
    this.sound = null;
    byId("attached-sound").hidden = true;
    this.changed();
  }

  attach(picture) {
    this.picture = picture;
    byId("attached").hidden = false;
    byId("attached").querySelector("span").textContent = picture.name;
    const image = byId("attached").querySelector("img");
    image.hidden = !picture.thumb;
    if (picture.thumb) image.src = picture.thumb.url;
    this.changed();
    this.input.focus();
  }

  detach() {
    this.picture = null;
    byId("attached").hidden = true;
    this.changed();
  }

  write(text) {
    this.input.value = text;
    this.input.focus();
    this.input.setSelectionRange(text.length, text.length);
    this.textChanged();
  }

  /** Show every effect, as if a slash had been typed. */
  offerEffects() {
    this.write("/animate ");
    this.completion.update();
  }

  textChanged() {
    this.settings.update();
    this.changed();
  }

  /** An edit makes it a new order: the key of one that was sent must not come with other contents. */
  changed() {
    if (this.wasTried || !this.key) this.key = newKey();
    this.wasTried = false;
    byId("send").classList.toggle("ready", Boolean(this.picture && isOrder(this.input.value)));
    sessionStorage.setItem(DRAFT, JSON.stringify({ text: this.input.value, key: this.key }));
    this.quote.ask(this.input.value, { hasPicture: Boolean(this.picture), sound: this.sound });
  }

  restoreDraft() {
    const { text = "", key = newKey() } = JSON.parse(sessionStorage.getItem(DRAFT) ?? "{}");
    this.input.value = text;
    this.key = key;
  }

  async send() {
    if (this.isSending) return;
    this.completion.close();
    const text = this.input.value.trim();
    if (!text) return this.refuse("", t("web-no-command"));
    const command = complete(text);
    if (!this.picture) return this.refuse(command, t("web-no-picture"));
    this.setSending(true);
    try {
      await this.place(command, this.picture);
    } catch (error) {
      if (error.code === "request-key-reused") this.key = newKey();
      this.onTrouble(command, error.message, error.code);
    } finally {
      this.setSending(false);
    }
  }

  async place(command, { blob, source, thumb }) {
    this.wasTried = true;
    const sound = this.sound?.blob;
    const { job_id } = await order({ command, key: this.key, picture: blob, source, sound });
    remember(job_id, thumb);
    this.clear();
    await this.onAccepted(job_id);
  }

  refuse(command, sentence) {
    this.onTrouble(command, sentence);
    this.input.focus();
  }

  clear() {
    this.key = newKey();
    this.input.value = "";
    this.settings.setOpen(false);
    this.detach();
    this.detachSound();
    if (hasTouch.matches) this.input.blur(); // the keyboard makes room for the clip
  }

  setSending(isSending) {
    this.isSending = isSending;
    byId("send").disabled = isSending;
    byId("send").classList.toggle("busy", isSending);
  }
}
