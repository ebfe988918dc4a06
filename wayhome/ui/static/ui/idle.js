// A desk that was left: warns before the session ends, and then takes everything off the page. What was typed and not
// sent waits in the memory of this page alone, for the same person; nothing of it is written anywhere.

"use strict";

(() => {
  const warning = document.getElementById("idle-warning");
  const screen = document.getElementById("idle-over");
  const { here, who, signIn } = warning.dataset;
  const warnAt = warning.dataset.warn * 1000; // milliseconds before the end
  const TOLD_EVERY = warnAt / 2; // milliseconds: a person who types asks the server for nothing
  const LOOKED_EVERY = 5_000;

  // A second later than the server's, so that it agrees: the warning, which is shown by then, lets nothing be sent.
  const after = (seconds) => Date.now() + (Number(seconds) + 1) * 1000;

  let ends = after(warning.dataset.left);
  let told = Date.now();
  let looked = Date.now();
  let typed = document.querySelector(".govuk-error-summary") !== null;
  let held = null; // all that stood on the page, while the session is not theirs

  const ask = async (method) => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    const headers = method === "POST" ? { "X-CSRFToken": token } : { Unattended: "on" };
    try {
      const answer = await fetch(here, { method, headers, cache: "no-store" });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null; // not reached: what is known already goes on
    }
  };

  const takeAway = () => {
    held = { title: document.title, nodes: [...document.body.childNodes] };
    if (warning.open) warning.close();
    document.title = screen.dataset.title;
    document.body.replaceChildren(screen.content.cloneNode(true));
    document.querySelector("h1").focus();
  };

  const bringBack = (token) => {
    document.body.replaceChildren(...held.nodes);
    document.title = held.title;
    held = null;
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  };

  const look = async (method = "GET") => {
    looked = Date.now();
    const now = await ask(method);
    if (now === null) return;
    if (now.left > 0 && now.who !== who) return location.replace("/"); // somebody else's session: nothing here is theirs
    ends = after(now.left);
    if (now.left > 0 && held) bringBack(now.token);
    if (now.left > 0) return;
    if (!held) takeAway();
    if (!typed) location.replace(`${signIn}?next=${encodeURIComponent(location.pathname + location.search)}`);
  };

  const warn = async () => {
    await look(); // something may have been done in another tab
    const left = ends - Date.now();
    if (held || left > warnAt || warning.open) return;
    const at = new Date(ends).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    document.getElementById("idle-at").textContent = at;
    warning.showModal();
  };

  const stay = () => {
    if (warning.open) warning.close();
    told = Date.now();
    look("POST");
  };

  const done = () => {
    if (!held && !warning.open && Date.now() - told > TOLD_EVERY) stay();
  };

  const tick = () => {
    const left = ends - Date.now();
    const due = Date.now() - looked > LOOKED_EVERY && !document.hidden;
    if (held) return due && look();
    if (left <= 0) { takeAway(); return look(); }
    if (left <= warnAt && !warning.open) return warn();
  };

  for (const act of ["keydown", "pointerdown", "wheel", "input"]) document.addEventListener(act, done, { passive: true });
  document.addEventListener("input", (event) => { typed ||= event.target.form?.method === "post"; });
  document.addEventListener("visibilitychange", () => document.hidden || look());
  document.getElementById("idle-stay").addEventListener("click", stay);
  warning.addEventListener("cancel", (event) => { event.preventDefault(); stay(); });
  setInterval(tick, 1_000);
})();
