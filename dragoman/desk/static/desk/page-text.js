// Writing a page: the preview follows what is typed, the desk keeps it every few seconds, and what the desk has not got
// yet is kept in this browser, so that neither a closed tab nor a dead line loses a word.
//
// <form data-page-text="about:en" data-preview-at="…" data-keep-at="…">

const PREVIEW_AFTER_MS = 350;
const KEEP_AFTER_MS = 1500;
const TRY_AGAIN_MS = 5000;

/** @param {HTMLFormElement} form */
function values(form) {
  const data = new FormData(form);
  return JSON.stringify(["title", "summary", "text"].map((name) => String(data.get(name) ?? "")));
}

/** @param {string} key @param {string | null} value */
function remember(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // A browser that keeps nothing: the desk's own saving has to do.
  }
}

/** @param {string} key @returns {{ seen: string, said: string[] } | null} */
function remembered(key) {
  try {
    const found = JSON.parse(localStorage.getItem(key) ?? "null");
    return found && Array.isArray(found.said) ? found : null;
  } catch {
    return null;
  }
}

/** @param {HTMLFormElement} form */
function bind(form) {
  const key = `page-text:${form.dataset.pageText}`;
  const seen = /** @type {HTMLInputElement} */ (form.elements.namedItem("seen"));
  const state = form.querySelector("[data-page-state]");
  const shown = document.querySelector("[data-page-preview]");
  let saved = values(form);
  let previewing = 0;
  let keeping = 0;
  let isStopped = false;
  /** @type {AbortController | null} */
  let asked = null;

  /** @param {string} words */
  const say = (words) => {
    if (state) state.textContent = words;
  };

  const preview = async () => {
    asked?.abort();
    asked = new AbortController();
    try {
      const response = await fetch(form.dataset.previewAt ?? "", { method: "POST", body: new FormData(form), signal: asked.signal });
      // The server cleaned it; whoever was signed out meanwhile gets the sign-in page, which is no preview.
      if (response.ok && !response.redirected && shown) shown.innerHTML = await response.text();
    } catch {
      // Another preview is on its way, or the line is dead: the words themselves are not in danger.
    }
  };

  const keep = async () => {
    const sent = values(form);
    if (isStopped || sent === saved) return;
    say(form.dataset.saving ?? "");
    try {
      const response = await fetch(form.dataset.keepAt ?? "", { method: "POST", body: new FormData(form) });
      const told = response.redirected ? {} : await response.json();
      if (response.ok && told.seen !== undefined) {
        seen.value = String(told.seen);
        saved = sent;
        if (values(form) === sent) {
          remember(key, null);
          say(form.dataset.saved ?? "");
        }
        return;
      }
      isStopped = response.status === 409;
      say(told.problem ?? form.dataset.waiting ?? "");
      if (isStopped || response.status === 422) return;
    } catch {
      say(form.dataset.waiting ?? "");
    }
    keeping = setTimeout(keep, TRY_AGAIN_MS);
  };

  const typed = () => {
    remember(key, JSON.stringify({ seen: seen.value, said: JSON.parse(values(form)) }));
    clearTimeout(previewing);
    clearTimeout(keeping);
    previewing = setTimeout(preview, PREVIEW_AFTER_MS);
    if (!isStopped) keeping = setTimeout(keep, KEEP_AFTER_MS);
  };

  const before = remembered(key);
  if (before && JSON.stringify(before.said) !== saved) {
    ["title", "summary", "text"].forEach((name, at) => {
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = before.said[at] ?? "";
    });
    seen.value = before.seen; // a colleague who saved meanwhile is met as a colleague, not overwritten
    say(form.dataset.back ?? "");
    typed();
  } else {
    remember(key, null);
  }

  form.addEventListener("input", typed);
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button instanceof HTMLButtonElement && button.value === "preview") {
      event.preventDefault();
      preview();
      return;
    }
    clearTimeout(keeping);
    isStopped = true; // the form itself carries the words now; the browser keeps them until the desk answered
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) isStopped = false;
  });
}

for (const form of document.querySelectorAll("form[data-page-text]")) {
  if (form instanceof HTMLFormElement) bind(form);
}
