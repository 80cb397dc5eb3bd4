/** The frame of the pages for staff and for citizens. */
import { html } from './html.ts'
import type { Html } from './html.ts'

export function document({
  title,
  bodyClass,
  body,
  script = null,
}: {
  readonly title: string
  readonly bodyClass: string
  readonly body: Html
  readonly script?: string | null
}): Html {
  return html`<!doctype html>
    <html lang="nl">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <link rel="icon" href="/staff/assets/symbol.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/staff/assets/staff.css" />
        ${script === null ? null : html`<script src="/staff/assets/${script}" defer></script>`}
      </head>
      <body class="${bodyClass}">
        ${body}
      </body>
    </html>`
}
