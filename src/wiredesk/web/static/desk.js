/* Keys, the slider, what arrives.  Every page works without this file. */
(function () {
  "use strict";
  var doc = document;
  function all(sel, root) { return Array.prototype.slice.call((root || doc).querySelectorAll(sel)); }
  function seen(n) { return n && n.getClientRects().length > 0; }
  function items() { return all("main [data-item]").filter(seen); }
  function current() {
    var n = doc.activeElement;
    return n && n.closest ? n.closest("[data-item]") : null;
  }
  function say(text, beside) {
    var box = doc.getElementById("said");
    if (!beside) box.textContent = "";
    var p = doc.createElement("p");
    p.className = "news";
    p.textContent = text;
    box.appendChild(p);
  }

  /* j, k */
  var last = null;
  function step(by) {
    var list = items();
    if (!list.length) return;
    var at = list.indexOf(current() || last);
    var next = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(list.length - 1, Math.max(0, at + by))];
    last = next;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }
  function open(item) {
    if (!item) return;
    var fold = item.querySelector("details.evidence");
    if (fold) { fold.open = !fold.open; return; }
    var link = item.querySelector("a[data-open]") || item.querySelector("a[href]");
    if (link) link.click();
  }
  /* what a key presses: in the line one is at, else the only one of the page */
  function press(key) {
    var item = current() || (last && doc.contains(last) ? last : null);
    var sel = '[data-key="' + key + '"]';
    var found = item && item.querySelector(sel);
    if (!found) {
      var list = all(sel).filter(function (n) { return !n.closest("[data-item]"); });
      found = list[0];
    }
    if (!found) return false;
    if (found.tagName === "SUMMARY") {
      for (var up = found.parentElement; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
      var field = found.parentElement.querySelector("textarea, input:not([type=hidden]), button");
      if (field) field.focus();
    } else { found.click(); }
    return true;
  }
  function turn(by) {
    var tabs = all(".tabs > a");
    var at = tabs.findIndex(function (a) { return a.hasAttribute("aria-current"); });
    if (at >= 0 && tabs[at + by]) tabs[at + by].click();
  }
  var going = 0;
  var help = doc.getElementById("help");
  function toHelp() { if (help && help.showModal) { if (!help.open) help.showModal(); return true; } return false; }
  doc.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    var t = event.target, key = event.key;
    var typing = t.matches && t.matches("input:not([type=checkbox]):not([type=range]), textarea, select");
    if (key === "Escape") {
      if (typing) { t.blur(); if (last && doc.contains(last)) last.focus(); }
      all("details.menu[open], details.write[open]").forEach(function (d) { d.open = false; });
      return;
    }
    if (typing || (help && help.open)) return;
    var done = true;
    if (Date.now() - going < 1200) {
      going = 0;
      var to = { s: "/", l: "/log", c: "/changes", o: "/sources", a: "/alerts" }[key];
      if (to) { location.href = to; event.preventDefault(); return; }
    }
    if (key === "j") step(1);
    else if (key === "k") step(-1);
    else if (key === "o") open(current() || last);
    else if (key === "Enter" && t.matches && t.matches("[data-item]")) open(t);
    else if (key === "/") { var f = doc.querySelector("[data-slash]"); f.focus(); f.select(); }
    else if (key === "?") done = toHelp();
    else if (key === "g") going = Date.now();
    else if (key === "[") turn(-1);
    else if (key === "]") turn(1);
    else if (key === "x") {
      var item = current() || last, box = item && item.querySelector("[data-pick]");
      if (box) { box.click(); item.focus({ preventScroll: true }); } else done = false;
    }
    else if ("ampunTtA".indexOf(key) >= 0 && key.length === 1) {
      done = press(key);
      if (!done && key === "u") say("There is nothing of yours to undo.");
      if (!done && "apn".indexOf(key) >= 0 && items().length) {
        say(current() || last ? "Not one claim alone: open it (o), and judge each claim on its own page."
          : "Go to a line first (j and k), then judge it.");
      }
    }
    else done = false;
    if (done) event.preventDefault();
  });
  doc.addEventListener("focusin", function (event) {
    var item = event.target.closest && event.target.closest("[data-item]");
    if (item) last = item;
  });
  all("[data-help]").forEach(function (a) {
    a.addEventListener("click", function (event) { if (toHelp()) event.preventDefault(); });
  });

  /* menus close when one leaves them */
  doc.addEventListener("click", function (event) {
    all("details.menu[open]").forEach(function (d) { if (!d.contains(event.target)) d.open = false; });
  });

  /* filters act at once */
  all("[data-now]").forEach(function (n) {
    n.addEventListener("change", function () { n.form.requestSubmit ? n.form.requestSubmit() : n.form.submit(); });
  });

  /* the slider says where it stands, and goes there */
  var slider = doc.getElementById("moment");
  if (slider) {
    var stops = all("#moments option").map(function (o) { return o.label; });
    var shown = doc.getElementById("moment-said");
    slider.addEventListener("input", function () {
      shown.textContent = stops[+slider.value] || "";
      slider.setAttribute("aria-valuetext", shown.textContent);
    });
    slider.addEventListener("change", function () {
      clearTimeout(slider._go);
      slider._go = setTimeout(function () { slider.form.submit(); }, 500);
    });
  }

  /* how many are selected */
  function picked(form) {
    var tray = form.querySelector("#picked");
    if (!tray) return;
    var n = form.querySelectorAll("[data-pick]:checked").length;
    tray.textContent = n ? n + (n === 1 ? " claim selected" : " claims selected") : "Select claims";
  }
  all("form.merge").forEach(function (form) {
    form.addEventListener("change", function () { picked(form); });
    picked(form);
  });

  /* a passage that an address leads to is lit in all its parts */
  function arrive() {
    var id = decodeURIComponent(location.hash.slice(1));
    all(".st.lit").forEach(function (n) { n.classList.remove("lit"); });
    if (id.slice(0, 2) !== "p-") {
      var t = id && doc.getElementById(id);
      for (var up = t; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
      return;
    }
    all("[data-s]").forEach(function (n) {
      if (n.getAttribute("data-s").split(" ").indexOf(id.slice(2)) >= 0) n.classList.add("lit");
    });
  }
  window.addEventListener("hashchange", arrive);
  arrive();

  /* one stays where one was after an act */
  try {
    var key = "wiredesk " + location.pathname;
    var kept = JSON.parse(sessionStorage.getItem(key) || "null");
    if (kept && doc.querySelector(".said") && !location.hash) {
      window.scrollTo(0, kept.y);
      var list = items();
      if (kept.at >= 0 && list.length) {
        last = list[Math.min(kept.at, list.length - 1)];
        last.focus({ preventScroll: true });
      }
    }
    sessionStorage.removeItem(key);
    doc.addEventListener("submit", function (event) {
      if (event.target.method !== "post") return;
      var item = event.target.closest("[data-item]") || current() || last;
      sessionStorage.setItem(key, JSON.stringify({ y: window.scrollY, at: items().indexOf(item) }));
    });
  } catch (e) { /* no storage: one starts at the top */ }

  /* what arrives */
  var live = doc.body.getAttribute("data-live");
  if (live && window.EventSource) {
    var stamp = doc.body.getAttribute("data-stamp");
    var source = new EventSource(live);
    source.addEventListener("desk", function (event) {
      var now = JSON.parse(event.data).stamp;
      if (!now || now === stamp) return;
      stamp = now;
      if (doc.querySelector("[data-part]")) renew(); else offer();
    });
    source.addEventListener("told", function () { alerted(); if (doc.querySelector("[data-part]")) renew(true); });
    window.addEventListener("pagehide", function () { source.close(); });
  }
  function offer() {
    var box = doc.getElementById("said");
    if (box.querySelector(".fresh")) return;
    var div = doc.createElement("div");
    div.className = "news fresh";
    var p = doc.createElement("p");
    p.textContent = "The desk has changed.";
    var b = doc.createElement("button");
    b.type = "button";
    b.textContent = "Show it here";
    b.addEventListener("click", function () { location.reload(); });
    div.appendChild(p);
    div.appendChild(b);
    box.appendChild(div);
  }
  function tally(panel) { var n = panel.querySelector(".count"); return n ? parseInt(n.textContent, 10) || 0 : 0; }
  /* the panel of alerts is renewed where it stands, unless it is open */
  function alerted() {
    fetch("/alerts", { headers: { accept: "text/html" } }).then(function (r) { return r.ok ? r.text() : ""; }).then(function (text) {
      var fresh = text && new DOMParser().parseFromString(text, "text/html").getElementById("alerts");
      var old = doc.getElementById("alerts");
      if (!fresh || !old || old.open) return;
      all("input[name=next]", fresh).forEach(function (n) { n.value = location.pathname + location.search; });
      var more = tally(fresh), was = tally(old);
      old.replaceWith(doc.adoptNode(fresh));
      if (more > was) say((more - was === 1 ? "One alert" : more - was + " alerts") + " more: see New, at the top.", true);
    });
  }
  function renew(quiet) {
    fetch(location.href, { headers: { accept: "text/html" } }).then(function (r) { return r.ok ? r.text() : ""; }).then(function (text) {
      if (!text) return;
      var fresh = new DOMParser().parseFromString(text, "text/html");
      var old = doc.querySelector("[data-part]"), part = fresh.querySelector("[data-part]");
      if (!old || !part) return;
      var at = items().indexOf(current()), href = at >= 0 && current().querySelector("a[data-open]").getAttribute("href");
      old.replaceWith(doc.adoptNode(part));
      var tally = doc.getElementById("tally"), now = fresh.getElementById("tally");
      if (tally && now) tally.textContent = now.textContent;
      if (href) {
        var again = all("[data-item]").filter(function (n) { var a = n.querySelector("a[data-open]"); return a && a.getAttribute("href") === href; })[0];
        if (again) again.focus({ preventScroll: true });
      }
      if (!quiet) say("New at the desk: " + (now ? now.textContent : "the list was renewed") + ".");
    });
  }
})();
