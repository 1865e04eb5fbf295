// Tells Python when the page turns light or dark (Streamlit recolours its own widgets, but not our charts) and how much
// room it has (a figure with labels is laid out in Python, for a width that Streamlit does not tell), and goes where
// a click on a chart led: as the browser's back and forward do, so that filters stay in the address.
export default function ({ data, parentElement, setStateValue }) {
  if (data.go && parentElement.went !== data.turn) {
    parentElement.went = data.turn;
    history.pushState({}, "", data.go);
    dispatchEvent(new PopStateEvent("popstate"));
  }
  const look = () => {
    const ground = getComputedStyle(parentElement.host ?? parentElement).getPropertyValue("--st-background-color").trim();
    if (!/^#[0-9a-f]{6}$/i.test(ground)) return;
    const light = [1, 3, 5].reduce((sum, at) => sum + parseInt(ground.slice(at, at + 2), 16), 0) > 382;
    const mode = light ? "light" : "dark";
    if (mode !== told) { told = mode; setStateValue("mode", mode); }
    const page = document.querySelector('[data-testid="stMainBlockContainer"]');
    if (!page) return;
    const pad = getComputedStyle(page);
    const room = page.clientWidth - parseFloat(pad.paddingLeft) - parseFloat(pad.paddingRight);
    const width = Math.floor(room / 40) * 40;
    if (width > 0 && (width === seen || !seen) && width !== wide) { wide = width; setStateValue("width", width); }
    seen = width;  // a change is told when it has held for two looks: a window being dragged is not worth a run each step
  };
  let told = data.mode, wide = data.width, seen = 0;
  const timer = setInterval(look, 400);
  look();
  return () => clearInterval(timer);
}
