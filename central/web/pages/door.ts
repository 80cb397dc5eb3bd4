/** A page with one or two cards and nothing else: before somebody is in, or when there is nothing here. */
import { document } from './frame.ts'
import { html } from './html.ts'
import type { Html } from './html.ts'
import { mark, pictograms } from './mark.ts'

/** `cards` are `door-card`s, side by side when there is room. */
export function door(title: string, cards: Html): Html {
  return document({
    title,
    bodyClass: 'door',
    body: html`${pictograms}
      <header class="door-top">${mark}</header>
      <main class="door-main">${cards}</main>`,
  })
}

/** The usual single card with its heading. */
export function doorCard(title: string, content: Html): Html {
  return door(
    `${title} · Balie`,
    html`<div class="s-panel door-card">
      <h1>${title}</h1>
      ${content}
    </div>`,
  )
}
