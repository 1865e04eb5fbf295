// Sentences with their marks. Every word of an article is set with textContent; nothing is parsed as HTML.
export default function ({ data, parentElement }) {
  const make = (tag, name, text) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const link = (row) => {
    const anchor = make("a");
    anchor.href = row.href;
    anchor.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
      event.preventDefault();
      // What the browser's own back and forward do: Streamlit turns the page without loading everything anew.
      history.pushState({}, "", anchor.href);
      dispatchEvent(new PopStateEvent("popstate"));
    });
    return anchor;
  };
  const list = make("ul", data.headlines ? "headlines" : "");
  for (const row of data.rows) {
    const item = make("li");
    const sentence = make("p");
    for (const [text, layers] of row.pieces) {
      let inner = document.createTextNode(text);
      for (const layer of [...layers].reverse()) {
        const mark = make("span", "mark " + layer);
        mark.append(inner);
        inner = mark;
      }
      sentence.append(inner);
    }
    const meta = make("div", "meta");
    const where = make("span");
    if (data.headlines) {
      const whole = link(row);
      whole.append(...sentence.childNodes);
      sentence.append(whole);
      where.append(make("b", "", row.outlet));
      meta.append(where, make("span", "soft", row.date));
    } else {
      const anchor = link(row);
      anchor.title = row.title;
      anchor.append(make("b", "", row.outlet), make("span", "soft", " · " + row.date + " · "), make("span", "go", "read on"));
      where.append(anchor);
      meta.append(where);
      if (row.tag) meta.append(make("span", "soft", row.tag));
    }
    item.append(sentence, meta);
    if (row.note && !row.same) item.append(make("div", "note", row.note));
    list.append(item);
  }
  parentElement.querySelectorAll("ul").forEach((old) => old.remove());
  parentElement.append(list);
}
