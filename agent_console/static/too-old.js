// Says what is needed where a page could not work, instead of staying blank. Written so that any browser reads it.
(function () {
  "use strict";
  var page = document.getElementById("page");
  var name = page ? page.getAttribute("data-name") : "";
  var talks = name === "desk" || name === "call" || name === "floor";
  var missing = [];

  function need(what, there) {
    if (!there) missing.push(what);
  }

  need("ES modules", "noModule" in document.createElement("script"));
  need("Custom Elements", "customElements" in window);
  need("WebSocket", "WebSocket" in window);
  need("ES2022", typeof Object.hasOwn === "function" && typeof Array.prototype.at === "function");
  need("Popover", !talks || name === "call" || "popover" in HTMLElement.prototype);
  need("WebRTC", !talks || "RTCPeerConnection" in window);
  need("Web Audio", !talks || "AudioContext" in window);
  if (!page || !missing.length) return;

  // Nothing of the page may half work.
  while (page.firstChild) page.removeChild(page.firstChild);
  var notice = document.getElementById("too-old");
  notice.removeAttribute("hidden");
  document.getElementById("too-old-missing").appendChild(document.createTextNode(missing.join(", ")));
})();
