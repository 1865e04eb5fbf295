// Tells Python when the page turns light or dark (Streamlit recolours its own widgets, but not our charts), and goes
// where a click on a chart led: as the browser's back and forward do, so that filters stay in the address.
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
  };
  let told = data.mode;
  const timer = setInterval(look, 400);
  look();
  return () => clearInterval(timer);
}
