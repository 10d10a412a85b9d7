// Words that are selected in the text fill the fields of the form above it; without this script they are typed.
"use strict";

{
  const form = document.getElementById("words-form");
  const fields = form.elements;

  document.querySelector("[data-selecting]").hidden = false;

  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const paragraph = range.startContainer.parentElement?.closest("[data-paragraph]");
    // Words of one paragraph only; each holds its text and nothing else, so that offsets are those of the text.
    if (!paragraph || range.startContainer !== range.endContainer) return;
    const selected = range.toString();
    const words = selected.trim();
    if (!words || words.length > fields.words.maxLength) return;
    const before = range.startContainer.data.slice(0, range.startOffset);
    fields.words.value = words;
    fields.paragraph.value = paragraph.dataset.paragraph;
    // Characters are counted as the archive counts them: one that takes two units of the script is one.
    fields.start.value = [...before].length + [...selected].length - [...selected.trimStart()].length;
  });

  fields.words.addEventListener("input", () => {
    fields.paragraph.value = fields.start.value = "";
  });
}
