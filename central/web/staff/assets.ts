/** Style sheet, script, fonts and icon of the staff pages: a closed list of files. */
import { readFileSync } from 'node:fs'
import type { Route } from '../../http/route.ts'

const kinds = {
  'staff.css': 'text/css; charset=utf-8',
  'desk.js': 'text/javascript; charset=utf-8',
  'wake.js': 'text/javascript; charset=utf-8',
  'symbol.svg': 'image/svg+xml',
  'atkinson-hyperlegible-next-latin-wght-normal.woff2': 'font/woff2',
  'atkinson-hyperlegible-next-latin-ext-wght-normal.woff2': 'font/woff2',
} as const

export function assetRoutes(): readonly Route[] {
  return Object.entries(kinds).map(([name, type]): Route => {
    const folder = type === 'font/woff2' ? './assets/fonts/' : './assets/'
    const bytes = new Uint8Array(readFileSync(new URL(folder + name, import.meta.url)))
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
