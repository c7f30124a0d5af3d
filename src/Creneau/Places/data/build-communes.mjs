// Writes the reference data that Créneau carries: node build-communes.mjs <node_modules> <output folder>
// communes.tsv      INSEE code, name, postcodes, population, latitude, longitude, approximate (1) or not (0), département
// former-names.tsv  code, name, INSEE code of today's commune: merged communes, districts of Paris, Lyon and Marseille
// departements.tsv  code, name
// towns.tsv         larger towns abroad near the border: name, country, latitude, longitude, population
// Each is compressed with Brotli; counts.json says how the positions were found.
import { readFileSync, renameSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { kilometres, locate } from './locate.mjs'
import { readInsee, readPlaces } from './sources.mjs'

const here = import.meta.dirname
const smallestTown = 2000
const farthestKilometres = 100

const [modules, output] = process.argv.slice(2)
const readJson = name => JSON.parse(readFileSync(join(here, name), 'utf8'))

const insee = readInsee(modules)
const places = readPlaces(modules)
locate(insee, places, readJson('by-hand.json'))

mkdirSync(output, { recursive: true })
write('departements.tsv', insee.departements.map(d => [d.code, d.nom]))
write('former-names.tsv', formerNames())
write('towns.tsv', townsAbroad(readJson('french-names.json')))
write('communes.tsv', insee.communes.map(communeRow))
replace('counts.json', JSON.stringify(counts(), null, 2) + '\n')

function communeRow(c) {
  const approximate = c.how === 'code' || c.how === 'name' ? 0 : 1
  const postcodes = (c.codesPostaux ?? []).join(',')
  return [c.code, c.nom, postcodes, c.population ?? 0, degrees(c.at.lat), degrees(c.at.lon), approximate, c.departement]
}

function formerNames() {
  const today = new Map(insee.communes.map(c => [c.code, c]))
  return insee.former
    .map(f => ({ f, now: today.get(f.chefLieu ?? f.commune) }))
    .filter(({ f, now }) => now && now.nom !== f.nom)
    .map(({ f, now }) => [f.code, f.nom, now.code])
}

function townsAbroad(frenchNames) {
  const cells = new Map()
  for (const c of insee.communes.filter(c => c.zone === 'metro')) {
    const cell = `${Math.floor(c.at.lat)} ${Math.floor(c.at.lon)}`
    if (!cells.has(cell)) cells.set(cell, [])
    cells.get(cell).push(c.at)
  }
  const around = p => [-1, 0, 1].flatMap(y => [-2, -1, 0, 1, 2].flatMap(x =>
    cells.get(`${Math.floor(p.lat) + y} ${Math.floor(p.lon) + x}`) ?? []))
  return places
    .filter(p => frenchNames[p.country] && p.population >= smallestTown)
    .filter(p => around(p).some(at => kilometres(p, at) <= farthestKilometres))
    .map(p => [frenchNames[p.country][p.name] ?? p.name, p.country, degrees(p.lat), degrees(p.lon), p.population])
}

function counts() {
  const found = {}
  for (const c of insee.communes) found[c.how] = (found[c.how] ?? 0) + 1
  return { communes: insee.communes.length, ...found }
}

function degrees(value) {
  return String(Math.round(value * 1e4) / 1e4)
}

function write(name, rows) {
  const text = rows.map(r => r.join('\t') + '\n').join('')
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: text.length }
  replace(`${name}.br`, brotliCompressSync(text, { params }))
}

/** A reader sees the old file or the new one, never a half. */
function replace(name, content) {
  const draft = join(output, `${name}.${process.pid}`)
  writeFileSync(draft, content)
  renameSync(draft, join(output, name))
}
