/** Which lines this page has: the product's bridge, or the rehearsal's sockets. */
import type { Channels } from './channels.ts'
import { electronChannels } from './electron.ts'
import { rehearsalChannels } from './rehearsal.ts'

/** Throws when the page stands alone: a screen without a supervisor must not look like a kiosk. */
export function openChannels(): Channels {
  if (window.balie) return electronChannels(window.balie)
  const channels = rehearsalChannels()
  if (channels === null) throw new Error('This page has no kiosk behind it.')
  return channels
}
