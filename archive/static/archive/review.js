// Keys of the review screens: <button data-keys="y Enter">, <a data-keys="s">. Without this script all is clicked.
"use strict";

{
  const byKey = new Map();
  for (const element of document.querySelectorAll("[data-keys]")) {
    for (const key of element.dataset.keys.split(" ")) byKey.set(key, element);
  }
  // A key that is held down, or pressed again before the next page is there, decides once.
  let leaving = false;

  document.addEventListener("submit", (event) => {
    if (leaving) event.preventDefault();
    leaving = true;
  });
  window.addEventListener("pageshow", () => {
    leaving = false;
  });

  document.addEventListener("keydown", (event) => {
    if (event.repeat || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || leaving) return;
    const at = event.target;
    if (event.key === "Escape" && at.matches("input, textarea, select")) {
      at.blur();
      return;
    }
    if (at.matches("input, textarea, select")) return;
    if (event.key === "Enter" && at.matches("a, button, summary")) return; // Enter is theirs
    const element = byKey.get(event.key.length === 1 ? event.key.toLowerCase() : event.key);
    if (!element) return;
    event.preventDefault();
    const field = document.getElementById(element.dataset.focus ?? "");
    if (field) {
      field.focus();
      field.select();
      field.scrollIntoView({ block: "center" });
    } else {
      element.click();
    }
  });

  // The records that what is being typed may mean: <input data-candidates="ADDRESS" data-field="KEY" data-list="ID">.
  for (const field of document.querySelectorAll("input[data-candidates]")) {
    const list = document.getElementById(field.dataset.list);
    let waiting = 0;

    const ask = async () => {
      const typed = field.value.trim();
      const address = new URL(field.dataset.candidates, location.href);
      address.searchParams.set("field", field.dataset.field);
      address.searchParams.set("find", typed);
      try {
        const answer = await fetch(address);
        // A slow answer to what is no longer in the field is passed over.
        if (answer.ok && typed === field.value.trim()) list.innerHTML = await answer.text();
      } catch {
        list.replaceChildren(); // offline: the button beside the field says so when it is pressed
      }
    };

    field.addEventListener("input", (event) => {
      if (event.isComposing) return; // an input method has not settled the characters
      clearTimeout(waiting);
      waiting = setTimeout(ask, 150);
    });
    field.addEventListener("compositionend", () => field.dispatchEvent(new InputEvent("input")));

    // Down and up go through the field and the records.
    field.closest("section").addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const stops = [field, ...list.querySelectorAll("button")];
      const here = stops.indexOf(document.activeElement);
      if (here < 0) return;
      const step = event.key === "ArrowDown" ? 1 : stops.length - 1;
      stops[(here + step) % stops.length].focus();
      event.preventDefault();
    });
  }
}
