// A passkey that was not there, or not shown: said on the page, where a person looks, and not in the console.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const said = document.getElementById("passkey-failed");
  said.hidden = false;
  said.focus();
});

// A button that needs scripts is shown once they are in place: pressed before, it would do nothing and say nothing.
document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("#passkey-add, #passkey-show")) button.hidden = false;
});
