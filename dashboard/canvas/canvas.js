// Draws what Python sends and says back what was clicked. vis-network stands in front of this text; nothing is fetched.
// Every word from data becomes a text node or canvas text: no string from data is ever read as HTML.

const BOX = "http://www.w3.org/2000/svg";
const LISTED = "#c53030";
const stages = new WeakMap();

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") made.onclick = value;
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

function mark(shape, colour) {
  const svg = document.createElementNS(BOX, "svg");
  svg.setAttribute("width", "14");
  svg.setAttribute("height", "14");
  svg.setAttribute("viewBox", "0 0 14 14");
  svg.setAttribute("aria-hidden", "true");
  const outlines = {
    dot: "M7 1a6 6 0 1 0 .01 0z", square: "M1.5 1.5h11v11h-11z", triangle: "M7 1l6.5 12H.5z", triangleDown: "M7 13L.5 1h13z",
    diamond: "M7 .5L13.5 7 7 13.5.5 7z", star: "M7 0l2 5 5 .3-4 3.3 1.4 5.2L7 10.8l-4.4 3L4 8.600 0 5.300 5 5z",
    hexagon: "M3.5 1h7L14 7l-3.500 6h-7L0 7z", box: "M2 3.500h10a1.500 1.500 0 0 1 1.500 1.500v4a1.500 1.500 0 0 1-1.500 1.500H2A1.500 1.500 0 0 1 .5 9V5A1.500 1.500 0 0 1 2 3.500z",
  };
  const path = document.createElementNS(BOX, "path");
  path.setAttribute("d", outlines[shape] ?? outlines.dot);
  path.setAttribute("fill", colour);
  svg.append(path);
  return svg;
}

function stroke(colour, dashed) {
  const svg = document.createElementNS(BOX, "svg");
  svg.setAttribute("width", "24");
  svg.setAttribute("height", "8");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(BOX, "line");
  for (const [name, value] of Object.entries({ x1: 0, x2: 24, y1: 4, y2: 4, stroke: colour, "stroke-width": 2 })) line.setAttribute(name, value);
  if (dashed) line.setAttribute("stroke-dasharray", "5 4");
  svg.append(line);
  return svg;
}

function tip(text) {
  const made = document.createElement("div");
  made.textContent = text;
  return made;
}

class Stage {
  constructor(root) {
    this.root = root;
    this.place = element("div", { class: "stage", tabindex: "0", role: "application" });
    this.count = element("span", { class: "count" });
    this.heard = element("div", { class: "heard", role: "status", "aria-live": "polite" });
    this.legend = element("div", { class: "legend", role: "group", "aria-label": "Legend; press a kind to hide or show it" });
    this.working = element("div", { class: "working" }, "Placing…");
    this.labels = element("button", { type: "button", "aria-pressed": "true", onclick: () => this.toggleLabels() }, "Link names");
    const button = (text, said, act) => element("button", { type: "button", title: said, "aria-label": said, onclick: act }, text);
    const bar = element("div", { class: "bar", role: "toolbar", "aria-label": "Picture" },
      button("Fit", "Fit the whole picture (F)", () => this.fit()),
      button("+", "Zoom in (+)", () => this.zoom(1.25)),
      button("−", "Zoom out (−)", () => this.zoom(0.8)),
      this.labels,
      button("Lay out again", "Place everything anew", () => this.layOut()),
      button("PNG", "Save this picture as PNG", () => this.save()),
      this.count);
    const keys = element("div", { class: "keys" }, "Click a thing or a line to see what it rests on; double-click to expand. Keys: arrows move, + − zoom, F fits, N and P step through the things, Enter picks, O expands.");
    this.frame = element("div", { class: "canvas" }, bar, element("div", { class: "frame" }, this.place, this.working), this.legend, keys, this.heard);
    root.append(this.frame);
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.hidden = new Set();
    this.step = -1;
    this.network = null;
    this.place.addEventListener("keydown", (event) => this.key(event));
    this.place.whereIs = (id) => this.whereIs(id);
    this.place.whereIsLink = (id) => this.whereIsLink(id);
    this.place.placeOf = (id) => this.network.getPosition(id);
    this.place.drawn = () => ({ nodes: this.data.nodes, edges: this.data.edges });
  }

