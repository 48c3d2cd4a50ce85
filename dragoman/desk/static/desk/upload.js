// A large file on its way: its size is checked before it is sent, how far it is shows, and a second press does nothing.
// Without this module the same form goes the browser's own way.
//
// <form data-upload data-largest="bytes" data-too-large="words" data-sending="Sending">

/** @param {HTMLFormElement} form @param {(permille: number) => void} told */
function send(form, told) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.responseType = "document";
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) told(Math.floor((event.loaded / event.total) * 1000));
    });
    request.addEventListener("load", () => resolve(request));
    request.addEventListener("error", reject);
    request.addEventListener("abort", reject);
    request.send(new FormData(form));
  });
}

/** @param {XMLHttpRequest} request */
function show(request) {
  const form = document.querySelector("form[data-upload]");
  if (form instanceof HTMLFormElement) form.removeAttribute("data-dirty");
  if (request.status < 400) {
    location.assign(request.responseURL);
    return;
  }
  const fresh = request.responseXML?.querySelector("main");
  const main = document.querySelector("main");
  if (!fresh || !main) {
    location.reload();
    return;
  }
  main.replaceWith(document.adoptNode(fresh));
  bind();
  document.dispatchEvent(new Event("desk:shown"));
  const notice = document.querySelector(".notice");
  if (notice instanceof HTMLElement) notice.focus();
}

/** @param {HTMLInputElement} input @param {HTMLFormElement} form */
function refuseTooLarge(input, form) {
  const tooLarge = (input.files?.[0]?.size ?? 0) > Number(form.dataset.largest);
  input.setCustomValidity(tooLarge ? form.dataset.tooLarge ?? "" : "");
  if (tooLarge) input.reportValidity();
  return tooLarge;
}

function bind() {
  const form = document.querySelector("form[data-upload]");
  const input = form?.querySelector("input[type=file]");
  const state = form?.querySelector("[data-upload-state]");
  if (!(form instanceof HTMLFormElement) || !(input instanceof HTMLInputElement) || !(state instanceof HTMLElement)) return;
  input.addEventListener("change", () => refuseTooLarge(input, form));
  form.addEventListener("submit", async (event) => {
    if (form.hasAttribute("data-busy")) {
      event.preventDefault();
      return;
    }
    if (!input.files?.length) {
      form.setAttribute("data-busy", "");
      return;
    }
    event.preventDefault();
    if (refuseTooLarge(input, form)) return;
    form.setAttribute("data-busy", "");
    const words = state.querySelector("span");
    const bar = state.querySelector("progress");
    state.hidden = false;
    try {
      const request = await send(form, (permille) => {
        if (bar) bar.value = permille;
        if (words) words.textContent = `${form.dataset.sending} ${Math.floor(permille / 10)} %`;
      });
      show(request);
    } catch {
      form.removeAttribute("data-busy");
      state.hidden = true;
      form.submit();
    }
  });
}

bind();
addEventListener("pageshow", () => document.querySelector("form[data-upload]")?.removeAttribute("data-busy"));
