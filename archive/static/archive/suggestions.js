// Suggestions under search fields: <input data-suggestions="ADDRESS">. Without this script the field just searches.
"use strict";

for (const field of document.querySelectorAll("input[data-suggestions]")) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.hidden = true;
  field.after(list);
  field.autocomplete = "off";
  let typed = "";
  let waiting = 0;

  const close = () => {
    list.hidden = true;
  };

  const show = (suggestions) => {
    list.replaceChildren(
      ...suggestions.map(({ kind, name, address }) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        const label = document.createElement("span");
        link.href = address;
        link.textContent = name;
        link.lang = "zh-Hans";
        label.textContent = kind;
        item.append(link, label);
        return item;
      }),
    );
    list.hidden = suggestions.length === 0;
  };

  const ask = async () => {
    const text = typed;
    if (!text) {
      close();
      return;
    }
    try {
      const answer = await fetch(`${field.dataset.suggestions}?q=${encodeURIComponent(text)}`);
      // A slow answer to what is no longer in the field is passed over.
      if (answer.ok && text === typed) show((await answer.json()).suggestions);
    } catch {
      close();
    }
  };

  field.addEventListener("input", (event) => {
    if (event.isComposing) return; // an input method has not settled the characters
    typed = field.value.trim();
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  });
  field.addEventListener("compositionend", () => field.dispatchEvent(new InputEvent("input")));

  // Down and up go through field and links; Escape goes back to the field.
  const around = field.closest("form") ?? field.parentElement;
  around.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const stops = [field, ...list.querySelectorAll("a")];
    const here = stops.indexOf(document.activeElement);
    if (here < 0) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : stops.length - 1;
      stops[(here + step) % stops.length].focus();
      event.preventDefault();
    } else if (event.key === "Escape") {
      field.focus();
      close();
      event.preventDefault();
    }
  });
  document.addEventListener("focusin", (event) => {
    if (event.target !== field && !list.contains(event.target)) close();
  });
  document.addEventListener("click", (event) => {
    if (event.target !== field && !list.contains(event.target)) close();
  });
}