  show(data, say) {
    this.say = say;
    if (this.data && this.data.stamp === data.stamp) return this.select(data.selected);
    const fresh = !this.data || this.data.view !== data.view;
    if (fresh) { this.hidden.clear(); this.named = data.edges.length <= 30; }
    this.data = data;
    this.place.style.height = `${data.height}px`;
    this.place.setAttribute("aria-label", data.title);
    this.count.textContent = data.count;
    this.labels.setAttribute("aria-pressed", String(this.named));
    const style = getComputedStyle(this.frame);
    this.ink = style.getPropertyValue("--st-text-color").trim() || "#222";
    this.paper = style.getPropertyValue("--st-background-color").trim() || "#fff";
    this.face = style.getPropertyValue("--st-font").trim() || "sans-serif";
    this.network?.interactionHandler?.popup?.hide();
    if (fresh && this.network) { this.network.destroy(); this.network = null; }
    if (fresh) { this.nodes = new vis.DataSet(); this.edges = new vis.DataSet(); this.placed = this.remembered(); }
    this.fill();
    if (!this.network) this.draw();
    this.settle(fresh);
    this.drawLegend();
    this.select(data.selected);
  }

  node(given) {
    const box = given.shape === "box";
    const border = given.listed ? LISTED : given.root ? this.ink : given.colour;
    return {
      id: given.id, label: given.label, shape: given.shape, title: tip(given.tip), hidden: this.hidden.has(given.type),
      color: { background: given.colour, border, highlight: { background: given.colour, border: this.ink }, hover: { background: given.colour, border: this.ink } },
      borderWidth: given.listed ? 4 : given.root ? 3 : 1, borderWidthSelected: 4, size: given.root ? 22 : 15,
      font: box ? { color: given.ink, size: 16, face: this.face }
        : { color: this.ink, size: 16, face: this.face, strokeWidth: 4, strokeColor: this.paper },
      widthConstraint: { maximum: 180 }, margin: 7,
    };
  }

  edge(given, curve) {
    return {
      id: given.id, from: given.from, to: given.to, title: tip(given.tip), dashes: given.dashed ? [7, 5] : false,
      label: this.named ? given.label : undefined,
      color: { color: given.colour, highlight: this.ink, hover: this.ink }, width: given.wide ? 3 : 1.6, selectionWidth: 2, hoverWidth: 1,
      arrows: { to: { enabled: true, scaleFactor: 0.6 } },
      font: { color: this.ink, size: 13, face: this.face, strokeWidth: 4, strokeColor: this.paper, align: "middle" },
      smooth: curve ? { enabled: true, type: curve > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(curve) } : false,
    };
  }

  fill() {
    const beside = new Map();
    const edges = this.data.edges.map((given) => {
      const pair = [given.from, given.to].sort().join("\u0000");
      const nth = beside.get(pair) ?? 0;
      beside.set(pair, nth + 1);
      const side = (nth % 2 ? -1 : 1) * (given.from < given.to ? 1 : -1);
      return this.edge(given, nth ? side * 0.16 * Math.ceil(nth / 2) : 0);
    });
    const nodes = this.data.nodes.map((given) => this.node(given));
    const here = (set, list) => { const ids = new Set(list.map((one) => one.id)); set.remove(set.getIds().filter((id) => !ids.has(id))); };
    here(this.edges, edges);
    here(this.nodes, nodes);
    this.newcomers = nodes.filter((one) => !this.nodes.get(one.id)).map((one) => one.id);
    this.arrange(nodes, edges);
    this.nodes.update(nodes);
    this.edges.update(edges);
  }

