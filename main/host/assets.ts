/**
 * The app's own files, read into memory once: path → status, headers, bytes. Electron's protocol handler and the
 * rehearsal's server both answer with this, so that both hosts serve the same page.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { contentSecurityPolicy } from './content-security-policy.ts'

export interface Asset {
  readonly status: 200 | 404
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer>
}

/** The rehearsal's two sockets, written into index.html; null in Electron, where ports are handed over. */
export interface RehearsalSockets {
  readonly control: string
  readonly visit: string
  /** The page makes its window as large as the screen: without a window manager nobody else does. */
  readonly fill: boolean
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

const marker = '<!--balie-host-->'

function bytes(content: Buffer | string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(typeof content === 'string' ? Buffer.from(content, 'utf8') : content)
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesBelow(path) : [path]
  })
}

/**
 * Reads every file below `folder` (the built renderer). The returned function takes a path such as "index.html" or
 * "assets/main.js"; anything else is 404, so no path can reach outside the folder.
 */
export function loadAssets(folder: string): (path: string, sockets: RehearsalSockets | null) => Asset {
  const files = new Map(
    filesBelow(folder).map((path) => [relative(folder, path).split(sep).join('/'), readFileSync(path)]),
  )
  return (path, sockets) => {
    const name = path === '' ? 'index.html' : path
    const file = files.get(name)
    const headers = {
      'Content-Security-Policy': contentSecurityPolicy(sockets === null ? [] : connectSources(sockets)),
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      // Electron's page never has an opener (deny-navigation); there the header would only make Chromium throw away the
      // renderer that it just started and start another one.
      ...(sockets === null ? {} : { 'Cross-Origin-Opener-Policy': 'same-origin' }),
      'Cache-Control': 'no-store',
    }
    if (!file) return { status: 404, headers: { ...headers, 'Content-Type': 'text/plain' }, body: bytes('') }
    const type = types[extname(name)] ?? 'application/octet-stream'
    const body = name === 'index.html' && sockets !== null ? file.toString('utf8').replace(marker, meta(sockets)) : file
    return { status: 200, headers: { ...headers, 'Content-Type': type }, body: bytes(body) }
  }
}

/** CSP matches a socket by scheme, host and port; the token in the query is not part of it. */
function connectSources(sockets: RehearsalSockets): readonly string[] {
  return [sockets.control, sockets.visit].map((address) => new URL(address).origin)
}

function meta(sockets: RehearsalSockets): string {
  return `<meta name="balie-rehearsal" content="${JSON.stringify(sockets).replaceAll('&', '&amp;').replaceAll('"', '&quot;')}" />`
}
