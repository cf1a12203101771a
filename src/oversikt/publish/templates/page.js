"use strict";
// Every number shows its incidents; without scripts its link leads to all of them.
(function () {
  var all = Array.prototype.slice.call(document.querySelectorAll("details.incident"));
  var chosen = document.getElementById("chosen");
  function show(ids, name) {
    var wanted = ids && new Set(ids.trim().split(" ").map(function (id) { return "i-" + id; }));
    all.forEach(function (one) { one.hidden = wanted ? !wanted.has(one.id) : false; });
    chosen.hidden = !wanted;
    if (wanted) chosen.firstElementChild.textContent = wanted.size + " of " + all.length + " incidents: " + name;
  }
  document.querySelectorAll("a.cell").forEach(function (cell) {
    cell.addEventListener("click", function () { show(cell.dataset.ids, cell.dataset.name); });
  });
  chosen.querySelector("button").addEventListener("click", function () { show(null); });
  function open() {
    var one = location.hash.indexOf("#i-") === 0 && document.getElementById(location.hash.slice(1));
    if (one) { show(null); one.open = true; one.scrollIntoView(); }
  }
  window.addEventListener("hashchange", open);
  open();
})();