  arrange(nodes, edges) {
    const arrived = new Set(this.newcomers);
    const near = new Map();
    for (const { from, to } of edges) {
      if (arrived.has(from) && this.placed[to]) near.set(from, to);
      if (arrived.has(to) && this.placed[from]) near.set(to, from);
    }
    let turn = 0;
    this.waiting = [];
    for (const one of nodes) {
      if (!arrived.has(one.id)) continue;
      const at = this.placed[one.id];
      if (at) { one.x = at.x; one.y = at.y; continue; }
      this.waiting.push(one.id);
      const host = this.placed[near.get(one.id)];
      const angle = 2.39996 * turn++;
      const reach = host ? 140 : 60 + 22 * Math.sqrt(turn) * 3;
      one.x = (host?.x ?? 0) + reach * Math.cos(angle);
      one.y = (host?.y ?? 0) + reach * Math.sin(angle);
    }
  }

  draw() {
    this.network = new vis.Network(this.place, { nodes: this.nodes, edges: this.edges }, {
      autoResize: true, layout: { randomSeed: 7, improvedLayout: false },
      interaction: { hover: true, selectConnectedEdges: false, multiselect: true, tooltipDelay: 150, keyboard: false, hideEdgesOnDrag: this.data.edges.length > 400 },
      physics: { enabled: false },
      edges: { smooth: false },
    });
    this.network.on("click", ({ nodes, edges }) => {
      if (nodes.length) this.pick("node", nodes[0]);
      else if (edges.length) this.pick("edge", edges[0]);
    });
    this.network.on("doubleClick", ({ nodes }) => { if (nodes.length) this.open(nodes[0]); });
    this.network.on("dragEnd", ({ nodes }) => { if (nodes.length) this.remember(); });
  }

  settle(fresh) {
    if (!this.waiting.length) { this.working.hidden = true; if (fresh) this.fit(true); return; }
    const still = this.nodes.getIds().filter((id) => !this.waiting.includes(id));
    this.nodes.update(still.map((id) => ({ id, fixed: { x: true, y: true } })));
    this.working.hidden = false;
    const network = this.network;
    network.setOptions({ physics: { enabled: true, solver: "barnesHut", barnesHut: { gravitationalConstant: -6500, centralGravity: 0.4, springLength: 135, springConstant: 0.035, avoidOverlap: 0.6, damping: 0.25 }, stabilization: { enabled: false } } });
    network.once("stabilizationIterationsDone", () => {
      if (network !== this.network) return;
      network.setOptions({ physics: { enabled: false } });
      this.nodes.update(still.map((id) => ({ id, fixed: false })));
      if (fresh) this.widen();
      this.waiting = [];
      this.remember();
      this.working.hidden = true;
      this.place.dataset.settled = this.data.stamp;
      if (fresh || this.newcomers.length) this.fit(true);
    });
    network.stabilize(this.data.nodes.length > 300 ? 120 : 300);
  }

  // Forces settle in a circle; the frame is wider than high, and wider reads better.
  widen() {
    const at = Object.entries(this.network.getPositions());
    const by = Math.min(1.7, Math.max(1, this.place.clientWidth / this.place.clientHeight));
    this.nodes.update(at.map(([id, { x, y }]) => ({ id, x: x * by, y })));
  }

  layOut() {
    this.placed = {};
    this.arrangeAll();
    this.settle(true);
  }

  arrangeAll() {
    const nodes = this.nodes.get();
    this.newcomers = nodes.map((one) => one.id);
    this.arrange(nodes, this.edges.get());
    this.nodes.update(nodes.map(({ id, x, y }) => ({ id, x, y })));
  }

  // Positions outlive a reload of the page, for as long as the browser's tab is open.
  key_() { return `thirdport:${this.data.view}`; }
  remember() {
    this.placed = { ...this.placed, ...this.network.getPositions() };
    try { sessionStorage.setItem(this.key_(), JSON.stringify(this.placed)); } catch { /* a full or closed storage costs only the memory */ }
  }
  remembered() {
    try { return JSON.parse(sessionStorage.getItem(this.key_()) ?? "{}"); } catch { return {}; }
  }

  select(selected) {
    if (!this.network) return;
    this.network.unselectAll();
    if (selected?.kind === "node" && this.nodes.get(selected.id)) this.network.selectNodes([selected.id], false);
    if (selected?.kind === "edge" && this.edges.get(selected.id)) this.network.selectEdges([selected.id]);
  }

