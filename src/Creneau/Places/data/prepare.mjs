// Called by the .NET build: node prepare.mjs <working folder>. Installs the two packages there and writes the data.
// Builds that run at the same time take turns: the folder `lock` belongs to one of them.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, rmdirSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const here = import.meta.dirname
const folder = resolve(process.argv[2])
const lock = join(folder, 'lock')
const patienceSeconds = 300

mkdirSync(folder, { recursive: true })
await takeLock()
try {
  install()
  execFileSync(process.execPath, [join(here, 'build-communes.mjs'), join(folder, 'node_modules'), folder], { stdio: 'inherit' })
} finally {
  rmdirSync(lock)
}

function install() {
  const wanted = readFileSync(join(here, 'package-lock.json'), 'utf8')
  const stamp = join(folder, 'installed-package-lock.json')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  rmSync(stamp, { force: true })
  for (const name of ['package.json', 'package-lock.json', '.npmrc']) cpSync(join(here, name), join(folder, name))
  const npm = spawnSync('npm', ['ci', '--no-progress'], { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' })
  if (npm.status !== 0) throw new Error('npm ci failed: the places of France could not be fetched')
  writeFileSync(stamp, wanted)
}

async function takeLock() {
  for (let second = 0; ; second++) {
    try {
      mkdirSync(lock)
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (second > patienceSeconds || isAbandoned()) rmSync(lock, { recursive: true, force: true })
    await new Promise(go => setTimeout(go, 1000))
  }
}

function isAbandoned() {
  const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs
  return since !== undefined && Date.now() - since > patienceSeconds * 1000
}
