// Fetches what package-lock.json names into node_modules; does nothing when that was done for this very lockfile.
import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const here = path.dirname(fileURLToPath(import.meta.url))

export function install() {
  const installed = path.join(here, 'node_modules/.lock-hash')
  const lock = createHash('sha256').update(fs.readFileSync(path.join(here, 'package-lock.json'))).digest('hex')
  if (fs.existsSync(installed) && fs.readFileSync(installed, 'utf8') === lock) return
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: here, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32',
  })
  fs.writeFileSync(installed, lock)
}
