// Sends without loading the page anew. Without this file the page does the same, one load a message.
"use strict";

(() => {
  const PATIENCE = 30000;
  let busy = false;

  const find = (id, where = document) => where.getElementById(id);

  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (event.target.id !== "talk" || !button || button.name === "switch") return;
    event.preventDefault();
    send(event.target, button);
  });

  document.addEventListener("keydown", (event) => {
    const writing = event.target.id === "text" && event.key === "Enter";
    if (!writing || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    find("send").click();
  });

  document.addEventListener("click", (event) => {
    const leave = event.target.closest("#leave");
    if (!leave) return;
    event.preventDefault();
    document.body.hidden = true;
    location.replace(leave.href);
  });

  async function send(form, button) {
    const field = find("text");
    const typed = button.name !== "say";
    const text = (typed ? field.value : button.value).trim();
    if (busy || !text) return;
    busy = true;
    const data = new FormData(form);
    if (!typed) data.set("say", text);
    data.set("transcript", "[]"); // only the new exchange has to travel
    if (typed) field.value = "";
    find("trouble").textContent = "";
    const pending = find("pending").content.firstElementChild.cloneNode(true);
    pending.firstElementChild.textContent = text;
    find("log").append(pending);
    document.body.classList.add("busy");
    show(pending);
    try {
      const reply = await fetch(form.action, { method: "POST", body: data, signal: limit() });
      if (!reply.ok) throw new Error(reply.status);
      swap(new DOMParser().parseFromString(await reply.text(), "text/html"), pending);
    } catch (error) {
      pending.remove();
      if (typed) field.value = text;
      find("trouble").textContent = find("trouble").dataset.offline;
    }
    busy = false;
    document.body.classList.remove("busy");
    settle(typed);
  }

  // Puts the new exchange in; the conversation before it is already here.
  function swap(page, pending) {
    const log = find("log", page);
    const fresh = find("latest", page);
    const told = JSON.parse(carried(page).value);
    if (!log || !fresh) throw new Error("not our page");
    const before = "forgotten" in log.dataset ? [] : JSON.parse(carried(document).value);
    carried(page).value = JSON.stringify([...before, ...told].slice(-20));
    find("latest")?.removeAttribute("id");
    document.querySelectorAll("#log .again").forEach((old) => old.remove());
    pending.remove();
    if ("forgotten" in log.dataset) find("log").replaceChildren();
    if (page.documentElement.lang === document.documentElement.lang) {
      find("log").append(fresh);
      for (const id of ["carried", "picks"]) find(id).replaceWith(find(id, page));
      if (document.querySelector(".langs a")) {
        document.querySelector(".langs").replaceWith(page.querySelector(".langs"));
      }
    } else { // another language of the page was chosen in words
      log.prepend(...find("log").children);
      find("text", page).value = find("text").value;
      document.documentElement.lang = page.documentElement.lang;
      document.title = page.title;
      document.body.replaceWith(page.body);
    }
    document.body.classList.add("talking");
    show(find("latest"));
  }

  const carried = (page) => page.querySelector("#carried [name=transcript]");

  const limit = () => (AbortSignal.timeout ? AbortSignal.timeout(PATIENCE) : undefined);

  const show = (exchange) => exchange.scrollIntoView({ block: "start" });

  // Keyboards stay in the field; a touch must not make the screen keyboard jump up.
  function settle(typed) {
    if (typed || matchMedia("(pointer: fine)").matches) find("text").focus({ preventScroll: true });
    else find("log").focus({ preventScroll: true });
  }
})();
