// What the program draws on the map. Texts come as data and are written as text, never as HTML.
(function () {
  'use strict';

  const COLOR = /^#[0-9a-f]{6}$/i;
  const STOPS_FROM_ZOOM = 12;
  const MOST_STOPS = 400;
  const SHORT_LINE = 110; // in pixels
  const MANY = 1500, ALONE_FROM_ZOOM = 14;
  const HIDING = '.mobi-buttons, .mobi-cluster, .mobi-home, .mobi-pin, .mobi-radius span, .mobi-destination, .mobi-drop-in, '
    + '.mobi-distance span, .leaflet-control-attribution, .leaflet-control-scale-line'; // what would cover a name
  const NARROW = 44, WIDE = 80; // radius of the clusters, in pixels

  let map, cluster, background, bridge = null, theme = null;
  let services = new Map(), selected = new Set(), icons = new Map(), bounds = '', home = null;
  let stops = [], lines = [], packs = '', picking = false, radiusTag = null;
  const layers = {};

  function start(leaflet, group, options) {
    map = leaflet;
    cluster = group;
    cluster.options.iconCreateFunction = clusterIcon;
    map.attributionControl.setPrefix(false);
    L.control.scale({ imperial: false, position: 'bottomleft', maxWidth: 120 }).addTo(map);
    new Buttons({ position: 'topleft' }).addTo(map);
    const pane = map.createPane('circle');
    pane.style.zIndex = 140;
    pane.style.pointerEvents = 'none';
    for (const name of ['circle', 'lines', 'stops', 'places', 'chosen']) layers[name] = L.featureGroup().addTo(map);
    layers.tiles = L.layerGroup().addTo(map);
    background = new MobiBackground(map);
    background.reserved = reserved;
    map.fitBounds(options.bounds, { animate: false, padding: [24, 24] });
    const box = map.getContainer();
    box.setAttribute('role', 'application');
    box.setAttribute('aria-label', 'Carte. La liste contient les mêmes services.');
    cluster.on('click keypress', onService);
    layers.chosen.on('click keypress', onService);
    map.on('moveend', onMoved);
    map.on('zoomend', () => { if (theme) drawLines(lines); });
    map.on('click', (event) => { if (picking && bridge) bridge.picked(event.latlng.lat, event.latlng.lng); });
    connect().then(() => load(options.data));
  }

  function connect() {
    if (typeof qt === 'undefined' || typeof QWebChannel === 'undefined') return Promise.resolve();
    return new Promise((resolve) => new QWebChannel(qt.webChannelTransport, (channel) => {
      bridge = channel.objects.bridge;
      resolve();
    }));
  }

  async function load(path) {
    const answer = await fetch('app://carte' + path);
    const data = await answer.json();
    dress(data.theme);
    frame(data);
    drawTiles(data.tiles);
    drawHome(data); // before the background is asked: names of communes leave it its place
    drawPlaces(data);
    drawLines(data.lines);
    const ground = background.look(); // read by the program while the services are drawn here
    drawServices(data.services);
    stops = data.stops;
    drawStops();
    attribute(data.attribution);
    await ground;
    stepAside();
    background.write();
    afterPaint(() => { if (bridge) bridge.shown(path); });
  }

  function afterPaint(act) {
    if (document.hidden) setTimeout(act, 0);
    else requestAnimationFrame(() => requestAnimationFrame(act));
  }

  // The place of the map -------------------------------------------------------------------------------------

  function frame(data) {
    home = data.bounds;
    const wanted = JSON.stringify(data.bounds);
    if (wanted === bounds) return;
    bounds = wanted;
    map.fitBounds(data.bounds, { animate: false, padding: [24, 24] });
  }

  // Signs of one place stand side by side: the home first, then where she goes, who receives there, the clusters.
  function stepAside() {
    const seated = [], signs = [];
    for (const kind of ['home', 'destination', 'drop-in', 'cluster']) {
      for (const sign of document.querySelectorAll('.mobi-' + kind)) {
        if (kind !== 'home') sign.style.marginLeft = -sign.offsetWidth / 2 + 'px';
        signs.push([kind, sign]);
      }
    }
    const seats = signs.map(([kind, sign]) => seatOf(kind, sign));
    for (const seat of seats) {
      const from = seat.x;
      for (let turn = 0; turn < 4 && seat.kind !== 'home'; turn++) {
        const near = seated.find((s) => Math.hypot(s.x - seat.x, s.y - seat.y) < s.half + seat.half - 6);
        if (!near) break;
        seat.x = near.x + near.half + seat.half - 4;
      }
      if (seat.x !== from) seat.sign.style.marginLeft = seat.x - from - seat.half + 'px';
      if (seat.kind !== 'cluster') seated.push(seat);
    }
    writeRadius(seats);
    writeHomeName(seats.find((seat) => seat.kind === 'home'));
  }

  // The name of the home stands where nothing covers it: below its sign, aside, above, then a little further.
  function writeHomeName(home) {
    const name = document.querySelector('.mobi-home-name span');
    if (!name || !home) return;
    const { width, height } = name.getBoundingClientRect(), taken = boxesOf(HIDING);
    const beside = home.half + width / 2 + 4, apart = home.half + height / 2 + 2;
    const spots = [0, 1, 2].flatMap((far) => {
      const away = apart + far * height;
      return [[0, away], [-beside, 0], [-width / 2, away], [0, -away], [width / 2, away], [-width / 2, -away], [beside, 0]];
    });
    const origin = map.getContainer().getBoundingClientRect();
    const isFree = ([right, down]) => {
      const x = home.x - origin.left + right, y = home.y - origin.top + down;
      const box = [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
      return box[0] >= 0 && box[1] >= 0 && box[2] <= origin.width && box[3] <= origin.height
        && !taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
    };
    const [right, down] = spots.find(isFree) ?? spots[0];
    name.style.left = right + 'px';
    name.style.top = down + 'px';
  }

  // The words of the circle go to its other end when a sign is under them.
  function writeRadius(seats) {
    if (!radiusTag) return;
    const view = map.getBounds(), { marker, longitude, ends } = radiusTag;
    const isFree = (latitude) => {
      const at = map.latLngToContainerPoint([latitude, longitude]);
      return view.contains([latitude, longitude])
        && !seats.some((seat) => Math.abs(seat.x - at.x) < seat.half + 36 && Math.abs(seat.y - at.y) < seat.half + 14);
    };
    marker.setLatLng([ends.find(isFree) ?? ends[0], longitude]);
  }

  function seatOf(kind, sign) {
    const box = sign.getBoundingClientRect();
    return { kind, sign, x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2, half: box.width / 2 };
  }

  // Where names of communes must not go: under the buttons, the signs, the services, the foot of the map.
  function reserved() {
    return boxesOf(HIDING + ', .mobi-home-name span');
  }

  function boxesOf(signs) {
    const origin = map.getContainer().getBoundingClientRect();
    return [...document.querySelectorAll(signs)].map((sign) => {
      const box = sign.getBoundingClientRect();
      return [box.left - origin.left, box.top - origin.top, box.right - origin.left, box.bottom - origin.top];
    });
  }

  function onMoved() {
    drawStops();
    stepAside();
    background.write(); // beside the signs, where they now are
    if (!bridge) return;
    const box = map.getBounds();
    bridge.moved(box.getWest(), box.getSouth(), box.getEast(), box.getNorth(), map.getZoom());
  }

  const Buttons = L.Control.extend({
    onAdd() {
      const box = L.DomUtil.create('div', 'mobi-buttons');
      L.DomEvent.disableClickPropagation(box);
      this.button(box, 'plus', 'Agrandir', () => map.zoomIn());
      this.button(box, 'minus', 'Réduire', () => map.zoomOut());
      this.button(box, 'expand', 'Revenir au point de départ', recentre);
      return box;
    },
    button(box, icon, label, act) {
      const button = L.DomUtil.create('button', '', box);
      button.type = 'button';
      button.title = label;
      button.setAttribute('aria-label', label);
      L.DomUtil.create('i', 'fa-solid fa-' + icon, button).setAttribute('aria-hidden', 'true');
      L.DomEvent.on(button, 'click', act);
    },
  });

  function recentre() {
    if (home) map.fitBounds(home, { animate: false, padding: [24, 24] });
  }

  // Colours --------------------------------------------------------------------------------------------------

  function dress(wanted) {
    const told = JSON.stringify(wanted);
    if (theme && theme.told === told) return;
    theme = { ...wanted, told };
    const root = document.documentElement.style;
    for (const [name, color] of Object.entries(theme.colors)) {
      if (COLOR.test(color)) root.setProperty('--' + name.replaceAll('_', '-'), color);
    }
    for (const [code, family] of Object.entries(theme.families)) {
      if (COLOR.test(family.color)) root.setProperty('--family-' + code, family.color);
    }
    root.setProperty('--scale', String(theme.scale));
    icons.clear();
    background.dress(theme.colors, theme.scale);
  }

  function attribute(text) {
    const control = map.attributionControl;
    for (const old of Object.keys(control._attributions)) control.removeAttribution(old);
    const safe = document.createElement('span');
    safe.textContent = text;
    control.addAttribution(safe.innerHTML);
  }

  // Services -------------------------------------------------------------------------------------------------

  function serviceIcon(family, number, big) {
    const key = family + '|' + number + '|' + big;
    if (!icons.has(key)) icons.set(key, newIcon(family, number, big));
    return icons.get(key);
  }

  function newIcon(family, number, big) {
    const known = theme.families[family];
    const glyph = known && known.glyph ? '&#x' + known.glyph.codePointAt(0).toString(16) + ';' : '';
    const inside = number ? '<b>' + Number(number) + '</b>' : '<i>' + glyph + '</i>';
    const width = Math.round((big ? 40 : 32) * theme.scale), height = Math.round((big ? 48 : 39) * theme.scale);
    const icon = L.divIcon({
      html: '<div class="mobi-pin' + (big ? ' mobi-chosen' : '') + '">' + inside + '</div>',
      className: 'mobi-service', iconSize: [width, height], iconAnchor: [width / 2, height],
    });
    icon.family = known ? family : '';
    icon.createIcon = function (old) {
      const element = L.DivIcon.prototype.createIcon.call(this, old);
      element.style.setProperty('--family', 'var(--family-' + this.family + ', var(--text-2))');
      return element;
    };
    return icon;
  }

  function clusterIcon(group) {
    const count = group.getChildCount();
    const size = Math.round((count < 10 ? 34 : count < 100 ? 38 : count < 1000 ? 44 : 52) * theme.scale);
    return L.divIcon({
      html: '<span>' + count + '</span><span class="mobi-hidden"> services</span>',
      className: 'mobi-cluster', iconSize: [size, size],
    });
  }

  function drawServices(list) {
    const many = list.length > MANY;
    cluster.options.maxClusterRadius = many ? WIDE : NARROW;
    // Each level of clusters costs as much as the one before: from near, thousands of services stand alone.
    cluster.options.disableClusteringAtZoom = many ? ALONE_FROM_ZOOM : null;
    cluster.clearLayers(); // also takes the options into account
    const crowd = new Map();
    layers.chosen.clearLayers();
    services = new Map();
    selected = new Set();
    const markers = [];
    for (const [id, name, family, latitude, longitude, isSelected, number] of list) {
      const marker = L.marker(many ? beside(crowd, latitude, longitude) : [latitude, longitude], {
        icon: serviceIcon(family, number, isSelected), title: name, alt: name, riseOnHover: true,
      });
      marker.mobi = { id, family, number };
      services.set(id, marker);
      if (isSelected) {
        selected.add(id);
        raise(marker);
      } else {
        markers.push(marker);
      }
    }
    cluster.addLayers(markers, true);
  }

  // Services of one address, when no cluster opens to show them: a few metres apart.
  function beside(crowd, latitude, longitude) {
    const key = latitude + ',' + longitude;
    const rank = crowd.get(key) || 0;
    crowd.set(key, rank + 1);
    if (!rank) return [latitude, longitude];
    const reach = 0.00011 * Math.sqrt(rank), turn = rank * 2.4;
    return [latitude + reach * Math.sin(turn), longitude + reach * 1.4 * Math.cos(turn)];
  }

  function raise(marker) {
    marker.setIcon(serviceIcon(marker.mobi.family, marker.mobi.number, 1));
    marker.setZIndexOffset(2000);
    layers.chosen.addLayer(marker);
  }

  function lower(marker) {
    layers.chosen.removeLayer(marker);
    marker.setIcon(serviceIcon(marker.mobi.family, marker.mobi.number, 0));
    marker.setZIndexOffset(0);
    cluster.addLayer(marker);
  }

  function select(id) {
    for (const old of [...selected]) {
      if (old === id) continue;
      selected.delete(old);
      lower(services.get(old));
    }
    const marker = services.get(id);
    if (!marker) return false;
    if (!selected.has(id)) {
      selected.add(id);
      cluster.removeLayer(marker);
      raise(marker);
    }
    map.panInside(marker.getLatLng(), { padding: [60, 60], animate: false });
    return true;
  }

  function onService(event) {
    const marker = event.layer || event.propagatedFrom;
    if (event.type === 'keypress' && event.originalEvent && event.originalEvent.key !== 'Enter') return;
    if (!marker || !marker.mobi || marker.mobi.id === undefined || picking) return;
    select(marker.mobi.id);
    const element = marker.getElement();
    if (event.type === 'keypress' && element) element.focus(); // brought out of its cluster, it is drawn anew
    if (bridge) bridge.clicked(marker.mobi.id);
  }

  // Home, circle, places, lines ------------------------------------------------------------------------------

  function sign(kind, icon, name, size) {
    const box = document.createElement('div');
    const inside = document.createElement('i');
    inside.className = 'fa-solid fa-' + icon;
    box.append(inside);
    const side = Math.round(size * theme.scale);
    return { icon: L.divIcon({ html: box, className: 'mobi-sign mobi-' + kind, iconSize: [side, side] }),
      title: name, alt: name, keyboard: false };
  }

  function tag(latitude, longitude, text, kind) {
    const box = document.createElement('span');
    box.textContent = text;
    return L.marker([latitude, longitude], {
      icon: L.divIcon({ html: box, className: 'mobi-tag mobi-' + kind, iconSize: [0, 0] }),
      interactive: false, keyboard: false, zIndexOffset: 900,
    });
  }

  function drawHome(data) {
    layers.circle.clearLayers();
    radiusTag = null;
    background.known = '';
    if (!data.home) return;
    const [latitude, longitude, name] = data.home;
    const at = [latitude, longitude], c = theme.colors;
    if (data.radius > 0) {
      const radius = data.radius * 1000;
      L.circle(at, { radius, pane: 'circle', stroke: false, fillColor: c.map_in, fillOpacity: 0.8, interactive: false })
        .addTo(layers.circle);
      const ring = L.circle(at, { radius, fill: false, color: c.primary, weight: 2, dashArray: '7 5', interactive: false })
        .addTo(layers.circle);
      const text = data.radius_label || String(data.radius).replace('.', ',') + '\u00a0km';
      const box = ring.getBounds();
      const marker = tag(box.getSouth(), longitude, text, 'radius').addTo(layers.circle);
      radiusTag = { marker, longitude, ends: [box.getSouth(), box.getNorth()] };
    }
    if (data.disc > 0) {
      L.circle(at, { radius: data.disc * 1000, color: c.text, weight: 2, dashArray: '2 4', fillColor: c.text,
        fillOpacity: 0.12, interactive: false }).addTo(layers.circle);
      L.marker(at, { ...sign('home', 'house', 'Secteur du domicile, à 500 mètres près', 22), zIndexOffset: -300 })
        .addTo(layers.circle);
    } else {
      L.marker(at, { ...sign('home', 'house', name || 'Domicile', 34), zIndexOffset: -300 }).addTo(layers.circle);
      if (name) tag(latitude, longitude, name, 'home-name').addTo(layers.circle);
      background.known = name; // written with its sign, once
    }
  }

  function drawPlaces(data) {
    layers.places.clearLayers();
    for (const [latitude, longitude, name] of data.destinations) {
      L.marker([latitude, longitude], { ...sign('destination', 'flag', name, 30), zIndexOffset: 700 })
        .addTo(layers.places);
    }
    for (const [latitude, longitude, name] of data.drop_ins) {
      L.marker([latitude, longitude], { ...sign('drop-in', 'comments', name, 30), zIndexOffset: 300 })
        .addTo(layers.places);
    }
  }

  function drawStops() {
    layers.stops.clearLayers();
    if (!stops.length || map.getZoom() < STOPS_FROM_ZOOM) return;
    const view = map.getBounds();
    let count = 0;
    for (const [latitude, longitude, name] of stops) {
      if (!view.contains([latitude, longitude])) continue;
      if (++count > MOST_STOPS) break;
      L.marker([latitude, longitude], { ...sign('stop', 'bus-simple', name, 20), zIndexOffset: -200 })
        .addTo(layers.stops);
    }
  }

  function drawLines(wanted) {
    lines = wanted;
    layers.lines.clearLayers();
    const told = [];
    for (const [lat1, lon1, lat2, lon2, label] of lines) {
      L.polyline([[lat1, lon1], [lat2, lon2]], { color: theme.colors.text, weight: 3, interactive: false })
        .addTo(layers.lines);
      const from = map.latLngToContainerPoint([lat1, lon1]), to = map.latLngToContainerPoint([lat2, lon2]);
      // The words of a short line would hide both its ends; lines to one town say their length once.
      if (!label || from.distanceTo(to) < SHORT_LINE || told.some((other) => other.distanceTo(to) < 24)) continue;
      told.push(to);
      tag((lat1 + lat2) / 2, (lon1 + lon2) / 2, label, 'distance').addTo(layers.lines);
    }
  }

  function drawTiles(wanted) {
    if (JSON.stringify(wanted) === packs) return;
    packs = JSON.stringify(wanted);
    layers.tiles.clearLayers();
    for (const [pack, least, most] of wanted) {
      L.tileLayer('app://carte/tiles/' + encodeURIComponent(pack) + '/{z}/{x}/{y}', {
        minZoom: least, maxNativeZoom: most, maxZoom: 18,
      }).addTo(layers.tiles);
    }
  }

  function pick(on) {
    picking = on;
    map.getContainer().classList.toggle('mobi-picking', on);
  }

  function state() {
    return JSON.stringify({
      services: services.size, selected: [...selected], zoom: map.getZoom(), names: background.names.length,
      raised: document.querySelectorAll('.mobi-chosen').length,
      clusters: document.querySelectorAll('.mobi-cluster').length,
      lines: background.drawn.size, attribution: map.attributionControl.getContainer().textContent,
    });
  }

  function placeOf(id) {
    const point = map.latLngToContainerPoint(services.get(id).getLatLng());
    return JSON.stringify([point.x, point.y]);
  }

  window.mobi = {
    start, load, select, pick, state, placeOf,
    zoomIn: () => { map.zoomIn(); }, zoomOut: () => { map.zoomOut(); },
  };
})();
