// Which stories match the filter, and which of them stands on the screen.
(() => {
  "use strict";
  const form = document.getElementById("filter"), matched = document.getElementById("matched");
  const none = document.getElementById("no-match");
  const text = document.getElementById("f-text"), measure = document.getElementById("f-measure"), kind = document.getElementById("f-kind");
  const entries = [...document.querySelectorAll(".list [data-story]")].map((item) => ({ item, story: document.getElementById(item.dataset.story), words: null }));
  if (entries.length < 2) return;
  form.hidden = false;

  const has = (list, one) => !one || list.split(" ").includes(one);
  function matches(entry, wanted) {
    if (!has(entry.story.dataset.measures, measure.value) || !has(entry.story.dataset.kinds, kind.value)) return false;
    if (!wanted.length) return true;
    if (entry.words === null) entry.words = entry.story.textContent.toLowerCase();
    return wanted.every((word) => entry.words.includes(word));
  }
  function filter() {
    const wanted = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const entry of entries) {
      const keep = matches(entry, wanted);
      entry.item.hidden = entry.story.hidden = !keep;
      shown += keep;
    }
    const all = !wanted.length && !measure.value && !kind.value;
    matched.textContent = all ? "" : `${shown} of ${entries.length} stories`;
    none.hidden = shown > 0;
  }
  let waiting = 0;
  text.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  for (const field of [measure, kind]) field.addEventListener("change", filter);
  form.addEventListener("submit", (event) => { event.preventDefault(); filter(); });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { form.reset(); filter(); }
  });
  filter();

  const seen = new IntersectionObserver((changes) => {
    for (const change of changes) {
      const entry = entries.find((one) => one.story === change.target);
      const link = entry.item.querySelector("a");
      if (change.isIntersecting) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }, { rootMargin: "-20% 0px -70% 0px" });
  for (const entry of entries) seen.observe(entry.story);
})();