  pick(kind, id) { this.tell(kind, id); this.say("picked", { kind, id, at: Date.now() }); }
  open(id) { this.say("opened", { kind: "node", id, at: Date.now() }); }
  tell(kind, id) {
    const given = (kind === "node" ? this.data.nodes : this.data.edges).find((one) => one.id === id);
    if (given) this.heard.textContent = given.tip;
  }

  key(event) {
    const move = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] }[event.key];
    const name = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (move) {
      const { x, y } = this.network.getViewPosition();
      const scale = this.network.getScale();
      this.network.moveTo({ position: { x: x + move[0] / scale, y: y + move[1] / scale } });
    } else if (name === "+" || name === "=") this.zoom(1.25);
    else if (name === "-") this.zoom(0.8);
    else if (name === "f") this.fit();
    else if (name === "n" || name === "p") this.walk(name === "n" ? 1 : -1);
    else if (name === "enter" || name === "o") {
      const [id] = this.network.getSelectedNodes();
      if (id === undefined) return;
      if (name === "o") this.open(id); else this.pick("node", id);
    } else return;
    event.preventDefault();
  }

  walk(by) {
    const shown = this.data.nodes.filter((one) => !this.hidden.has(one.type));
    if (!shown.length) return;
    this.step = (this.step + by + shown.length) % shown.length;
    const { id } = shown[this.step];
    this.network.selectNodes([id], false);
    this.network.focus(id, { scale: Math.max(0.8, this.network.getScale()) });
    this.tell("node", id);
  }

  fit(still) {
    this.network.fit({ maxZoomLevel: 1.2, animation: still ? false : { duration: 200 } });
  }
  zoom(by) { this.network.moveTo({ scale: Math.min(4, Math.max(0.05, this.network.getScale() * by)) }); }
  toggleLabels() {
    this.named = !this.named;
    this.labels.setAttribute("aria-pressed", String(this.named));
    this.edges.update(this.data.edges.map((given) => ({ id: given.id, label: this.named ? given.label : " " })));
  }
  save() {
    const drawn = this.place.querySelector("canvas");
    const copy = element("canvas", { width: drawn.width, height: drawn.height });
    const pen = copy.getContext("2d");
    pen.fillStyle = this.paper;
    pen.fillRect(0, 0, copy.width, copy.height);
    pen.drawImage(drawn, 0, 0);
    const link = element("a", { download: "network.png" });
    link.href = copy.toDataURL("image/png");
    link.click();
  }

  drawLegend() {
    const entries = this.data.legend.nodes.map(({ type, name, shape, colour, count }) => {
      const entry = element("button", { type: "button", "aria-pressed": String(!this.hidden.has(type)), title: "Hide or show these" },
        mark(shape, colour), `${name} ${count}`);
      entry.onclick = () => {
        if (this.hidden.has(type)) this.hidden.delete(type); else this.hidden.add(type);
        entry.setAttribute("aria-pressed", String(!this.hidden.has(type)));
        this.nodes.update(this.data.nodes.filter((one) => one.type === type).map((one) => ({ id: one.id, hidden: this.hidden.has(type) })));
      };
      return entry;
    });
    const lines = this.data.legend.edges.map(({ name, colour, dashed }) => element("span", {}, stroke(colour, dashed), name));
    this.legend.replaceChildren(...entries, ...lines);
  }

  whereIs(id) {
    const { x, y } = this.network.canvasToDOM(this.network.getPosition(id));
    const frame = this.place.getBoundingClientRect();
    return { x: frame.x + x, y: frame.y + y };
  }
  whereIsLink(id) {
    const { fromId, toId } = this.network.body.edges[id];
    const a = this.whereIs(fromId), b = this.whereIs(toId);
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  }

  close() { this.network?.destroy(); this.network = null; this.frame.remove(); }
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let stage = stages.get(parentElement);
  if (!stage) { stage = new Stage(parentElement); stages.set(parentElement, stage); }
  stage.show(data, setTriggerValue);
  return () => setTimeout(() => {
    if (stage.frame.isConnected) return;
    stage.close();
    stages.delete(parentElement);
  }, 1000);
}
