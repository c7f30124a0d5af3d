// Gives every commune a position, and says how sure it is.
import { byImportance, fold } from './sources.mjs'

/**
 * Each commune gets `at: {lat, lon}` and `how`:
 *   code       a GeoNames place filed under its INSEE code (or under the code of a part of it)
 *   name       a GeoNames place of that name in the same département
 *   hand       written in by-hand.json
 *   postcode   mean of the communes that share a postcode with it (approximate)
 *   grouping   mean of its intercommunal grouping, else of its arrondissement, else of its département (approximate)
 *
 * GeoNames files a few places under the wrong commune: one that lies far from all its neighbours is not believed.
 */
export function locate(insee, places, byHand) {
  const { communes } = insee
  const codes = new Map(communes.map(c => [c.code, c]))
  for (const part of insee.former) codes.set(part.code, codes.get(part.chefLieu ?? part.commune))

  const french = places.filter(p => p.departement)
  const filed = groupBy(french, p => codes.get(p.code)?.code)
  const named = groupBy(french.flatMap(p => p.names.map(n => ({ p, key: p.departement + fold(n) }))), x => x.key)
  const taken = new Set()

  for (const c of communes) {
    const own = filed.get(c.code)?.filter(p => isCalled(p, c)).sort(byImportance)[0]
    if (own) settle(c, own, 'code', taken)
  }
  dropStrays(communes)
  const neighbours = groupBy(communes.filter(c => c.at), c => c.epci)
  for (const c of communes.filter(c => !c.at)) {
    const name = byHand[c.code]?.place ?? c.nom
    const same = named.get(c.departement + fold(name))?.map(x => x.p)
      .filter(p => !taken.has(p) && isNear(p, neighbours.get(c.epci))).sort(byImportance)[0]
    if (same) settle(c, same, 'name', taken)
  }
  for (const c of communes.filter(c => !c.at)) {
    const within = filed.get(c.code)
      ?.filter(p => !taken.has(p) && isNear(p, neighbours.get(c.epci))).sort(byImportance)[0]
    if (within) settle(c, within, 'code', taken)
  }
  for (const c of communes.filter(c => !c.at && byHand[c.code]?.at)) {
    const [lat, lon] = byHand[c.code].at
    settle(c, { lat, lon }, 'hand', taken)
  }
  fillFromNeighbours(communes)
}

function dropStrays(communes) {
  const located = communes.filter(c => c.at)
  const groups = groupBy(located, c => c.epci)
  const strays = located.filter(c => !isNear(c.at, groups.get(c.epci)?.filter(o => o !== c)))
  for (const c of strays) {
    delete c.at
    delete c.how
  }
}

/** Within 20 km of one of them; true when there is nobody to compare with. */
function isNear(place, communes) {
  return !communes?.length || communes.some(c => kilometres(place, c.at) < 20)
}

export function kilometres(a, b) {
  const radian = Math.PI / 180
  const x = (a.lon - b.lon) * radian * Math.cos((a.lat + b.lat) / 2 * radian)
  return 6371 * Math.hypot(x, (a.lat - b.lat) * radian)
}

function fillFromNeighbours(communes) {
  const sure = communes.filter(c => c.at)
  const byPostcode = groupBy(sure.flatMap(c => (c.codesPostaux ?? []).map(p => ({ c, p }))), x => x.p)
  const groupings = ['epci', 'arrondissement', 'departement'].map(key => ({ key, of: groupBy(sure, c => c[key]) }))
  for (const c of communes.filter(c => !c.at)) {
    const around = c.codesPostaux?.flatMap(p => byPostcode.get(p) ?? []).map(x => x.c)
      .filter(o => o.departement === c.departement)
    if (around?.length) settle(c, mean(around), 'postcode')
    else settle(c, mean(groupings.map(g => g.of.get(c[g.key])).find(Boolean)), 'grouping')
  }
}

function settle(commune, place, how, taken) {
  commune.at = { lat: place.lat, lon: place.lon }
  commune.how = how
  taken?.add(place)
}

function isCalled(place, commune) {
  const wanted = fold(commune.nom)
  return place.names.some(n => fold(n) === wanted)
}

function mean(communes) {
  const sum = communes.reduce((s, c) => ({ lat: s.lat + c.at.lat, lon: s.lon + c.at.lon }), { lat: 0, lon: 0 })
  return { lat: sum.lat / communes.length, lon: sum.lon / communes.length }
}

function groupBy(items, key) {
  const groups = new Map()
  for (const item of items) {
    const k = key(item)
    if (k === undefined) continue
    if (!groups.has(k)) groups.set(k, [])
    groups.get(k).push(item)
  }
  return groups
}
