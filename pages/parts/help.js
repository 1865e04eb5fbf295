// The Help button, its dialog, and the keys that hold on every page. They rest while a text is being typed.
const PREFIX_MS = 1500; // how long "g" waits for the letter of a page
const PATIENCE_MS = 1500; // how long the sidebar may take to open

const make = (tag, name, text) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text !== undefined) element.textContent = text;
  return element;
};
const typing = (event) => {
  const [focus] = event.composedPath();
  return focus.isContentEditable || Boolean(focus.closest?.("input,textarea,select,[role=listbox],[role=grid],[role=textbox]"));
};
const keys = (title, rows) => {
  const table = make("table");
  table.append(make("caption", "", title));
  for (const [key, does] of rows) {
    const row = make("tr"), pressed = make("th");
    pressed.scope = "row";
    key.split(" ").forEach((one, number) => pressed.append(number ? " " : "", make("kbd", "", one)));
    row.append(pressed, make("td", "", does));
    table.append(row);
  }
  return table;
};

const search = (label, until) => {
  const field = document.querySelector(`input[aria-label="${CSS.escape(label)}"]`);
  if (field?.getBoundingClientRect().right > 0) { field.focus(); field.select(); return; }
  document.querySelector('[data-testid="stExpandSidebarButton"]')?.click();
  if (Date.now() < until) setTimeout(search, 50, label, until);
};
const pressed = (held, event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event)) return;
  const page = Date.now() - held.prefixed < PREFIX_MS && held.data.jumps[event.key];
  held.prefixed = 0;
  const modal = document.querySelector("[role=dialog]") !== null; // one of Streamlit's
  if (event.key === "?" && !modal) { if (held.dialog.isConnected) held.toggle(); }
  else if ((held.dialog.open && held.dialog.isConnected) || modal) return;
  else if (page) {
    history.pushState({}, "", page);
    dispatchEvent(new PopStateEvent("popstate"));
  } else if (event.key === "g") held.prefixed = Date.now();
  else if (event.key === "/") search(held.data.search, Date.now() + PATIENCE_MS);
  else return;
  event.preventDefault();
  event.stopPropagation(); // the letter is spent: it is no key of the page
};

export default function ({ data, parentElement }) {
  const root = make("div", "help"), opener = make("button", "opener", "Help"), dialog = make("dialog");
  opener.type = "button";
  opener.title = "Words and keys (key ?)";
  opener.setAttribute("aria-haspopup", "dialog");
  const heading = make("h2", "", "Help"), close = make("button", "close", "Close");
  heading.id = "help-title";
  close.type = "button";
  dialog.setAttribute("aria-labelledby", heading.id);
  const head = make("header");
  head.append(heading, close);
  const left = make("section"), right = make("section"), list = make("ul"), words = make("dl");
  data.try.forEach((line) => list.append(make("li", "", line)));
  left.append(make("h3", "", "Try this"), list, make("h3", "", "Keys"));
  if (data.own.length) left.append(keys("On this page", data.own));
  left.append(keys("On every page", data.every), make("p", "soft", "Keys rest while you type in a field."));
  data.glossary.forEach(([word, meaning]) => words.append(make("dt", "", word), make("dd", "", meaning)));
  right.append(make("h3", "", "What the words mean"), words);
  const body = make("div", "body");
  body.tabIndex = 0; // it scrolls, so the keyboard must reach it
  body.setAttribute("role", "group");
  body.setAttribute("aria-label", "Help: text");
  body.append(left, right);
  dialog.append(head, body);
  root.append(opener, dialog);

  const wasOpen = parentElement.querySelector(".help dialog")?.open; // a rerun behind it must not close it
  parentElement.querySelectorAll(".help").forEach((old) => old.remove());
  parentElement.append(root);
  const toggle = () => (dialog.open ? dialog.close() : dialog.showModal());
  if (wasOpen) dialog.showModal();
  opener.addEventListener("click", toggle);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

  // While a page turns, its header is gone for a moment: the keys of every page outlive it, with what it told last.
  const held = (window.datelineKeys ??= { prefixed: 0 });
  Object.assign(held, { data, dialog, toggle });
  if (!held.listening) {
    held.listening = true;
    document.addEventListener("keydown", (event) => pressed(held, event), true);
  }
}
