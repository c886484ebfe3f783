/** The page's own script: filters, copy buttons, folds. The page can be read without it. */
export const script = `"use strict";
(() => {
  const form = document.getElementById("filters");
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

  if (form) {
    const items = all("[data-v]").map((el) => ({ el, text: el.textContent.toLowerCase() }));
    const groups = all("[data-group]").reverse();
    const sections = all("main > section");
    const links = all("nav a").map((el) => ({ el, target: document.getElementById(el.hash.slice(1)) }));
    const output = form.querySelector("output");
    const apply = () => {
      const want = Object.fromEntries(new FormData(form));
      const words = want.q.toLowerCase().split(/\\s+/).filter(Boolean);
      const active = words.length > 0 || ["v", "s", "u", "t"].some((key) => want[key]);
      let shown = 0;
      for (const { el, text } of items) {
        const fits = ["v", "s", "u", "t"].every((key) => !want[key] || el.dataset[key] === want[key]) &&
          words.every((word) => text.includes(word));
        el.hidden = !fits;
        if (fits) shown++;
      }
      for (const el of groups) {
        const some = el.querySelector("[data-v]:not([hidden])") !== null;
        el.hidden = !some;
      }
      for (const el of sections) el.hidden = active && el.querySelector("[data-v]:not([hidden])") === null;
      for (const { el, target } of links) el.hidden = target !== null && target.closest("[hidden]") !== null;
      for (const el of all("details[data-group], [data-group] details")) {
        if (active && !el.hidden && el.dataset.mine === undefined && !el.open) { el.open = true; el.dataset.mine = ""; }
        if (!active && el.dataset.mine !== undefined) { el.open = false; delete el.dataset.mine; }
      }
      output.textContent = active ? shown.toLocaleString("en") + " of " + items.length.toLocaleString("en") + " results" : "";
    };
    let waiting;
    form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, items.length > 1000 ? 150 : 0); });
    form.addEventListener("reset", () => setTimeout(apply));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    apply();
  }

  for (const figure of all("figure.copy")) {
    const pre = figure.querySelector("pre");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    const name = figure.querySelector("figcaption").textContent;
    button.setAttribute("aria-label", "Copy " + name);
    const say = (text) => { button.textContent = text; setTimeout(() => { button.textContent = "Copy"; }, 1600); };
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(pre.textContent);
        say("Copied");
      } catch {
        getSelection().selectAllChildren(pre);
        say(document.execCommand("copy") ? "Copied" : "Selected");
      }
    });
    figure.append(button);
  }

  const reveal = () => {
    const target = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
    if (!target) return;
    const fold = target.matches("section") ? target.querySelector(":scope > details") : target.closest("details");
    if (fold) fold.open = true;
  };
  addEventListener("hashchange", reveal);
  reveal();

  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details[data-group]:not([open]), [data-group] details:not([open])").filter((el) => el.querySelectorAll("tr, li").length <= 400);
    for (const el of folded) el.open = true;
  });
  addEventListener("afterprint", () => { for (const el of folded) el.open = false; });
})();
`;
