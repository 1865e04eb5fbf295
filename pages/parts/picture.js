// A chart as a picture: what the reader sees, at twice the resolution, with the title and caption of its panel above and
// its source below. Plotly's own export has neither our fonts nor a map sharper than the screen (docs/adr/0010).
const SCALE = 2, MARGIN = 24, NARROWEST = 480; // px of the page, but for the scale
const WAIT_MS = 15000;

export default function ({ data, parentElement }) {
  enter(parentElement);
  parentElement.querySelectorAll("button").forEach((old) => old.remove());
  for (const chart of data.charts) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = chart.label;
    button.addEventListener("click", async () => {
      if (button.getAttribute("aria-busy") === "true") return;
      const tell = (words, busy) => { button.textContent = words; button.setAttribute("aria-busy", busy); };
      tell("Making the picture …", true);
      try {
        save(await picture(chart, data.note), chart.file);
        tell(chart.label, false);
      } catch (error) {
        tell("No picture: wait until the chart is drawn, then try again", false);
        setTimeout(() => tell(chart.label, false), 4000);
      }
    });
    parentElement.append(button);
  }
}

// Streamlit hangs the popover at the end of the page: without this, Tab would pass through all of it to come here.
function enter(parentElement) {
  const body = (parentElement.host ?? parentElement).closest('[data-testid="stPopoverBody"]');
  if (!body || body.hasAttribute("tabindex")) return; // drawn again while it is open: the reader is somewhere inside
  body.tabIndex = -1;
  body.style.outline = "none";
  body.focus();
}

function save(canvas, file) {
  canvas.toBlob((blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }, "image/png");
}

async function picture({ chart, source }, note) {
  const plot = document.querySelector(`.st-key-${chart} .js-plotly-plot`);
  const { width, height } = plot._fullLayout;
  const drawn = await drawing(plot, width, height);
  const style = getComputedStyle(plot), app = getComputedStyle(document.querySelector(".stApp"));
  const panel = plot.closest('[class*="st-key-panel_"]') ?? plot;
  const room = Math.max(width, NARROWEST);
  const said = [
    ...(note ? [{ text: note, size: 13, weight: 650, soft: true, after: 6 }] : []),
    { text: panel.querySelector("h1, h2, h3")?.textContent ?? "", size: 21, weight: 700, line: 1.2, after: 4 },
    ...captions(panel, plot).map((text) => ({ text, size: 14, soft: true, after: 2 })),
  ].filter(({ text }) => text);
  const below = source.map((text) => ({ text, size: 12, soft: true, after: 2 }));

  const canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
  const family = app.fontFamily;
  await Promise.all([400, 650, 700].map((weight) => document.fonts.load(`${weight} 16px ${family}`)));
  const head = laid(pen, said, room, family), foot = laid(pen, below, room, family);
  canvas.width = (room + 2 * MARGIN) * SCALE;
  canvas.height = Math.ceil((MARGIN + 10 + head.height + 12 + height + 12 + 9 + foot.height + MARGIN) * SCALE);
  pen.scale(SCALE, SCALE);
  const ink = app.color;
  pen.fillStyle = app.backgroundColor;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  let top = MARGIN;
  pen.fillStyle = ink;
  pen.fillRect(MARGIN, top, room, 2);
  top = write(pen, head, MARGIN, top + 10, ink) + 12;
  pen.drawImage(drawn, MARGIN, top, width, height);
  top += height + 12;
  pen.globalAlpha = 0.25;
  pen.fillRect(MARGIN, top, room, 1);
  write(pen, foot, MARGIN, top + 9, ink);
  return canvas;
}

// The captions of the panel that stand before the chart: its key. What stands below is its source, which we write anew.
function captions(panel, plot) {
  return [...panel.querySelectorAll('[data-testid="stCaptionContainer"]')]
    .filter((one) => one.compareDocumentPosition(plot) & Node.DOCUMENT_POSITION_FOLLOWING)
    .map((one) => one.textContent.trim());
}

