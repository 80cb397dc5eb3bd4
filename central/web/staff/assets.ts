/** Style sheet, script, fonts and icon of the staff pages: a closed list of files. */
import { readFileSync } from 'node:fs'
import type { Route } from '../../http/route.ts'
import { fontFile, fonts, styleSheet } from '../pages/style.ts'

const kinds: Readonly<Record<string, string>> = {
  'staff.css': 'text/css; charset=utf-8',
  'desk.js': 'text/javascript; charset=utf-8',
  'approve.js': 'text/javascript; charset=utf-8',
  'wake.js': 'text/javascript; charset=utf-8',
  'symbol.svg': 'image/svg+xml',
  ...Object.fromEntries(fonts.map((name) => [name, 'font/woff2'])),
}

export function assetRoutes(): readonly Route[] {
  return Object.entries(kinds).map(([name, type]): Route => {
    const bytes = bytesOf(name, type)
    return {
      method: 'GET',
      path: `/staff/assets/${name}`,
      handle: async () =>
        new Response(bytes, {
          headers: {
            'content-type': type,
            'cache-control': 'no-cache',
            'x-content-type-options': 'nosniff',
            // A worker has the policy of its own file: this one reads the events, and nothing else.
            'content-security-policy': "default-src 'none'; connect-src 'self'; frame-ancestors 'none'",
          },
        }),
    }
  })
}

function bytesOf(name: string, type: string): Uint8Array<ArrayBuffer> {
  if (type === 'font/woff2') return fontFile(name)
  const file = readFileSync(new URL(`./assets/${name}`, import.meta.url))
  return name === 'staff.css' ? new TextEncoder().encode(styleSheet(file.toString('utf8'))) : new Uint8Array(file)
}
