// Passkeys: asks the site for an offer, lets the device answer it, and sends the answer as a form.
"use strict";

const fromText = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const toText = (data) => data && btoa(String.fromCharCode(...new Uint8Array(data))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function asked(options) {
  const known = (list) => (list || []).map((one) => ({ ...one, id: fromText(one.id) }));
  const told = { ...options, challenge: fromText(options.challenge) };
  if (options.user) return { ...told, user: { ...options.user, id: fromText(options.user.id) }, excludeCredentials: known(options.excludeCredentials) };
  return { ...told, allowCredentials: known(options.allowCredentials) };
}

function answered(made) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (made.response[name]) response[name] = toText(made.response[name]);
  }
  return JSON.stringify({ id: made.id, rawId: toText(made.rawId), type: made.type, response, clientExtensionResults: {} });
}

for (const form of document.querySelectorAll("form[data-offer]")) {
  if (!window.PublicKeyCredential) { document.querySelector("#email")?.focus(); break; }
  const button = form.querySelector("button"), failed = form.querySelector("[role=alert]");
  form.hidden = false;
  if (!form.querySelector("[name=name]") && !document.querySelector(".wrong:not([hidden])")) button.focus();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    button.disabled = true;
    try {
      const answer = await fetch(form.dataset.offer, {
        method: "POST", body: new URLSearchParams({ form_token: form.elements.form_token.value }), credentials: "same-origin", redirect: "error",
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const offer = await answer.json(), options = JSON.parse(offer.options);
      const told = { publicKey: asked(options) };
      const made = await (options.user ? navigator.credentials.create(told) : navigator.credentials.get(told));
      form.elements.offer.value = offer.name;
      form.elements.answer.value = answered(made);
      form.submit();
    } catch {
      failed.hidden = false;
      button.disabled = false;
      button.focus();
    }
  });
}
