/** `balie://app/…`: the app's own files and nothing else. Static files only; a dossier never passes here. */
import { protocol, type Session } from 'electron'
import { appScheme } from './hardening/app-scheme.ts'
import type { Asset, RehearsalSockets } from '../assets.ts'

/** Before ready: standard and secure, so that the page has an origin and getCoalescedEvents; never `bypassCSP`. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** On a partition of ours, never on the default session: touching that makes an on-disk profile. */
export function serveApp(partition: Session, assets: (path: string, sockets: RehearsalSockets | null) => Asset): void {
  partition.protocol.handle(appScheme, (request) => {
    const url = new URL(request.url)
    const asset = assets(url.host === 'app' ? url.pathname.slice(1) : '?', null)
    return new Response(asset.body, { status: asset.status, headers: asset.headers })
  })
}
