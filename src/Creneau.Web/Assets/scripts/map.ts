import { control, divIcon, latLng, latLngBounds, map as leafletMap, marker, tileLayer, type LatLng, type Map } from "leaflet";

/** Draws a map in `box` with one pin per site; without a tile server (data-map-tiles) the pins stand on a plain ground. */
export function draw(box: HTMLElement, sites: Iterable<HTMLElement>): Map {
  const { mapTiles, mapCredit, mapZoomIn, mapZoomOut } = box.dataset;
  const map = leafletMap(box, { zoomControl: false, attributionControl: false, scrollWheelZoom: false, zoomAnimation: !calm(), fadeAnimation: !calm() });
  control.zoom({ zoomInTitle: mapZoomIn, zoomOutTitle: mapZoomOut }).addTo(map);
  if (mapTiles) {
    tileLayer(mapTiles, { maxZoom: 18 }).addTo(map);
    control.attribution({ prefix: text(mapCredit ?? "").innerHTML }).addTo(map);
  }

  const places = [...sites].map((site) => pin(map, site));
  if (places.length > 0) map.fitBounds(latLngBounds(places), { padding: [40, 40], maxZoom: 13 });
  return map;
}

function pin(map: Map, site: HTMLElement): LatLng {
  const { lat, lon, pin: label = "", name = "" } = site.dataset;
  const place = latLng(Number(lat), Number(lon));
  const icon = divIcon({ className: "map-pin", html: text(label), iconSize: undefined });
  const drawn = marker(place, { icon, title: name });
  // Leaflet names pictures only, not what is drawn with text; the element is there once the map has a view
  drawn.on("add", () => drawn.getElement()?.setAttribute("aria-label", `${name}, ${label}`));
  drawn.on("click keypress", () => reach(site)).addTo(map);
  return place;
}

function text(label: string): HTMLElement {
  const span = document.createElement("span");
  span.textContent = label;
  return span;
}

function reach(site: HTMLElement): void {
  site.scrollIntoView({ behavior: calm() ? "auto" : "smooth", block: "center" });
  site.querySelector<HTMLElement>("a, button")?.focus({ preventScroll: true });
}

function calm(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
