// Chooses the reader's own time zone in a form where none was chosen yet.

const select = /** @type {HTMLSelectElement | null} */ (document.querySelector("[data-own-zone] select"));
if (select && select.value === "UTC" && !select.closest(".field--error")) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ([...select.options].some((option) => option.value === own)) select.value = own;
}
