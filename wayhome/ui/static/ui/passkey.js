// A passkey that was not there, or not shown: said on the page, where a person looks, and not in the console.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const said = document.getElementById("passkey-failed");
  said.hidden = false;
  said.focus();
});
