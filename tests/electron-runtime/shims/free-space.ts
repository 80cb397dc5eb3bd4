/** `statfs` came with Node 18: free space, as the machine's own `stat` tells it. */
import { execFile } from 'node:child_process'
import * as promises from 'node:fs/promises'
import { createRequire } from 'node:module'

interface Space {
  /** Free blocks for somebody who is not root, and bytes of a block. */
  readonly bavail: number
  readonly bsize: number
}

const statfs = (path: string): Promise<Space> =>
  new Promise((resolve, reject) => {
    execFile('stat', ['--file-system', '--format=%a %S', path], (error, said) => {
      const [bavail = Number.NaN, bsize = Number.NaN] = said.trim().split(' ').map(Number)
      if (error !== null || Number.isNaN(bavail * bsize)) reject(error ?? new Error('stat said no numbers'))
      else resolve({ bavail, bsize })
    })
  })

if (!('statfs' in promises)) {
  // The module itself, not the copy that an import gets.
  const module: object = createRequire(__filename)('node:fs/promises')
  Object.defineProperty(module, 'statfs', { value: statfs, configurable: true })
}
