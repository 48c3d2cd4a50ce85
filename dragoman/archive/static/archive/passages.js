// A passage plays where it stands, from its second; a picture in sight shows the frame of that second.

const saving = /** @type {{ saveData?: boolean } | undefined} */ (/** @type {any} */ (navigator).connection)?.saveData;

/** @type {HTMLMediaElement | undefined} */
let playing;

/** @param {HTMLElement} poster @param {string} kind  `video` or `audio` */
function made(poster, kind) {
  const media = /** @type {HTMLMediaElement} */ (document.createElement(kind));
  media.src = `${poster.dataset.play}#t=${poster.dataset.from}`;
  if (media instanceof HTMLVideoElement) media.playsInline = true;
  return media;
}

/** @param {HTMLElement} poster */
function open(poster) {
  playing?.pause();
  const media = made(poster, "picture" in poster.dataset ? "video" : "audio");
  media.controls = true;
  media.className = "passage-player";
  media.setAttribute("aria-label", poster.getAttribute("aria-label") ?? "");
  poster.closest(".passage")?.classList.add("passage--open");
  poster.replaceWith(media);
  media.addEventListener("play", () => {
    if (playing !== media) playing?.pause();
    playing = media;
  });
  media.focus();
  media.play().catch(() => {});
}

/** The picture of the second itself, in place of the clip's own; where it can't be had, that one stays. */
const watcher = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    watcher.unobserve(target);
    const poster = /** @type {HTMLElement} */ (target);
    const frame = /** @type {HTMLVideoElement} */ (made(poster, "video"));
    frame.muted = true;
    frame.preload = "metadata";
    frame.tabIndex = -1;
    frame.setAttribute("aria-hidden", "true");
    frame.addEventListener("error", () => frame.remove());
    poster.querySelector(".poster-play")?.before(frame);
  }
}, { threshold: 0.5 });

for (const poster of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-play]"))) {
  if ("picture" in poster.dataset && !saving) watcher.observe(poster);
  poster.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(poster);
  });
}
