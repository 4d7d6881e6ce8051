// Lets the button of a form use a passkey, by allauth's script, and says when that did not work.
// A module knows no currentScript, so its own element is found by its attribute.
const { kind, button, credential, options, passwordless } =
  document.querySelector("script[data-kind]").dataset;

window.allauth.webauthn.forms[kind]({
  ids: {
    login: button,
    authenticate: button,
    add: button,
    credential,
    data: options,
    passwordless,
  },
});

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.getElementById("passkey-problem").hidden = false;
});
