// Comforts for pages that already work without this file.
"use strict";

const form = document.querySelector("form.ask");
if (form) {
  const box = form.elements.question;
  const button = form.querySelector("button");
  // Enter asks; Shift+Enter starts a new line. While an input method composes a syllable, Enter belongs to it.
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  form.addEventListener("submit", () => {
    button.setAttribute("aria-busy", "true");
    button.textContent = "Đang tra…";
  });
  // Coming back by the browser's back button finds the form as it was.
  window.addEventListener("pageshow", () => {
    button.removeAttribute("aria-busy");
    button.textContent = "Tra cứu";
  });
  if (!box.value && matchMedia("(hover: hover)").matches) box.focus();
}

// The anchor leads to the clause; in a long one the quote may be further down, out of sight.
const mark = document.querySelector("mark");
if (mark) {
  addEventListener("load", () => {
    const box = mark.getBoundingClientRect();
    if (box.top < 0 || box.bottom > innerHeight) mark.scrollIntoView({ block: "center" });
  });
}