// Paragraphs broken into lines of at most `room` px.
function laid(pen, paragraphs, room, family) {
  let height = 0;
  const lines = [];
  for (const { text, size, weight = 400, soft = false, line = 1.4, after } of paragraphs) {
    const font = `${weight} ${size}px ${family}`;
    pen.font = font;
    for (const words of broken(pen, text, room)) {
      lines.push({ words, font, soft, at: height + size * (line + 0.72) / 2 });
      height += size * line;
    }
    height += after;
  }
  return { lines, height };
}

function broken(pen, text, room) {
  const lines = [];
  for (const word of text.split(/\s+/)) {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length && pen.measureText(longer).width <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function write(pen, { lines, height }, left, top, ink) {
  for (const { words, font, soft, at } of lines) {
    pen.font = font;
    pen.globalAlpha = soft ? 0.78 : 1;
    pen.fillStyle = ink;
    pen.fillText(words, left, top + at);
  }
  pen.globalAlpha = 1;
  return top + height;
}

// The chart itself: the map's canvas, if there is one, and Plotly's drawing over it.
async function drawing(plot, width, height) {
  const canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  pen.scale(SCALE, SCALE);
  const map = plot._fullLayout.map?._subplot?.map;
  if (plot._fullLayout.map) await drawMap(pen, map, plot);
  pen.drawImage(await svgImage(plot, width, height), 0, 0, width, height);
  return canvas;
}

// MapLibre keeps what it has drawn only until the browser shows it: it is copied while it draws.
async function drawMap(pen, map, plot) {
  const once = (event) => new Promise((done, failed) => {
    map.once(event, done);
    setTimeout(() => failed(new Error(`no ${event} of the map`)), WAIT_MS);
  });
  const before = map.getPixelRatio();
  try {
    const quiet = once("idle");
    map.setPixelRatio(SCALE);
    map.triggerRepaint();
    await quiet;
    const box = map.getCanvas().getBoundingClientRect(), origin = plot.getBoundingClientRect();
    const copied = once("render").then(
      () => pen.drawImage(map.getCanvas(), box.x - origin.x, box.y - origin.y, box.width, box.height),
    );
    map.triggerRepaint();
    await copied;
  } finally {
    map.setPixelRatio(before);
  }
}

// Plotly's layers as one image. An image may load nothing, so the fonts of the page travel inside it.
async function svgImage(plot, width, height) {
  const whole = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  whole.setAttribute("width", width * SCALE);
  whole.setAttribute("height", height * SCALE);
  whole.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const fonts = document.createElementNS("http://www.w3.org/2000/svg", "style");
  whole.append(fonts);
  for (const layer of plot.querySelectorAll(".main-svg")) {
    const copy = layer.cloneNode(true);
    copy.style.background = "none";
    copy.querySelectorAll(".hoverlayer, .draglayer, .zoomlayer").forEach((part) => part.remove());
    whole.append(copy);
  }
  const families = new Set([...plot.querySelectorAll("text, tspan")].flatMap(
    (text) => getComputedStyle(text).fontFamily.split(",").map((name) => name.trim().replace(/["']/g, ""))));
  fonts.textContent = (await fontFaces(families)).join("\n");
  const address = URL.createObjectURL(
    new Blob([new XMLSerializer().serializeToString(whole)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(address);
  }
}

// The page's own rules for these families, with the font files written into them.
async function fontFaces(families) {
  const faces = [...document.styleSheets].flatMap((sheet) => {
    let rules = [];
    try { rules = [...sheet.cssRules]; } catch { /* a sheet of the reader's browser, which may not be read */ }
    return rules.filter((rule) => rule instanceof CSSFontFaceRule).map((rule) => [rule, sheet.href ?? document.baseURI]);
  }).filter(([rule]) => families.has(rule.style.getPropertyValue("font-family").replace(/["']/g, "")));
  return Promise.all(faces.map(async ([rule, base]) => {
    const written = rule.style.getPropertyValue("src").match(/url\("([^"]+)"\)/);
    return written ? rule.cssText.replace(written[0], `url("${await dataAddress(new URL(written[1], base))}")`) : "";
  }));
}

async function dataAddress(address) {
  const file = await (await fetch(address)).blob();
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = failed;
    reader.readAsDataURL(file);
  });
}
