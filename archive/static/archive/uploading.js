// The screens of the import: files can be dropped and are counted before they are sent; progress is followed.
"use strict";

const form = document.querySelector("form.upload");
if (form) {
  const input = form.querySelector("input[type=file]");
  const zone = form.querySelector(".drop");
  const list = form.querySelector(".chosen");
  const limits = form.dataset;
  const size = (bytes) => (bytes < 1 << 20 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / (1 << 20)).toFixed(1)} MB`);

  const show = () => {
    const files = [...input.files];
    const together = files.reduce((sum, file) => sum + file.size, 0);
    input.setCustomValidity(
      files.length > Number(limits.most) ? limits.tooMany : together > Number(limits.together) ? limits.tooMuch : "",
    );
    list.replaceChildren(
      ...files.map((file) => {
        const item = document.createElement("li");
        item.textContent = `${file.name} (${size(file.size)})`;
        if (file.size > Number(limits.largest)) item.append(` ${limits.tooLarge}`);
        return item;
      }),
    );
    input.reportValidity();
  };

  form.querySelector(".scripted").hidden = false;
  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.classList.add("over");
    });
  }
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    const all = new DataTransfer();
    for (const file of [...input.files, ...event.dataTransfer.files]) all.items.add(file);
    input.files = all.files;
    show();
  });
  input.addEventListener("change", show);
  if (input.files.length) show(); // chosen before this ran, or kept by the browser on the way back
  form.addEventListener("submit", () => {
    const button = form.querySelector("button[type=submit]");
    button.disabled = true;
    button.textContent = limits.sending;
  });
}

const progress = document.querySelector("[data-progress]");
if (progress) {
  const look = async () => {
    try {
      const response = await fetch(progress.dataset.progress, { headers: { Accept: "application/json" } });
      if (!response.ok) throw new Error(response.statusText);
      const now = await response.json();
      if (now.state !== progress.dataset.state) {
        location.reload();
        return;
      }
      progress.querySelector("progress").value = now.done;
      progress.querySelector(".done").textContent = now.done;
    } catch {
      // The server may be starting again: it is asked once more.
    }
    setTimeout(look, 1000);
  };
  setTimeout(look, 500);
}
