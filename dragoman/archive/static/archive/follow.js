// The transcript follows the playback, a time or a bar of the score seeks, and the address says where we are.
// Addresses: #t=12.3 or #t=12.3,18.9 (a moment), #s17 (a sentence), ?t=61.

/** @typedef {{ element: HTMLElement, start: number, end: number }} Cue  seconds of the clip */

const media = /** @type {HTMLMediaElement | null} */ (document.querySelector("[data-player] :is(video, audio)"));
const score = document.querySelector(".score");
const heads = document.querySelectorAll(".score .head");
const landing = document.getElementById("landing");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** @type {Cue[]} */
const cues = [...document.querySelectorAll(".cue")].flatMap((element) => {
  const span = moment(element.querySelector(":scope > .time")?.getAttribute("href") ?? "");
  return span ? [{ element: /** @type {HTMLElement} */ (element), start: span[0], end: span[1] ?? span[0] }] : [];
});

/** @type {Cue | undefined} */
let playing;
/** @type {number | undefined} where a linked moment ends: playback pauses there once */
let stopAt;
let scrolledByHand = 0;

/**
 * A media fragment in seconds: `#t=12.3,18.9`, `#t=npt:12.3`, `#t=1:02`.
 * @param {string} hash
 * @returns {[number, number | undefined] | undefined}
 */
function moment(hash) {
  const match = /^#(?:.*&)?t=(?:npt:)?([\d:.]*)(?:,([\d:.]+))?(?:&|$)/.exec(hash);
  if (!match || (!match[1] && !match[2])) return undefined;
  const start = match[1] ? seconds(match[1]) : 0;
  const end = match[2] ? seconds(match[2]) : undefined;
  return Number.isFinite(start) && (end === undefined || end > start) ? [start, end] : undefined;
}

/** @param {string} text `61.5`, `1:01` or `0:01:01` */
function seconds(text) {
  return text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
}

/** @param {number} at @returns {Cue | undefined} the sentence heard at a moment */
function cueAt(at) {
  return cues.findLast((cue) => cue.start <= at + 0.001 && at < cue.end);
}

/** @param {Cue | undefined} cue */
function show(cue) {
  if (cue === playing) return;
  for (const one of document.querySelectorAll(".cue.is-playing")) {
    one.classList.remove("is-playing");
    one.removeAttribute("aria-current");
  }
  playing = cue;
  if (!cue) return;
  cue.element.classList.add("is-playing");
  cue.element.setAttribute("aria-current", "true");
}

/** Keep the playing sentence in sight, unless the reader is looking elsewhere. */
function keepInSight() {
  if (!playing || !media || media.paused || Date.now() - scrolledByHand < 4000) return;
  const box = playing.element.getBoundingClientRect();
  const top = media.getBoundingClientRect().width > innerWidth * 0.8 ? media.getBoundingClientRect().bottom : 0;
  if (box.top > Math.max(top, 0) && box.bottom < innerHeight * 0.85) return;
  playing.element.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
}

function tick() {
  if (!media) return;
  const at = media.currentTime;
  for (const head of heads) head.setAttribute("x", String(at * 100));
  const before = playing;
  show(cueAt(at));
  if (playing && playing !== before) keepInSight();
  if (stopAt !== undefined && at >= stopAt) {
    media.pause();
    stopAt = undefined;
  }
}

/** @param {number} start @param {number} [end] @param {boolean} [andPlay] */
function seek(start, end, andPlay = false) {
  stopAt = end;
  show(cueAt(start));
  if (!media) return;
  const go = () => {
    media.currentTime = start;
    score?.classList.add("is-live");
    if (andPlay) media.play().catch(() => {}); // the browser may want a click on the picture first
  };
  if (media.readyState >= HTMLMediaElement.HAVE_METADATA) go();
  else media.addEventListener("loadedmetadata", go, { once: true });
}

/** @param {string} hash @returns {HTMLElement | null} */
function target(hash) {
  return hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
}

/** Go where the address points; say so when there is no such place. */
function land() {
  if (landing) landing.hidden = true;
  const hash = location.hash.split(":~:")[0].replace(/^#$/, ""); // words to be marked are the browser's own business
  const span = moment(hash);
  const asked = new URLSearchParams(location.search).get("t");
  if (span) {
    seek(span[0], span[1]);
    (playing ?? cueAt(span[0]))?.element.scrollIntoView({ block: "center" });
    return;
  }
  const cue = cues.find((one) => one.element === target(hash)?.closest(".cue"));
  if (cue) seek(cue.start);
  else if (/^#s\d/.test(hash) && !target(hash)) tellUnknown();
  else if (asked && !hash) {
    const at = seconds(asked.split(",")[0]);
    if (!Number.isFinite(at)) return;
    seek(at);
    (playing ?? cueAt(at))?.element.scrollIntoView({ block: "center" });
  }
}

function tellUnknown() {
  if (!landing) return;
  landing.textContent = landing.dataset.unknown ?? "";
  landing.hidden = false;
  landing.scrollIntoView({ block: "center" });
}

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = /** @type {Element} */ (event.target).closest(".cue .time, .score-lane a");
  if (!link) return;
  const href = link.getAttribute("href") ?? "";
  const cue = cues.find((one) => one.element === (link.closest(".cue") ?? target(href)));
  if (!cue) return;
  event.preventDefault();
  seek(cue.start, undefined, true);
  history.replaceState(null, "", cue.element.querySelector(".time")?.getAttribute("href") ?? href);
  if (!link.closest(".cue")) cue.element.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
});

for (const gesture of ["wheel", "touchmove"]) {
  addEventListener(gesture, () => (scrolledByHand = Date.now()), { passive: true });
}
addEventListener("hashchange", land);
media?.addEventListener("timeupdate", tick);
media?.addEventListener("seeking", tick);
media?.addEventListener("play", () => {
  score?.classList.add("is-live");
  if (stopAt !== undefined && media.currentTime >= stopAt) stopAt = undefined;
});
land();
