// Says so when the board could not refresh: a list that silently stood still once left a child unlooked-for.

"use strict";

(() => {
  const LATE = 75_000; // milliseconds: two refreshes have failed to come
  const stale = document.getElementById("board-stale");
  let refreshed = Date.now();

  const show = (isStale) => { stale.hidden = !isStale; };
  const isBoard = (event) => event.detail.elt?.id === "board";

  document.addEventListener("htmx:beforeSwap", (event) => {
    // A sign-in page, or an error, must not take the board's place.
    if (isBoard(event) && !event.detail.serverResponse.includes('id="board"')) {
      event.detail.shouldSwap = false;
      show(true);
    }
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.requestConfig?.elt?.id !== "board" || !document.getElementById("board")) return;
    refreshed = Date.now();
    show(false);
  });
  for (const failed of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failed, () => show(true));
  }
  // A laptop that slept, or a tab the browser put to rest, had no failure to hear of.
  setInterval(() => { if (Date.now() - refreshed > LATE) show(true); }, 5_000);
})();
