// Tells the form that opened this window which picture was added, and closes the window.

const added = document.getElementById("picture-added");
if (window.opener) {
  window.opener.postMessage({ pictureAdded: added.dataset.picture }, location.origin);
  window.close();
}
