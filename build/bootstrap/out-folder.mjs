/** The folder of everything that is made here. Both commands use it, as root and as a user, in either order. */
import { accessSync, chmodSync, constants, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { say } from './say.mjs'

/**
 * Makes `out/` so that others may read what was built: tests that run as root start browsers as nobody. What is private
 * in it (the training state) closes its own folder. Exits 3 with the one line to type when it belongs to somebody else.
 */
export function provideOutFolder({ root: top }) {
  const root = resolve(top)
  const out = join(root, 'out')
  if (isOurs(root)) mkdirSync(out, { recursive: true })
  const inside = existsSync(out) && isOurs(out) ? readdirSync(out).map((name) => join(out, name)) : []
  const needed = existsSync(out) ? [out, ...inside, join(root, 'node_modules')] : [root]
  const foreign = needed.find((path) => existsSync(path) && !isOurs(path))
  if (foreign !== undefined) {
    say(`${foreign} belongs to another user (a run as root, perhaps).`)
    const folders = foreign === root ? [root] : [out, join(root, 'node_modules')]
    say(`type this once: sudo chown -R "$(id -un)" ${folders.map((folder) => `"${folder}"`).join(' ')}`)
    process.exit(3)
  }
  // An earlier start closed it, or the umask did.
  if ((statSync(out).mode & 0o055) !== 0o055) chmodSync(out, 0o755)
}

function isOurs(path) {
  try {
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
    return true
  } catch {
    return !statSync(path).isDirectory()
  }
}
