// An article with its marks and, beside them, what was understood. Every word is set with textContent.
const LAYERS = [["place", "Places"], ["time", "Times"], ["quote", "Quotes"], ["speaker", "Voices"], ["event", "Events"]];
const GAP = 4;

const make = (tag, name, text) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text !== undefined) element.textContent = text;
  return element;
};
const button = (name, text, act) => {
  const element = make("button", name, text);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
};
const go = (address) => { // as the browser's own back and forward do: Streamlit turns the page and loads nothing anew
  history.pushState({}, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
};
const link = (text, address) => {
  const anchor = make("a", "", text);
  anchor.href = address;
  anchor.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    go(address);
  });
  return anchor;
};
// Tops that keep the order of the rows, leave no two overlapping, and lie as near to the wishes as can be in all
// (isotonic regression by pooling adjacent violators); a heavy row stays where it wants to be.
const spread = (rows, floor) => {
  const pools = [];
  let above = 0;
  rows.forEach((row, at) => {
    row.above = above;
    above += row.high + GAP;
    let pool = { until: at + 1, weight: row.weight, goal: row.want - row.above };
    while (pools.length && pools[pools.length - 1].goal > pool.goal) {
      const before = pools.pop(), weight = before.weight + pool.weight;
      pool = { until: pool.until, weight, goal: (before.goal * before.weight + pool.goal * pool.weight) / weight };
    }
    pools.push(pool);
  });
  let at = 0;
  for (const pool of pools) for (; at < pool.until; at += 1) rows[at].y = Math.max(pool.goal, floor) + rows[at].above;
  return rows.length ? rows[rows.length - 1].y + rows[rows.length - 1].high : 0;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const state = (parentElement.dateline ??= { off: new Set(), furniture: false, seen: "", article: "", open: null, lit: [] });
  const arrival = [data.id, data.open, data.block, data.turn].join("@");
  const fresh = state.seen !== arrival;
  const asked = data.open !== null || data.block !== null;
  const noteOf = (key) => data.notes[data.marks[key][0]];
  if (fresh) {
    Object.assign(state, { seen: arrival, open: data.open, lit: data.sentence === null ? [] : [data.sentence] });
    if (data.open !== null) state.off.delete(noteOf(data.open).layer);
    if (data.block !== null && ["furniture", "repeat"].includes(data.blocks[data.block].kind)) state.furniture = true;
  }

  const root = make("div", "reader");
  const pieces = data.marks.map(() => []); // the elements of each mark, in text order
  const sentences = []; // the elements of each sentence
  const sentencesOf = data.marks.map(() => new Set());
  const text = make("div", "text");
  const notes = make("ol", "notes");
  notes.setAttribute("aria-label", "What was understood, mark by mark");
  const cards = [];

  // What Dateline says of the article, below its headline.
  const about = () => {
    const box = make("div", "about");
    const line = make("p", "source", data.source.map((part) => part + " · ").join(""));
    line.append(make("span", "date", data.date), " ", button("plain", "Correct the date", () => setTriggerValue("date", true)));
    if (data.url) {
      const out = make("a", "", "source page");
      out.href = data.url; out.target = "_blank"; out.rel = "noopener noreferrer";
      line.append(" · ", out);
    }
    box.append(line);
    if (data.language && data.language !== "en") {
      let name = data.language;
      try { name = new Intl.DisplayNames("en", { type: "language" }).of(name); } catch { /* its code says it too */ }
      box.append(make("p", "source", "In " + name + ". English is analysed; this article is shown as it is."));
    }
    if (data.copies.length) {
      const copies = make("p", "source", "The same text also stands in ");
      data.copies.forEach(([label, address], number) => copies.append(number ? "; " : "", link(label, address)));
      box.append(copies);
    }
    data.removed.forEach(([label, correction]) => {
      const gone = make("p", "source", "Taken out by a person: " + label + ". ");
      gone.append(button("plain", "Bring it back", () => setTriggerValue("back", correction)));
      box.append(gone);
    });
    if (data.left_out) box.append(make("p", "source", data.left_out));
    return box;
  };

  let headed = false;
  const home = data.marks.map(() => -1); // the block of each mark
  const blocks = data.blocks.map((block, number) => {
    const first = block.kind === "headline" && !headed;
    const tag = first ? "h2" : block.kind === "heading" || block.kind === "headline" ? "h3" : "p";
    const element = make(tag, block.kind);
    for (const [words, keys, sentence] of block.pieces) {
      let inner = document.createTextNode(words);
      for (const key of [...keys].reverse()) {
        const note = noteOf(key);
        const mark = make("span", "mark " + note.layer + (note.uncertain ? " uncertain" : ""));
        mark.dataset.mark = key;
        mark.append(inner);
        pieces[key].push(mark);
        if (sentence >= 0) sentencesOf[key].add(sentence);
        if (home[key] < 0) home[key] = number;
        inner = mark;
      }
      if (sentence >= 0) {
        const part = make("span", "s");
        part.append(inner);
        (sentences[sentence] ??= []).push(part);
        inner = part;
      }
      element.append(inner);
    }
    text.append(element);
    if (first) { headed = true; text.append(about()); }
    return element;
  });
  if (!headed) text.prepend(make("h2", "", data.title), about());

  const hot = (key, on) => {
    pieces[key].forEach((piece) => piece.classList.toggle("hot", on));
    cards[key].item.classList.toggle("hot", on);
  };
  const light = (numbers) => {
    state.lit.forEach((number) => sentences[number]?.forEach((part) => part.classList.remove("lit")));
    state.lit = numbers;
    numbers.forEach((number) => sentences[number]?.forEach((part) => part.classList.add("lit")));
  };
  // Shows what was understood of a mark, and lights its sentence.
  const open = (key, keepLight) => {
    if (state.open !== null && state.open !== key) show(state.open, false);
    state.open = key;
    if (key !== null) show(key, true);
    if (!keepLight) light(key === null ? [] : [...sentencesOf[key]]);
    place();
  };
  const show = (key, on) => {
    if (!cards[key]) return;
    cards[key].button.setAttribute("aria-expanded", String(on));
    pieces[key].forEach((piece) => piece.classList.toggle("open", on));
    cards[key].item.querySelector(".told")?.remove();
    if (on) cards[key].item.append(told(key));
  };
  // All that is known of a mark: made when it is opened.
  const told = (key) => {
    const note = noteOf(key), box = make("div", "told");
    if (note.reason) box.append(make("p", "why", note.reason));
    const sure = [note.sure, note.uncertain ? "shown as uncertain" : ""].filter(Boolean).join(", ");
    if (sure) box.append(make("p", "", sure));
    if (note.facts.length) {
      const list = make("dl");
      note.facts.forEach(([name, value]) => list.append(make("dt", "", name), make("dd", "", value)));
      box.append(list);
    }
    const acts = make("p", "acts");
    if (data.elsewhere[note.of] && note.key) {
      acts.append(link("All sentences", data.elsewhere[note.of] + encodeURIComponent(note.key)));
    }
    if (data.marks[key][1]) {
      acts.append(button("plain", "This mark is wrong", () => setTriggerValue("wrong", data.first + key)));
    }
    if (acts.childNodes.length) box.append(acts);
    return box;
  };

  // A margin explains a name once: later mentions, and a speaker beside the speaker's own quote, keep their note until
  // it is asked for by a click or by the keyboard.
  const known = new Set();
  const quoted = new Set(data.marks.flatMap((_, key) =>
    noteOf(key).layer === "quote" ? [home[key] + noteOf(key).label.split(" · ")[0]] : []));
  const quiet = data.marks.map((_, key) => {
    const { layer, label } = noteOf(key);
    const again = known.has(layer + label);
    known.add(layer + label);
    return again || (layer === "speaker" && quoted.has(home[key] + label.split(" · ")[0]));
  });

  data.marks.forEach((_, key) => {
    const note = noteOf(key);
    const item = make("li", "n-" + note.layer + (quiet[key] ? " quiet" : ""));
    const head = button("head", undefined, () => open(state.open === key ? null : key));
    head.append(make("b", "", note.label));
    if (note.uncertain) head.append(make("i", "", " · unsure"));
    if (note.detail) head.append(make("span", "brief", note.detail));
    head.setAttribute("aria-expanded", "false");
    if (quiet[key]) head.addEventListener("focus", () => { if (head.matches(":focus-visible")) open(key); });
    item.addEventListener("mouseenter", () => hot(key, true));
    item.addEventListener("mouseleave", () => hot(key, false));
    item.append(head);
    notes.append(item);
    cards.push({ item, button: head, width: 0, short: 0, full: 0 });
  });

  const shown = (key) => !state.off.has(noteOf(key).layer);
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

  // Each note at the height of its mark, in short where it would touch the next one; the open one keeps its place.
  const place = () => {
    if (!page.isConnected || !page.offsetWidth) return;
    const { top } = page.getBoundingClientRect();
    const clear = parseFloat(getComputedStyle(root).getPropertyValue("--notes-clear")) || 0;
    const floor = Math.max(0, clear - (top - root.getBoundingClientRect().top));
    const width = notes.clientWidth;
    const rows = cards
      .map((card, key) => ({ card, key, box: pieces[key][0] && shown(key) && (!quiet[key] || key === state.open) && pieces[key][0].getClientRects()[0] }))
      .filter((row) => row.box)
      .sort((one, other) => one.box.top - other.box.top || one.key - other.key);
    const unmeasured = rows.filter((row) => row.card.width !== width);
    unmeasured.forEach(({ card }) => card.item.classList.add("roomy"));
    unmeasured.forEach(({ card }) => { card.full = card.button.offsetHeight; });
    unmeasured.forEach(({ card }) => card.item.classList.remove("roomy"));
    unmeasured.forEach(({ card }) => { card.short = card.button.offsetHeight; card.width = width; });
    for (const row of rows) {
      const opened = row.key === state.open;
      row.want = row.box.top - top;
      row.high = opened ? row.card.item.offsetHeight : row.card.short;
      row.weight = opened ? 1e6 : 1;
    }
    const bottom = spread(rows, floor);
    rows.forEach((row, at) => {
      const room = (rows[at + 1]?.y ?? Infinity) - row.y - GAP;
      row.card.item.classList.toggle("roomy", row.card.full <= room);
      row.card.item.style.top = row.y + "px";
    });
    page.style.minHeight = bottom + GAP + "px";
  };

  const paint = () => {
    data.marks.forEach((_, key) => {
      const on = shown(key);
      cards[key].item.hidden = !on || !pieces[key].length;
      pieces[key].forEach((piece) => piece.classList.toggle("off", !on));
    });
    root.classList.toggle("bare", !state.furniture);
    place();
  };

  const layers = make("div", "layers");
  layers.setAttribute("role", "group");
  layers.setAttribute("aria-label", "Layers of marks");
  const toggle = (label, key, pressed, change, layer) => {
    const set = () => switched.setAttribute("aria-pressed", String(pressed()));
    const switched = button("", undefined, () => { change(); set(); paint(); });
    switched.append(make("span", layer ? "mark " + layer : "", label));
    switched.title = "Show or hide (key " + key + ")";
    set();
    layers.append(switched);
    return switched;
  };
  LAYERS.forEach(([layer, name], number) => {
    toggle(name + " " + data.counts[number], number + 1, () => !state.off.has(layer),
      () => (state.off.has(layer) ? state.off.delete(layer) : state.off.add(layer)), layer);
  });
  const furniture = data.furniture && toggle("Page furniture " + data.furniture, "f", () => state.furniture,
    () => { state.furniture = !state.furniture; });

  const page = make("div", "page");
  page.append(text, notes);
  root.append(layers, page);
  parentElement.querySelectorAll(".reader").forEach((old) => old.remove());
  parentElement.append(root);

  paint();
  light(state.lit);
  open(state.open, fresh && data.sentence !== null && state.open === null);
  const settle = () => {
    place();
    if (!fresh) return;
    const goal = data.open !== null ? pieces[data.open][0] : data.block !== null ? blocks[data.block] : null;
    if (goal) {
      if (data.open === null && data.sentence === null) goal.classList.add("lit");
      (data.sentence !== null && sentences[data.sentence]?.[0] || goal).scrollIntoView({ block: "center" });
    } else if (state.article && state.article !== data.id) {
      root.scrollIntoView({ block: "nearest" });
    }
    state.article = data.id;
  };

  // The keys of this page (docs/keyboard.md); help.js takes those of every page first.
  const inOrder = [...new Set([...text.querySelectorAll("[data-mark]")].map((piece) => +piece.dataset.mark))];
  const step = (by) => {
    const seen = inOrder.filter((key) => shown(key) && pieces[key][0].getClientRects().length);
    const at = seen.indexOf(state.open);
    const next = seen[at < 0 ? (by > 0 ? 0 : seen.length - 1) : at + by];
    if (next === undefined) return;
    open(next);
    pieces[next][0].scrollIntoView({ block: "nearest" });
    cards[next].button.focus({ preventScroll: true });
  };
  const pressed = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const [focus] = event.composedPath();
    if (focus.isContentEditable || focus.closest?.("input,textarea,select,dialog,[role=listbox],[role=dialog],[role=grid]")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "Escape") { if (state.open !== null || state.lit.length) open(null); }
    else if (event.key === "f" && furniture) furniture.click();
    else if (event.key === "p" && data.beside[0]) go(data.beside[0]);
    else if (event.key === "n" && data.beside[1]) go(data.beside[1]);
    else if (/^[1-5]$/.test(event.key)) layers.children[+event.key - 1].click();
  };
  document.addEventListener("keydown", pressed);
  document.fonts.ready.then(() => requestAnimationFrame(settle));
  const watcher = new ResizeObserver(() => place());
  watcher.observe(text);
  watcher.observe(root);
  return () => { watcher.disconnect(); document.removeEventListener("keydown", pressed); };
}
