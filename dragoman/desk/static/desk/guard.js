// What was typed and not yet saved is not lost by a careless click: the browser asks before it leaves the page.
//
// <form data-guard> … <span data-guard-state></span></form>

/** @param {HTMLFormElement} form */
function snapshot(form) {
  const values = new FormData(form);
  return JSON.stringify([...values].map(([name, value]) => [name, typeof value === "string" ? value : value.name]));
}

/** @type {Map<HTMLFormElement, string>} */
const asLoaded = new Map();
let isSending = false;

/** @param {HTMLFormElement} form */
function look(form) {
  const isDirty = snapshot(form) !== asLoaded.get(form);
  form.toggleAttribute("data-dirty", isDirty);
  const state = form.querySelector("[data-guard-state]");
  const words = state instanceof HTMLElement ? state.dataset.words ?? "" : "";
  if (state) state.textContent = isDirty ? words : "";
}

function bind() {
  asLoaded.clear();
  for (const form of document.querySelectorAll("form[data-guard]")) {
    if (!(form instanceof HTMLFormElement)) continue;
    asLoaded.set(form, snapshot(form));
    form.addEventListener("input", () => look(form));
    form.addEventListener("change", () => look(form));
    form.addEventListener("submit", () => {
      isSending = true;
    });
  }
}

bind();
document.addEventListener("desk:shown", () => {
  isSending = false;
  bind();
});

addEventListener("beforeunload", (event) => {
  if (!isSending && document.querySelector("form[data-dirty]")) event.preventDefault();
});

// Back from the page's memory: a form that was sent is a form again.
addEventListener("pageshow", () => {
  isSending = false;
});
