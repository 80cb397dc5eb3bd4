/** Node 24 as a locked npm package: Balie's TypeScript runs on it directly, whatever Node the machine has. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fail } from './say.mjs'

/** Path of the Node 24 binary in node_modules; ends with a clear line when there is none for this machine. */
export function findNode24({ root, platform = process.platform, arch = process.arch }) {
  const os = platform === 'win32' ? 'win' : platform
  const file = join(root, 'node_modules', `node-${os}-${arch}`, 'bin', platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(file)) return file
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  return fail(4, `There is no Node 24 for ${os}-${arch} among the packages; start this with a Node 24 of your own.`)
}
