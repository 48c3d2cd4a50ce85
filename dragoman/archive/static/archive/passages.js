// A passage plays where it stands, from its second.

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

for (const poster of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-play]"))) {
  poster.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(poster);
  });
}
