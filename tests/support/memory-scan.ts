/**
 * Looks for markers in the memory of living processes and in files: words in UTF-8 and UTF-16LE, bytes (of a picture) as they
 * are; every readable mapping of /proc/PID/mem. Needs the right to read another process (root, or the same user for processes that may be dumped).
 */
import { closeSync, openSync, readFileSync, readSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

export interface ScanResult {
  readonly pid: number
  readonly program: string
  /** Bytes really read: a scan that read nothing proves nothing. */
  readonly bytes: number
  /** Copies of all markers together. */
  readonly copies: number
}

const chunk = 1024 * 1024
/** Most of what a browser reserves was never touched; comparing is far quicker than searching. */
const untouched = Buffer.alloc(chunk)

function patterns(markers: readonly (string | Buffer)[]): readonly Buffer[] {
  return markers.flatMap((marker) =>
    typeof marker === 'string' ? [Buffer.from(marker, 'utf8'), Buffer.from(marker, 'utf16le')] : [marker],
  )
}

function count(haystack: Buffer, needles: readonly Buffer[]): number {
  let copies = 0
  for (const needle of needles) {
    for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + needle.length)) copies += 1
  }
  return copies
}

/** Throws when the process does not exist or may not be read: a scan that cannot look must not look clean. */
export function scanProcess(pid: number, markers: readonly (string | Buffer)[]): ScanResult {
  const needles = patterns(markers)
  const overlap = Math.max(...needles.map((needle) => needle.length)) - 1
  const program = readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
  const mappings = readFileSync(`/proc/${pid}/maps`, 'utf8')
    .split('\n')
    .map((line) => /^([0-9a-f]+)-([0-9a-f]+) (r\S*) \S+ \S+ \S+\s*(.*)$/.exec(line))
    .filter((match) => match !== null)
    // Program files and data mapped for reading only cannot hold what came to be at run time.
    .filter((match) => !/^\[(vvar|vsyscall)/.test(match[4] ?? ''))
    .filter((match) => match[3]?.includes('w') === true || !match[4]?.startsWith('/'))
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  let bytes = 0
  let copies = 0
  try {
    for (const match of mappings) {
      const end = parseInt(match[2] ?? '0', 16)
      let tail = Buffer.alloc(0)
      for (let at = parseInt(match[1] ?? '0', 16); at < end; at += chunk) {
        const buffer = Buffer.allocUnsafe(Math.min(chunk, end - at))
        let read = 0
        try {
          read = readSync(memory, buffer, 0, buffer.length, at)
        } catch {
          // A mapping of a device or one that has just gone: not readable memory.
          break
        }
        const fresh = buffer.subarray(0, read)
        // A marker that began in the tail ends, if at all, in the first bytes of what follows.
        const empty = fresh.equals(untouched.subarray(0, read))
        const seen = Buffer.concat([tail, empty ? fresh.subarray(0, overlap) : fresh])
        copies += count(seen, needles) - count(tail, needles)
        tail = Buffer.from(seen.subarray(Math.max(0, seen.length - overlap)))
        bytes += read
      }
    }
  } finally {
    closeSync(memory)
  }
  return { pid, program, bytes, copies }
}

/** Files below `folder` that hold a marker. */
export function scanFolder(folder: string, markers: readonly string[]): readonly string[] {
  const needles = patterns(markers)
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true)
    .filter((path) => count(readFileSync(path), needles) > 0)
}
