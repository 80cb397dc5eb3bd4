/**
 * The page's Content-Security-Policy (CSP level 3). Nothing is loaded from anywhere but the app; the renderer cannot
 * fetch. The rehearsal's page may connect to exactly the two sockets of its own visit.
 */
export function contentSecurityPolicy(connect: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    `connect-src ${connect.length > 0 ? connect.join(' ') : "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "worker-src 'none'",
    // Scripts and our own origin, nothing else: no alert, print dialog, download, form, window or pointer lock.
    'sandbox allow-scripts allow-same-origin',
    "require-trusted-types-for 'script'",
    // Svelte registers exactly this policy for its static templates.
    'trusted-types svelte-trusted-html',
  ].join('; ')
}
