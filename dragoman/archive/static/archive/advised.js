// Nothing plays behind a warning: whoever follows a sentence to the film is led to the warning first.

for (const box of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("[data-advised]"))) {
  const media = /** @type {HTMLMediaElement | null} */ (box.querySelector("video, audio"));
  const warning = /** @type {HTMLElement | null} */ (box.querySelector("summary"));
  media?.addEventListener("play", () => {
    if (box.open) return;
    media.pause();
    warning?.scrollIntoView({ block: "center" });
    warning?.focus({ preventScroll: true });
  });
  box.addEventListener("toggle", () => {
    if (!box.open) media?.pause();
  });
}
