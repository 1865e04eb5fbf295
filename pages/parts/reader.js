// An article with its marks and, beside them, what was understood. Every word is set with textContent.
const LAYERS = [["place", "Places"], ["time", "Times"], ["quote", "Quotes"], ["speaker", "Voices"], ["event", "Events"]];
const GAP = 3;

const make = (tag, name, text) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text !== undefined) element.textContent = text;
  return element;
};

export default function ({ data, parentElement }) {
  const state = (parentElement.dateline ??= { off: new Set(), bare: false, seen: "", open: null });
  const arrival = data.id + "@" + data.open + "@" + data.block;
  const fresh = state.seen !== arrival;
  if (fresh) { state.seen = arrival; state.open = data.open; }

  const root = make("div", "reader");
  const pieces = data.marks.map(() => []); // the elements of each mark, in text order
  const text = make("div", "text");
  const notes = make("ol", "notes");
  notes.setAttribute("aria-label", "What was understood, mark by mark");
  const cards = [];

  const source = () => {
    const line = make("p", "source", data.source);
    if (data.url) {
      const out = make("a", "", "source page");
      out.href = data.url; out.target = "_blank"; out.rel = "noopener noreferrer";
      line.append(" · ", out);
    }
    return line;
  };

  let headed = false;
  const home = data.marks.map(() => -1); // the block of each mark
  const blocks = data.blocks.map((block, number) => {
    const first = block.kind === "headline" && !headed;
    const tag = first ? "h2" : block.kind === "heading" || block.kind === "headline" ? "h3" : "p";
    const element = make(tag, block.kind);
    for (const [words, keys] of block.pieces) {
      let inner = document.createTextNode(words);
      for (const key of [...keys].reverse()) {
        const mark = make("span", "mark " + data.marks[key].layer + (data.marks[key].uncertain ? " uncertain" : ""));
        mark.dataset.mark = key;
        mark.append(inner);
        pieces[key].push(mark);
        if (home[key] < 0) home[key] = number;
        inner = mark;
      }
      element.append(inner);
    }
    text.append(element);
    if (first) { headed = true; text.append(source()); }
    return element;
  });
  if (!headed) {
    text.prepend(make("h2", "", data.title), source());
  }

  const hot = (key, on) => {
    pieces[key].forEach((piece) => piece.classList.toggle("hot", on));
    cards[key].button.classList.toggle("hot", on);
  };
  const open = (key) => {
    state.open = key;
    cards.forEach((card, other) => card.button.setAttribute("aria-expanded", String(other === key)));
    pieces.forEach((parts, other) => parts.forEach((piece) => piece.classList.toggle("open", other === key)));
    place();
  };

  // A margin explains a name once: later mentions, and a speaker beside the speaker's own quote, keep their note until
  // it is asked for by a click or by the keyboard.
  const told = new Set();
  const quoted = new Set(data.marks.flatMap((mark, key) =>
    mark.layer === "quote" ? [home[key] + mark.label.split(" · ")[0]] : []));
  const quiet = data.marks.map((mark, key) => {
    const again = told.has(mark.layer + mark.label);
    told.add(mark.layer + mark.label);
    return again || (mark.layer === "speaker" && quoted.has(home[key] + mark.label.split(" · ")[0]));
  });

  data.marks.forEach((mark, key) => {
    const item = make("li", quiet[key] ? "quiet" : "");
    const button = make("button", "n-" + mark.layer);
    button.type = "button";
    button.append(make("b", "", mark.label));
    if (mark.uncertain) button.append(make("i", "", " · unsure"));
    if (mark.detail) button.append(make("div", "more", mark.detail));
    if (mark.reason) button.append(make("div", "more why", mark.reason));
    if (mark.sure) button.append(make("div", "more", mark.sure));
    button.addEventListener("click", () => open(state.open === key ? null : key));
    if (quiet[key]) button.addEventListener("focus", () => { if (button.matches(":focus-visible")) open(key); });
    button.addEventListener("mouseenter", () => hot(key, true));
    button.addEventListener("mouseleave", () => hot(key, false));
    item.append(button);
    notes.append(item);
    cards.push({ item, button });
  });

  const shown = (key) => !state.off.has(data.marks[key].layer);
  // The marks under the pointer, the innermost first.
  const under = (event) => {
    const found = [];
    for (let at = event.target; at && at !== text; at = at.parentNode) {
      if (at.dataset?.mark !== undefined && shown(+at.dataset.mark)) found.push(+at.dataset.mark);
    }
    return found;
  };
  text.addEventListener("click", (event) => {
    const keys = under(event);
    if (keys.length) open(keys[(keys.indexOf(state.open) + 1) % keys.length]);
  });
  for (const [name, on] of [["mouseover", true], ["mouseout", false]]) {
    text.addEventListener(name, (event) => { const [key] = under(event); if (key !== undefined) hot(key, on); });
  }

  // Each note at the height of its mark; where notes would collide they give way, the open one last.
  const place = () => {
    const top = page.getBoundingClientRect().top;
    const rows = cards
      .map((card, key) => ({ card, key, mark: pieces[key][0] }))
      .filter((row) => row.mark && shown(row.key) && (!quiet[row.key] || row.key === state.open) && row.mark.getClientRects().length)
      .map((row) => ({ ...row, want: row.mark.getClientRects()[0].top - top, high: row.card.item.offsetHeight }))
      .sort((one, other) => one.want - other.want || one.key - other.key);
    const pivot = Math.max(0, rows.findIndex((row) => row.key === state.open));
    let below = -Infinity;
    for (let at = pivot; at < rows.length; at += 1) {
      rows[at].y = Math.max(rows[at].want, below);
      below = rows[at].y + rows[at].high + GAP;
    }
    let above = rows[pivot]?.y ?? 0;
    for (let at = pivot - 1; at >= 0; at -= 1) {
      rows[at].y = Math.min(rows[at].want, above - rows[at].high - GAP);
      above = rows[at].y;
    }
    let floor = 0; // nothing above the text
    for (const row of rows) {
      if (row.y < floor) row.y = floor;
      floor = row.y + row.high + GAP;
      row.card.item.style.top = row.y + "px";
    }
    page.style.minHeight = Math.max(floor, 0) + "px";
  };

  const paint = () => {
    data.marks.forEach((mark, key) => {
      const on = shown(key);
      cards[key].item.hidden = !on || !pieces[key].length;
      pieces[key].forEach((piece) => piece.classList.toggle("off", !on));
    });
    root.classList.toggle("bare", state.bare);
    place();
  };

  const layers = make("div", "layers");
  layers.setAttribute("role", "group");
  layers.setAttribute("aria-label", "Layers of marks");
  layers.setAttribute("aria-description", "Keys: 1 to 5 switch a layer, j and k go from mark to mark");
  const toggle = (label, pressed, change, layer) => {
    const button = make("button");
    button.type = "button";
    button.append(make("span", layer ? "mark " + layer : "", label));
    const set = () => button.setAttribute("aria-pressed", String(pressed()));
    button.addEventListener("click", () => { change(); set(); paint(); });
    set();
    layers.append(button);
  };
  for (const [layer, name] of LAYERS) { // in the order of the keys 1 to 5
    const count = data.marks.filter((mark) => mark.layer === layer).length;
    toggle(name + " " + count, () => !state.off.has(layer),
      () => (state.off.has(layer) ? state.off.delete(layer) : state.off.add(layer)), layer);
  }
  if (data.furniture) toggle("Page furniture " + data.furniture, () => !state.bare, () => { state.bare = !state.bare; });
  layers.append(make("span", "keys", "Keys: 1–5 layers, j next mark, k previous"));

  const page = make("div", "page");
  page.append(text, notes);
  root.append(layers, page);
  parentElement.querySelectorAll(".reader").forEach((old) => old.remove());
  parentElement.append(root);

  paint();
  open(state.open);
  const settle = () => {
    place();
    if (fresh && (data.open !== null || data.block !== null)) {
      const goal = data.open !== null && pieces[data.open][0] ? pieces[data.open][0] : blocks[data.block];
      goal?.scrollIntoView({ block: "center" });
    }
  };
  // j and k go to the next and the previous mark in reading order, 1 to 5 switch the layers, Escape closes the note.
  const inOrder = [...new Set([...text.querySelectorAll("[data-mark]")].map((piece) => +piece.dataset.mark))];
  const step = (by) => {
    const seen = inOrder.filter(shown);
    const at = seen.indexOf(state.open);
    const next = seen[at < 0 ? (by > 0 ? 0 : seen.length - 1) : at + by];
    if (next === undefined) return;
    open(next);
    pieces[next][0].scrollIntoView({ block: "nearest" });
  };
  const pressed = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const [focus] = event.composedPath();
    if (focus.isContentEditable || focus.closest?.("input,textarea,select,[role=listbox],[role=dialog],[role=grid]")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "Escape" && state.open !== null) open(null);
    else if (/^[1-5]$/.test(event.key)) layers.children[+event.key - 1].click();
  };
  document.addEventListener("keydown", pressed);
  document.fonts.ready.then(() => requestAnimationFrame(settle));
  const watcher = new ResizeObserver(() => place());
  watcher.observe(text);
  return () => { watcher.disconnect(); document.removeEventListener("keydown", pressed); };
}
