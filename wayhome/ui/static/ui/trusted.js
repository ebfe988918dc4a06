// htmx and the MoJ components write markup. The policy of the page lets markup through, in which no script runs without
// its nonce, and lets no text become a script or the address of one.

"use strict";

window.trustedTypes?.createPolicy("default", { createHTML: (markup) => markup });
