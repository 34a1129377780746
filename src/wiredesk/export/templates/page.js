(function () {
  "use strict";
  function open(node) {
    for (var up = node; up; up = up.parentElement) {
      if (up.tagName === "DETAILS") up.open = true;
    }
  }
  function light(ids) {
    document.querySelectorAll(".st.lit").forEach(function (n) { n.classList.remove("lit"); });
    document.querySelectorAll(".st").forEach(function (n) {
      var mine = (n.getAttribute("data-s") || "").split(" ");
      if (ids.some(function (id) { return mine.indexOf(id) >= 0; })) n.classList.add("lit");
    });
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[data-p], a[data-r]");
    if (!link) return;
    var target = document.getElementById(link.getAttribute("href").slice(1));
    if (!target) return;
    open(target);
    var list = link.closest(".passages, tr");
    var ids = [link.getAttribute("data-p")];
    if (list) list.querySelectorAll("[data-p]").forEach(function (n) { ids.push(n.getAttribute("data-p")); });
    light(ids.filter(Boolean));
    var back = document.getElementById("back");
    if (!back) {
      back = document.createElement("button");
      back.id = "back";
      back.type = "button";
      back.textContent = "Back to where you were";
      document.body.appendChild(back);
    }
    back.hidden = false;
    back.onclick = function () {
      back.hidden = true;
      link.scrollIntoView({ block: "center" });
      link.focus({ preventScroll: true });
    };
  });
  function arrive() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) { open(target); target.scrollIntoView({ block: "center" }); }
  }
  window.addEventListener("hashchange", arrive);
  arrive();
})();
