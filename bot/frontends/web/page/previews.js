// Small moving previews, fetched when they come into view and never more than two at a time: a browser
// opens six connections to a server, and an order must not wait behind pictures.

const AT_ONCE = 2;
const waiting = [];
let loading = 0;

const stillness = window.matchMedia("(prefers-reduced-motion: reduce)");

const inView = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) target.pause();
    else if (target.src) play(target);
    else if (!waiting.includes(target)) waiting.push(target);
  }
  loadNext();
});

function play(video) {
  if (!stillness.matches) video.play().catch(() => {}); // a hidden tab may refuse; it plays when shown
}

function loadNext() {
  while (loading < AT_ONCE && waiting.length) {
    const video = waiting.shift();
    if (!video.isConnected || video.src) continue;
    loading += 1;
    const settle = () => {
      loading -= 1;
      loadNext();
    };
    video.addEventListener("loadeddata", settle, { once: true });
    video.addEventListener("error", settle, { once: true });
    video.addEventListener("loadeddata", () => play(video), { once: true });
    video.src = video.dataset.src;
  }
}

/** A muted loop of what an effect does; decoration, so hidden from screen readers. */
export function preview(effectName) {
  const video = document.createElement("video");
  Object.assign(video, {
    muted: true,
    loop: true,
    playsInline: true,
    preload: "auto",
    tabIndex: -1,
  });
  video.className = "preview";
  video.setAttribute("aria-hidden", "true");
  video.dataset.src = `/api/effects/${encodeURIComponent(effectName)}/preview`;
  inView.observe(video);
  return video;
}

/** Play a clip while it is in view, so that an old one far above costs nothing. */
export function playInView(video) {
  inView.observe(video);
}
