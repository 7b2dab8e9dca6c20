// Makes some of what the pages do quicker, beside htmx; without either every page works by itself.
"use strict";

// Which finding each request was sent from; several are under way at once while a review is made again.
const sentFrom = new WeakMap();

// An answer that says where it belongs is shown there, also one that says what is wrong. With any other fault, or without an
// answer, the form goes the way it goes without a script, and the page tells.
const withoutHtmx = (element) => {
  const form = element.closest("form");
  if (element.href) window.location.assign(element.href);
  else if (form) form.submit();
  else window.location.reload();
};
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, elt } = event.detail;
  if (xhr.status < 400) return;
  event.detail.shouldSwap = xhr.getResponseHeader("HX-Retarget") !== null;
  event.detail.isError = false;
  if (!event.detail.shouldSwap && elt.matches("form, button, a")) withoutHtmx(elt);
});
document.addEventListener("htmx:sendError", (event) => {
  if (event.detail.elt.matches("form, button, a")) withoutHtmx(event.detail.elt);
});

// Who judges a finding stays with it; who opens evidence stays with the criterion; a form that comes gets the focus.
document.addEventListener("htmx:beforeRequest", (event) => {
  const finding = event.detail.elt.closest(".finding");
  if (finding) sentFrom.set(event.detail.xhr, finding.id);
  document.querySelectorAll(".judge").forEach((one) => {
    if (event.detail.requestConfig.verb === "get" && finding && finding.contains(one)) one.remove();
  });
});
document.addEventListener("htmx:load", (event) => {
  const made = event.detail.elt;
  if (made.matches(".judge")) made.querySelector("input:not([type=hidden]), select, textarea").focus();
});
// As soon as it stands there, not when it has settled: by then somebody may have gone on.
document.addEventListener("htmx:afterSwap", (event) => {
  const made = event.target;
  if (made.matches(".criterion")) (document.getElementById(sentFrom.get(event.detail.xhr) ?? "") ?? made).focus({ preventScroll: true });
  else if (made.id === "papers") made.querySelector("[aria-current]")?.focus({ preventScroll: true });
});

// Files that are chosen in several goes stay together, and stay when something is wrong; each can be left out again.
let chosen = [];
const sameFile = (one, other) => ["name", "size", "lastModified"].every((part) => one[part] === other[part]);
const listChosen = (field) => {
  const list = document.getElementById("chosen"), all = new DataTransfer();
  for (const file of chosen) all.items.add(file);
  field.files = all.files;
  list.replaceChildren(...chosen.map((file) => {
    const item = document.createElement("li"), away = document.createElement("button");
    away.type = "button";
    away.className = "mini";
    away.textContent = list.dataset.away;
    away.setAttribute("aria-label", `${list.dataset.away}: ${file.name}`);
    away.addEventListener("click", () => {
      chosen = chosen.filter((one) => one !== file);
      listChosen(field);
      field.focus();
    });
    item.append(`${file.name}, ${Math.max(1, Math.round(file.size / 1024))} KB `, away);
    return item;
  }));
};
const tooMuch = (form) => chosen.reduce((sum, file) => sum + file.size, 0) > Number(form.dataset.most);
document.addEventListener("change", (event) => {
  const field = event.target;
  if (!field.matches("input.drop")) return;
  for (const file of field.files) if (!chosen.some((one) => sameFile(one, file))) chosen.push(file);
  listChosen(field);
});

// While files are sent, the button says so and cannot be pressed twice, and a bar tells how far it is.
document.addEventListener("submit", (event) => {
  const form = event.target, words = form.dataset.sending;
  if (!words) return;
  const refused = form.querySelector(".too-much");
  if (refused) refused.hidden = !tooMuch(form);
  if (refused && !refused.hidden) { event.preventDefault(); refused.scrollIntoView({ block: "nearest" }); return; }
  const button = form.querySelector("button:not([type])");
  button.textContent = words;
  setTimeout(() => { button.disabled = true; }, 0);
  const bar = form.querySelector("progress.sent");
  if (!bar) return;
  event.preventDefault();
  bar.hidden = false;
  const sent = new XMLHttpRequest();
  sent.upload.addEventListener("progress", (told) => { if (told.lengthComputable) bar.value = (100 * told.loaded) / told.total; });
  sent.addEventListener("load", () => {
    if (sent.status < 400) { window.location.assign(sent.getResponseHeader("HX-Redirect") ?? sent.responseURL); return; }
    const made = new DOMParser().parseFromString(sent.responseText, "text/html");
    document.querySelector("main").replaceWith(made.querySelector("main"));
    const again = document.querySelector("[type=file]");
    if (again) { listChosen(again); again.focus(); document.querySelector(".choose-again")?.remove(); }
    document.querySelector(".wrong")?.scrollIntoView();
  });
  sent.addEventListener("error", () => { form.submit(); });
  sent.open("POST", form.action);
  sent.setRequestHeader("HX-Request", "true"); // it is told where to go; what it was sent on to, it would open twice
  sent.send(new FormData(form));
});
window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });

