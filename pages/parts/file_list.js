// The files of a job. Names and sentences are set with textContent; nothing is parsed as HTML.
const SIGNS = { waiting: "○", reading: "◐", added: "✓", held: "=", partly: "!", failed: "!", stopped: "–", empty: "–", retried: "↻" };
export default function ({ data, parentElement, setTriggerValue }) {
  const make = (tag, name, text) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const link = (href) => {
    const anchor = make("a", "", "Open the article");
    anchor.href = href;
    anchor.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
      event.preventDefault();
      history.pushState({}, "", anchor.href);
      dispatchEvent(new PopStateEvent("popstate"));
    });
    return anchor;
  };
  const list = make("ul");
  for (const row of data.rows) {
    const item = make("li", row.status);
    const sign = make("span", "sign", SIGNS[row.status] ?? "");
    sign.setAttribute("aria-hidden", "true");
    const name = make("span", "name", row.name);
    name.title = row.name;
    const line = make("div", "line");
    line.append(sign, name, make("span", "words", row.words));
    if (row.href) line.append(link(row.href));
    if (row.again) {
      const button = make("button", "", "Try again");
      button.type = "button";
      button.setAttribute("aria-label", "Try again: " + row.name);
      button.addEventListener("click", () => setTriggerValue("again", row.again));
      line.append(button);
    }
    item.append(line);
    if (row.share !== null) {
      const bar = make("div", "bar");
      const done = make("div");
      done.style.width = `${Math.round(row.share * 100)}%`;
      bar.append(done);
      item.append(bar);
    }
    for (const sentence of row.sentences) item.append(make("p", "", sentence));
    list.append(item);
  }
  parentElement.querySelectorAll("ul").forEach((old) => old.remove());
  parentElement.append(list);
}
