// A clip in a frame: times play, the words follow, the part ends where it should, and a change is told to an open page.

const media = /** @type {HTMLMediaElement | null} */ (document.querySelector("video, audio"));
const words = document.querySelector(".embed-words");
const cues = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".embed-cue[data-start]")]);
const changed = /** @type {HTMLElement | null} */ (document.querySelector("[data-changed]"));
const LOOK_AGAIN_MS = 10 * 60 * 1000;

/** @type {HTMLElement | undefined} */
let playing;

/** @param {HTMLElement} cue @returns {[number, number]} seconds of the clip */
const span = (cue) => [Number(cue.dataset.start), Number(cue.dataset.end)];

function follow() {
  if (!media) return;
  const at = media.currentTime;
  const cue = cues.findLast((one) => span(one)[0] <= at + 0.001 && at < span(one)[1]);
  if (cue === playing) return;
  playing?.classList.remove("is-playing");
  playing?.removeAttribute("aria-current");
  playing = cue;
  if (!cue || !words) return;
  cue.classList.add("is-playing");
  cue.setAttribute("aria-current", "true");
  if (media.paused) return;
  const box = cue.getBoundingClientRect(), room = words.getBoundingClientRect();
  if (box.top < room.top || box.bottom > room.bottom) words.scrollTop += box.top - room.top - room.height / 3;
}

words?.addEventListener("click", (event) => {
  const pressed = /** @type {MouseEvent} */ (event);
  if (pressed.button || pressed.metaKey || pressed.ctrlKey || pressed.shiftKey || pressed.altKey || !media) return;
  const cue = /** @type {HTMLElement | null | undefined} */ (
    /** @type {Element} */ (event.target).closest(".time")?.closest(".embed-cue[data-start]")
  );
  if (!cue) return;
  event.preventDefault(); // without a script the time opens the sentence on its own page
  const start = span(cue)[0];
  const go = () => {
    media.currentTime = start;
    media.play().catch(() => {}); // the browser may want a click on the picture first
  };
  if (media.readyState >= HTMLMediaElement.HAVE_METADATA) return go();
  media.addEventListener("loadedmetadata", go, { once: true });
  media.preload = "metadata";
  media.load();
});

media?.addEventListener("timeupdate", follow);
media?.addEventListener("seeking", follow);

let looked = Date.now();

/** Asks for nothing but the headers, and only of this archive. */
async function look() {
  looked = Date.now();
  const answer = await fetch(location.href, { method: "HEAD", cache: "no-cache", credentials: "omit" }).catch(() => null);
  if (!answer || !changed || answer.status >= 500) return;
  const isSame = answer.ok && (answer.headers.get("ETag") ?? "").includes(changed.dataset.changed ?? "");
  changed.hidden = isSame;
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden && Date.now() - looked > LOOK_AGAIN_MS) void look();
});
setInterval(() => !document.hidden && void look(), LOOK_AGAIN_MS);