// j and k go from criterion to criterion, n and p from finding to finding. Of the one in focus: o opens the evidence;
// y confirms, c corrects, x rejects, v goes to its words in the record; a shows words of the record for the criterion.
const step = (all, forward) => {
  const at = all.findIndex((one) => one.contains(document.activeElement));
  return forward ? all[at + 1] : all[Math.max(at - 1, 0)];
};
const STEPS = { j: [".criterion", true], k: [".criterion", false], n: [".finding", true], p: [".finding", false] };
const ACTS = {
  o: [".criterion", "form[data-part] button"], y: [".finding", "button[name=confirm]"],
  c: [".finding", "[data-act=correct]"], x: [".finding", "[data-act=reject]"], v: [".finding", "a[data-mark]"],
  a: [".criterion", "[data-act=add]"],
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input, textarea, select")) return;
  if (event.key in STEPS) {
    const [kind, forward] = STEPS[event.key];
    const to = step([...document.querySelectorAll(kind)], forward);
    if (to) { to.focus(); to.scrollIntoView({ block: "nearest" }); event.preventDefault(); }
  } else if (event.key === "a" && chosenWords()) {
    event.preventDefault();
    prove();
  } else if (event.key in ACTS) {
    const [kind, what] = ACTS[event.key];
    const act = document.activeElement.closest(kind)?.querySelector(what);
    if (act) { event.preventDefault(); act.click(); }
  }
});

// A form that judges a finding is put away with Escape, or its link; whoever looked up words in the record comes back with b.
let cameFrom = null;
const putAway = (form) => {
  const finding = form.closest(".finding");
  if (!finding) return false;
  form.remove();
  finding.focus({ preventScroll: true });
  return true;
};
document.addEventListener("click", (event) => {
  const away = event.target.closest(".judge [data-cancel]");
  if (away && putAway(away.closest(".judge"))) event.preventDefault();
  const link = event.target.closest("a[data-mark]"), place = link && document.querySelector(link.hash);
  if (!place) return;
  cameFrom = link.closest(".finding, .criterion, .sentence, .conflict") ?? link;
  place.tabIndex = -1;
  setTimeout(() => { place.focus({ preventScroll: true }); }, 0);
});
document.addEventListener("keydown", (event) => {
  const form = event.key === "Escape" ? event.target.closest?.(".judge") : null;
  if (form && putAway(form)) event.preventDefault();
  if (event.key !== "b" || event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input, textarea, select")) return;
  if (!cameFrom?.isConnected) return;
  event.preventDefault();
  (cameFrom.matches("[tabindex], a") ? cameFrom : cameFrom.querySelector("a[data-mark]"))?.focus();
});

// Words selected in the record are shown as proof for the criterion that was last in focus. They go in the body of the form:
// an address would stand in logs.
let lastCriterion = null;
document.addEventListener("focusin", (event) => { lastCriterion = event.target.closest(".criterion") ?? lastCriterion; });
const chosenWords = () => {
  const picked = document.getSelection(), form = document.getElementById("prove");
  if (!form || !picked || picked.isCollapsed) return null;
  const range = picked.getRangeAt(0), at = range.startContainer;
  const page = (at.nodeType === Node.ELEMENT_NODE ? at : at.parentElement)?.closest("pre[data-document]");
  const part = range.cloneContents();
  part.querySelectorAll(".back").forEach((one) => { one.remove(); });
  return page && part.textContent.trim() ? { document: page.dataset.document, page: page.dataset.page, words: part.textContent.trim() } : null;
};
const prove = () => {
  const form = document.getElementById("prove");
  const told = { ...chosenWords(), criterion: lastCriterion?.querySelector(".key").textContent ?? "", id: lastCriterion?.id ?? "" };
  for (const [name, value] of Object.entries(told)) form.elements[name].value = value;
  form.submit();
};
document.addEventListener("selectionchange", () => {
  const form = document.getElementById("prove");
  if (form) form.hidden = !chosenWords();
});
document.addEventListener("submit", (event) => {
  if (event.target.id !== "prove") return;
  event.preventDefault();
  if (chosenWords()) prove();
});

// Who leaves a letter with changes that were not kept is asked before.
let unkept = document.querySelector("form.letter[data-unkept]") !== null;
document.addEventListener("input", (event) => { if (event.target.form?.matches(".letter")) unkept = true; });
document.addEventListener("submit", (event) => { if (event.target.matches(".letter")) unkept = false; });
window.addEventListener("beforeunload", (event) => { if (unkept) event.preventDefault(); });

// A sentence of a letter is checked against what it cites as soon as the writer pauses.
const pauses = new Map();
document.addEventListener("input", (event) => {
  const id = event.target.dataset.sentence;
  if (!id || !event.target.form?.dataset.check) return;
  clearTimeout(pauses.get(id));
  pauses.set(id, setTimeout(() => checkSentence(event.target, id), 400));
});
async function checkSentence(field, id) {
  const form = field.form, all = new FormData(form), said = field.value;
  const told = new URLSearchParams({ id, p: field.closest(".part").querySelector("[name=p]").value });
  for (const name of ["form_token", "base", "content", "denial", "anew", `t-${id}`, `c-${id}`]) if (all.has(name)) told.set(name, all.get(name));
  for (const value of all.getAll(`x-${id}`)) told.append(`x-${id}`, value);
  try {
    const answer = await fetch(form.dataset.check, { method: "POST", body: told, credentials: "same-origin", redirect: "error" });
    if (!answer.ok || field.value !== said) return;
    const made = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".marked");
    const shown = document.getElementById(`m${id}`);
    shown.replaceChildren(...made.childNodes);
    shown.closest(".sentence").className = `sentence ${made.dataset.markOf}`;
  } catch { /* the button checks all of them */ }
}
