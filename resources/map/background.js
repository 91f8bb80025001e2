// The background: borders, roads and water as vectors on a canvas of their own, names of communes without overlap.
(function () {
  'use strict';

  const LETTER = 7.2; // width of a letter of a name, in pixels, generous
  const MOST_NAMES = 70;

  function styleOf(kind, c) {
    if (kind === 0) return { color: c.map_line, weight: 1 };
    if (kind === 1) return { color: c.text_3, weight: 1.6, opacity: 0.75, dashArray: '7 3 2 3' };
    if (kind === 2) return { color: c.border_strong, weight: 1.6 };
    if (kind >= 10 && kind <= 15) return { color: c.map_road, weight: Math.max(1, 3.4 - (kind - 10) * 0.5) };
    if (kind === 20) return { color: c.map_water, weight: 1.8 };
    if (kind === 30) return { color: c.text_3, weight: 1.2, dashArray: '6 3' };
    return { color: c.map_line, weight: 1 };
  }

  function unpack(flat) {
    const points = new Array(flat.length / 2);
    for (let i = 0; i < points.length; i++) points[i] = [flat[2 * i], flat[2 * i + 1]];
    return points;
  }

  function spot(at, half, top, scale) {
    return [at.x - half, at.y + top - 5, at.x + half, at.y + top + 20 * scale];
  }

  function isFree(rect, taken) {
    return !taken.some((t) => rect[0] < t[2] && t[0] < rect[2] && rect[1] < t[3] && t[1] < rect[3]);
  }

  class Background {
    constructor(map) {
      this.map = map;
      this.colors = {};
      this.scale = 1;
      this.known = ''; // the name that the sign of the home already says
      this.drawn = new Map();
      this.names = [];
      this.box = null;
      this.zoom = null;
      this.asked = 0;
      this.reserved = () => []; // where other things are written, as [left, top, right, bottom]
      const pane = map.createPane('background');
      pane.style.zIndex = 150;
      pane.style.pointerEvents = 'none';
      map.createPane('names').style.zIndex = 160;
      this.renderer = L.canvas({ pane: 'background', padding: 0.3 });
      this.labels = L.layerGroup([], { pane: 'names' }).addTo(map);
      map.on('moveend', () => this.look());
    }

    dress(colors, scale) {
      this.colors = colors;
      this.scale = scale;
      this.drawn.forEach((line, kind) => line.setStyle(styleOf(kind, colors)));
    }

    look() {
      const view = this.map.getBounds();
      const exact = this.map.getZoom();
      const zoom = exact < 9.5 ? Math.floor(exact + 0.01) : Math.round(exact); // from afar, fewer borders
      if (this.box && this.zoom === zoom && this.box.contains(view)) {
        this.write();
        return Promise.resolve();
      }
      return this.fetch(view.pad(0.25), zoom);
    }

    async fetch(box, zoom) {
      const turn = ++this.asked;
      const answer = await fetch('app://carte/background?bbox=' + box.toBBoxString() + '&z=' + zoom);
      if (!answer.ok) return;
      const found = await answer.json();
      if (turn !== this.asked) return; // the map moved meanwhile
      this.box = box;
      this.zoom = zoom;
      this.draw(found.lines);
      this.names = found.names;
      this.write();
    }

    draw(lines) {
      const byKind = new Map();
      for (const [kind, flat] of lines) {
        if (!byKind.has(kind)) byKind.set(kind, []);
        byKind.get(kind).push(unpack(flat));
      }
      this.drawn.forEach((line) => line.remove());
      this.drawn.clear();
      // Communes first, so that roads and limits of départements stay above them.
      for (const kind of [...byKind.keys()].sort((a, b) => a - b)) {
        const style = styleOf(kind, this.colors);
        const line = L.polyline(byKind.get(kind), {
          ...style, renderer: this.renderer, pane: 'background', interactive: false, smoothFactor: 1.2, noClip: false,
        });
        this.drawn.set(kind, line.addTo(this.map));
      }
    }

    write() {
      this.labels.clearLayers();
      const view = this.map.getBounds();
      const signs = this.reserved(), taken = [];
      for (const [latitude, longitude, name, people] of this.names) {
        if (taken.length >= MOST_NAMES) break;
        if (name === this.known || !view.contains([latitude, longitude])) continue;
        const at = this.map.latLngToContainerPoint([latitude, longitude]);
        const half = (name.length * LETTER * this.scale) / 2 + 6, rect = (shift) => spot(at, half, shift, this.scale);
        const below = [4, 20 * this.scale, -24 * this.scale];
        const top = below.find((shift) => isFree(rect(shift), signs)); // beside what covers the town
        if (top === undefined || !isFree(rect(top), taken)) continue;
        taken.push(rect(top));
        this.labels.addLayer(this.label(latitude, longitude, name, people, top));
      }
    }

    label(latitude, longitude, name, people, top) {
      const text = document.createElement('span');
      text.textContent = name;
      text.style.top = top + 'px';
      const icon = L.divIcon({
        html: text, iconSize: [0, 0], className: 'mobi-name' + (people >= 2500 ? ' mobi-town' : ''),
      });
      return L.marker([latitude, longitude], { icon, pane: 'names', interactive: false, keyboard: false });
    }
  }

  window.MobiBackground = Background;
})();
