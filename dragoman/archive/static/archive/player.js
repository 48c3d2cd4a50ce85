// Choices beside the picture: captions, speed, and single keys that can be switched off.

const player = /** @type {HTMLElement} */ (document.querySelector("[data-player]"));
const media = /** @type {HTMLMediaElement} */ (player.querySelector("video, audio"));
const captions = /** @type {HTMLSelectElement | null} */ (player.querySelector("[data-captions]"));
const speed = /** @type {HTMLSelectElement | null} */ (player.querySelector("[data-speed]"));
const keys = /** @type {HTMLInputElement | null} */ (player.querySelector("[data-keys]"));
const frame = Number(player.dataset.frame ?? 0.04);

/** @param {string} name @returns {string | null} */
function kept(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** @param {string} name @param {string} value */
function keep(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // For this page only.
  }
}

/** For this tab, and once. @param {string} name @returns {string | null} */
function sessionKept(name) {
  try {
    const value = sessionStorage.getItem(name);
    sessionStorage.removeItem(name);
    return value;
  } catch {
    return null;
  }
}

/** @param {string} name @param {string} value */
function sessionKeep(name, value) {
  try {
    sessionStorage.setItem(name, value);
  } catch {
    // Playback begins at the beginning then.
  }
}

/** @param {string} choice  the place of a track in the list, `all`, or nothing */
function showCaptions(choice) {
  [...media.textTracks].forEach((track, place) => {
    track.mode = choice === "all" || choice === String(place) ? "showing" : "disabled";
  });
}

/** The native menu can change the captions too: the choice beside the picture then says the same. */
function readCaptions() {
  if (!captions) return;
  const showing = [...media.textTracks].flatMap((track, place) => (track.mode === "showing" ? [String(place)] : []));
  captions.value = showing.length > 1 ? "all" : (showing[0] ?? "");
}

/** @param {number} by  places in the transcript */
function toSentence(by) {
  const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(".cue > .time")]);
  const at = links.findLastIndex((link) => Number(link.hash.slice(3).split(",")[0]) <= media.currentTime + 0.05);
  links[Math.min(Math.max(at + by, 0), links.length - 1)]?.click();
}

/** @param {number} by seconds */
function move(by) {
  media.currentTime = Math.min(Math.max(media.currentTime + by, 0), media.duration || Infinity);
}

/** @param {number} by frames, from the middle of one to the middle of another */
function step(by) {
  media.pause();
  move((Math.floor(media.currentTime / frame) + by + 0.5) * frame - media.currentTime);
}

function nextCaptions() {
  if (!captions) return;
  captions.selectedIndex = (captions.selectedIndex + 1) % captions.options.length;
  captions.dispatchEvent(new Event("change"));
}

/** @type {Record<string, () => void>} */
const actions = {
  k: () => void (media.paused ? media.play().catch(() => {}) : media.pause()),
  j: () => move(-10),
  l: () => move(10),
  ",": () => step(-1),
  ".": () => step(1),
  c: nextCaptions,
  ArrowLeft: () => toSentence(-1),
  ArrowRight: () => toSentence(1),
};

document.addEventListener("keydown", (event) => {
  const on = /** @type {Element} */ (event.target);
  if (!keys?.checked || event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
  if (on.closest("input, select, textarea, button, summary, video, audio, [contenteditable]")) return;
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

captions?.addEventListener("change", () => showCaptions(captions.value));
speed?.addEventListener("change", () => {
  media.playbackRate = Number(speed.value);
  keep("speed", speed.value);
});
media.addEventListener("ratechange", () => {
  if (speed && [...speed.options].some((one) => Number(one.value) === media.playbackRate)) {
    speed.value = String(media.playbackRate);
  }
});
for (const element of player.querySelectorAll("[data-step]")) {
  const button = /** @type {HTMLElement} */ (element);
  button.addEventListener("click", () => step(Number(button.dataset.step)));
}

// A small window over other windows, where the browser has them.
const inset = /** @type {HTMLButtonElement | null} */ (player.querySelector("[data-pip]"));
if (inset && media instanceof HTMLVideoElement && document.pictureInPictureEnabled) {
  inset.hidden = false;
  inset.addEventListener("click", () => {
    if (document.pictureInPictureElement) void document.exitPictureInPicture();
    else media.requestPictureInPicture().catch(() => {}); // nothing is loaded yet, or the browser may not
  });
}

keys?.addEventListener("change", () => keep("keys", keys.checked ? "on" : "off"));
media.textTracks.addEventListener("change", readCaptions);

// Long clips go on where the reader left them, unless the address says where to begin. The place is kept on the
// reader's own device alone; with and without the picture it is the same.
const place = `place-${player.dataset.number}`;
const resumed = /** @type {HTMLElement | null} */ (player.querySelector("[data-resumed]"));
const change = player.querySelector("[data-switch]");
/** Where the reader was when the picture was switched off or on just now. */
const switchedAt = Number(sessionKept(`switch-${player.dataset.number}`));
media.addEventListener("timeupdate", () => {
  if (media.duration > 300) keep(place, String(Math.floor(media.currentTime)));
});
media.addEventListener("loadedmetadata", () => {
  const before = Number(kept(place));
  const free = !location.hash && !new URLSearchParams(location.search).has("t");
  if (!free || media.currentTime !== 0) return;
  if (switchedAt) media.currentTime = switchedAt;
  else if (before > 10 && before < media.duration - 10) {
    media.currentTime = before;
    if (resumed) resumed.hidden = false;
  }
});
change?.addEventListener("click", () => sessionKeep(`switch-${player.dataset.number}`, String(media.currentTime)));
resumed?.querySelector("[data-again]")?.addEventListener("click", () => {
  media.currentTime = 0;
  resumed.hidden = true;
});
media.addEventListener("play", () => resumed && (resumed.hidden = true));

if (keys) keys.checked = kept("keys") !== "off";
const rate = kept("speed");
if (speed && rate && [...speed.options].some((one) => one.value === rate)) {
  speed.value = rate;
  media.defaultPlaybackRate = media.playbackRate = Number(rate);
}
readCaptions();
