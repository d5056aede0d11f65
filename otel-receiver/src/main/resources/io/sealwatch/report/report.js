
(function () {
  "use strict";
  var root = document.documentElement;
  var theme = document.getElementById("theme");
  theme.hidden = false;
  theme.addEventListener("click", function () {
    var dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  var find = document.getElementById("find");
  if (!find) { return; }
  find.hidden = false;
  var rows = Array.prototype.slice.call(document.getElementById("changes").rows);
  var texts = rows.map(function (row) { return row.textContent.toLowerCase(); });
  var found = document.getElementById("found");
  find.addEventListener("input", function () {
    var wanted = find.value.toLowerCase();
    var shown = 0;
    rows.forEach(function (row, index) {
      row.hidden = texts[index].indexOf(wanted) < 0;
      shown += row.hidden ? 0 : 1;
    });
    found.textContent = wanted ? shown + " of " + rows.length : "";
  });
})();
