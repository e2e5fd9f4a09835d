"use strict";
(() => {
  const form = document.querySelector(".filters");
  const text = document.getElementById("filter-text");
  const count = document.getElementById("filter-count");
  const fields = [...form.querySelectorAll("select")];
  const findings = [...document.querySelectorAll(".finding")];
  const holders = [...document.querySelectorAll(".incident, .moved li:not(.notice), .folded, .group, .severity, .terms, .moved")];
  const words = new Map();

  if (findings.length === 0) {
    return;
  }

  // The text of a finding with that of its check, read once, when it is first needed.
  function wordsOf(finding) {
    let known = words.get(finding);
    if (known === undefined) {
      const group = finding.closest(".group");
      const title = group === null ? "" : group.querySelector("h4").textContent + " ";
      known = (title + finding.textContent).toLowerCase();
      words.set(finding, known);
    }
    return known;
  }

  function matches(finding, wanted) {
    return fields.every((field) => field.value === "" || finding.dataset[field.dataset.field] === field.value)
      && wanted.every((word) => wordsOf(finding).includes(word));
  }

  function apply() {
    const wanted = text.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
    let shown = 0;
    for (const finding of findings) {
      finding.hidden = !matches(finding, wanted);
      shown += finding.hidden ? 0 : 1;
    }
    for (const holder of holders) {
      holder.hidden = holder.querySelector(".finding:not([hidden])") === null;
    }
    unfold(wanted.length > 0 || fields.some((field) => field.value !== ""));
    count.textContent = shown + " of " + findings.length + " findings shown";
  }

  // What matches is not left folded, and is folded again when everything is shown.
  function unfold(filtered) {
    for (const each of document.querySelectorAll(".folded, .consequences")) {
      each.open = filtered && each.querySelector(".finding:not([hidden])") !== null;
    }
  }

  function reset() {
    form.reset();
    apply();
  }

  // What a link leads to may lie in something that is closed.
  function open() {
    const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    for (let each = target; each !== null; each = each.parentElement) {
      if (each instanceof HTMLDetailsElement) {
        each.open = true;
      }
    }
    if (target !== null && target.matches(".finding")) {
      target.querySelector("details").open = true;
    }
  }

  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  window.addEventListener("hashchange", open);
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.matches("input, select, textarea");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      text.focus();
    } else if (event.key === "Escape" && form.contains(event.target)) {
      reset();
    }
  });

  form.hidden = false;
  apply();
  open();
})();
