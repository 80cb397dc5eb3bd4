/**
 * The public page `/verify`: reads a sealed form in the visitor's own browser. The file never leaves it; this server only
 * hands out the page, the verifier and its own authority's certificate, which the page shows by name and fingerprint.
 */
import { readFileSync } from 'node:fs'
import type { Route } from '../../http/route.ts'
import { fontFile, fonts, styleSheet } from '../pages/style.ts'

const security = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
}

/** Routes of the page: PEM of the hospital's authority for seals, and of the one that it believes about time. */
export function verifyRoutes({
  anchor,
  timeAnchor,
}: {
  readonly anchor: string
  readonly timeAnchor: string
}): readonly Route[] {
  let script: Promise<string> | null = null
  const file = (name: string): string => readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8')
  const route = (
    path: string,
    type: string,
    body: () => Promise<string> | string | Uint8Array<ArrayBuffer>,
  ): Route => ({
    method: 'GET',
    path,
    handle: async () => new Response(await body(), { headers: { ...security, 'content-type': type } }),
  })
  return [
    route('/verify', 'text/html; charset=utf-8', () => file('index.html')),
    route('/verify/page.css', 'text/css; charset=utf-8', () => styleSheet(file('page.css'))),
    ...fonts.map((name) => route(`/verify/${name}`, 'font/woff2', () => fontFile(name))),
    route('/verify/page.js', 'text/javascript; charset=utf-8', () => (script ??= bundlePage())),
    route('/verify/anchor.pem', 'application/x-pem-file', () => anchor),
    route('/verify/time-anchor.pem', 'application/x-pem-file', () => timeAnchor),
  ]
}

/** The page's script with the verifier in it, about 40 kB packed; made once, on first use. */
export async function bundlePage(): Promise<string> {
  const { build } = await import('vite')
  const entry = new URL('./page/page.js', import.meta.url).pathname
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: true, target: 'es2022', lib: { entry, formats: ['es'], fileName: 'page' } },
  })
  const [first] = Array.isArray(result) ? result : [result]
  const chunk = first !== undefined && 'output' in first ? first.output.find((one) => one.type === 'chunk') : undefined
  if (chunk?.type !== 'chunk') throw new Error('the page could not be bundled')
  return chunk.code
}
