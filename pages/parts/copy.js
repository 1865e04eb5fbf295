// Copies the address of the page: corpus, filters and choice are all in it.
export default function ({ data, parentElement }) {
  const address = () => {
    const shown = new URL(location.href);
    for (const [key, value] of new URLSearchParams(data.query)) if (!shown.searchParams.has(key)) shown.searchParams.set(key, value);
    return shown.href;
  };
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = data.label;
  button.title = "Copies the address of what is shown: corpus, filters and choice are in it";
  button.addEventListener("click", async () => {
    let done = true;
    try { await navigator.clipboard.writeText(address()); } catch { done = false; }
    button.textContent = done ? "Copied" : "Not allowed: copy it from the address bar";
    setTimeout(() => { button.textContent = data.label; }, 2500);
  });
  parentElement.querySelectorAll("button").forEach((old) => old.remove());
  parentElement.append(button);
}
