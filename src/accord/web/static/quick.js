// Makes some of what the pages do quicker; without it every page works by itself.
"use strict";

// A criterion's evidence opens in its place instead of with the whole page.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  const id = form.dataset.part;
  if (!id) return;
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    const answer = await fetch(form.action, {
      method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "x-part": "criterion" },
      credentials: "same-origin", redirect: "error",
    });
    if (!answer.ok) throw new Error(String(answer.status));
    const made = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(id);
    document.getElementById(id).replaceWith(made);
    made.focus({ preventScroll: true });
  } catch {
    form.submit();
  }
});

// While files are sent, the button says so and cannot be pressed twice.
document.addEventListener("submit", (event) => {
  const words = event.target.dataset.sending;
  if (!words) return;
  const button = event.target.querySelector("button");
  button.textContent = words;
  setTimeout(() => { button.disabled = true; }, 0);
});
window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });

// j and k go from criterion to criterion, o opens the evidence of the one in focus.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input, textarea, select")) return;
  const all = [...document.querySelectorAll(".criterion")];
  const at = all.findIndex((one) => one.contains(document.activeElement));
  if (event.key === "o" && at >= 0) { all[at].querySelector("form[data-part] button")?.click(); return; }
  const to = event.key === "j" ? all[at + 1] : event.key === "k" ? all[Math.max(at - 1, 0)] : undefined;
  if (to) { to.focus(); event.preventDefault(); }
});

// A sentence of a letter is checked against what it cites as soon as it was changed.
document.addEventListener("change", async (event) => {
  const id = event.target.dataset.sentence, form = event.target.form;
  if (!id || !form?.dataset.check) return;
  const all = new FormData(form), told = new URLSearchParams({ id, p: event.target.closest(".part").querySelector("[name=p]").value });
  for (const name of ["form_token", "base", "content", "denial", "anew"]) if (all.has(name)) told.set(name, all.get(name));
  for (const name of [`t-${id}`, `c-${id}`]) told.set(name, all.get(name));
  for (const value of all.getAll(`x-${id}`)) told.append(`x-${id}`, value);
  try {
    const answer = await fetch(form.dataset.check, { method: "POST", body: told, credentials: "same-origin", redirect: "error" });
    if (!answer.ok) return;
    const made = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".marked");
    const shown = document.getElementById(`m${id}`);
    shown.replaceChildren(...made.childNodes);
    shown.closest(".sentence").className = `sentence ${made.dataset.markOf}`;
  } catch { /* the button checks all of them */ }
});
