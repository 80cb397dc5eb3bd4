/** Inside an archive, 22 reads by path only; newer Electron takes `file:` addresses too, as Node does. */
import fs from 'node:fs'
import { fileURLToPath } from 'node:url'

const byPath = fs.readFileSync
const readFileSync = (file: fs.PathOrFileDescriptor, ...options: [fs.EncodingOption?]) =>
  byPath(file instanceof URL ? fileURLToPath(file) : file, ...options)
Object.defineProperty(fs, 'readFileSync', { value: readFileSync, writable: true, configurable: true })
