/** The staff site on the central's real listener, with two kiosks that only remember what they were told. */
import { randomUUID } from 'node:crypto'
import { openDatabase } from '../../central/store/database.ts'
import * as v from 'valibot'
import { listen } from '../../central/http/listen.ts'
import type { Route } from '../../central/http/route.ts'
import type { Site } from '../../central/http/site.ts'
import { trainingAccounts } from '../../central/web/staff/oidc/accounts.ts'
import type { Kiosks, KioskState } from '../../central/devices/kiosks-port.ts'
import type { SamplePerson } from '../../central/training/sample-person.ts'
import { staffSite } from '../../central/web/staff-site.ts'
import { Visits } from '../../central/visits/visits.ts'
import { sqliteStores } from '../../central/store/sqlite/stores.ts'
import type { DeviceCommand } from '../../domain/contract/device/channel.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { DeviceId, Sha256 } from '../../domain/ids.ts'
import type { VisitId } from '../../domain/ids.ts'
import { people } from '../gateway/bench.ts'
import { newVisit } from '../gateway/kiosk.ts'
import { memoryStore } from '../gateway/memory-store.ts'

const build = { app: '0.1.0', build: 'development', runtime: 'test', host: 'rehearsal', content: 1 } as const

const samples: readonly SamplePerson[] = [
  {
    title: 'Moeder met gezag, kind van 7',
    mrz: ['I<NLDSPECI20142<<<<<<<<<<<<<<<', '8406146F3108024NLD<<<<<<<<<<<4', 'VERHOEVEN<<SANNE<MARIA<<<<<<<<'],
    facts: [
      { label: 'Kind geboren', value: '4 september 2019' },
      { label: 'BSN van het kind', value: '123456782' },
      { label: 'Uittreksel', value: 'alleen gezag' },
    ],
  },
]

const silent = { help: 'quiet', helpSince: null, helpWhy: null } as const

/** `issuer`: another identity provider than the embedded one. */
export async function deskBench({ issuer }: { readonly issuer?: string } = {}) {
  const now = () => new Date()
  const stores = sqliteStores(openDatabase(':memory:'), now)
  const visits = new Visits({ store: stores.visits, now })
  const fhir = memoryStore(people)
  const sent: DeviceCommand[] = []
  const listeners = new Set<() => void>()
  const states: KioskState[] = [1, 2, 3].map((number) => ({
    device: v.parse(DeviceId, randomUUID()),
    name: `Zuil ${number}`,
    online: number < 3,
    visit: null,
    step: null,
    ...silent,
    clock: null,
    reached: [],
    reader: null,
    outOfService: null,
  }))
  const kiosks: Kiosks = {
    list: async () => states,
    send: async (device, command) => {
      sent.push(command)
      if (command.type === 'help') change(device, { help: command.state })
      return states.some((state) => state.device === device && state.online)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  function change(device: DeviceId, to: Partial<KioskState>): void {
    const at = states.findIndex((state) => state.device === device)
    const state = states[at]
    if (state === undefined) throw new Error('no such kiosk')
    states[at] = { ...state, ...to }
    for (const listener of listeners) listener()
  }
  let routes: readonly Route[] = []
  let raw: Site['raw'] = () => false
  const faults: string[] = []
  const listener = await listen({
    port: 0,
    routes: () => routes,
    raw: (request, response) => raw(request, response),
    onFault: (where, error) => faults.push(`${where} ${String(error)}`),
  })
  const accounts = trainingAccounts()
  const site = await staffSite(
    {
      ...stores,
      visits,
      fhir,
      kiosks,
      now,
      origin: listener.origin,
      ...(issuer === undefined ? {} : { issuer }),
      policy: () => defaultPolicy,
      hospital: 'Ziekenhuis Voorbeeld',
      accounts,
      apart: { count: async () => 0, newest: async () => [] },
      ...nothingToAnswer,
      samples,
    },
    stores,
  )
  ;({ routes, raw } = site)
  return {
    origin: listener.origin,
    close: listener.close,
    visits,
    fhir,
    sent,
    faults,
    accounts,
    change,
    device: (number: number): DeviceId => {
      const state = states[number - 1]
      if (state === undefined) throw new Error('no such kiosk')
      return state.device
    },
    /** A visit that was just opened on a kiosk. */
    async visitor(number: number): Promise<VisitId> {
      const visit = newVisit()
      const device = this.device(number)
      await visits.begin({ visit, device, keyThumbprint: v.parse(Sha256, 'A'.repeat(43)), build })
      change(device, { visit, step: 'document' })
      return visit
    },
    /** Only a browser's cookies, for requests without a browser. */
    async login(who: number) {
      const account = accounts[who]
      if (account === undefined) throw new Error('no such account')
      const jar = new Map<string, string>()
      const go = async (address: string, init: RequestInit = {}): Promise<Response> => {
        const url = new URL(address, listener.origin)
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
        const answer = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } })
        for (const line of answer.headers.getSetCookie()) {
          const [pair = ''] = line.split(';')
          const at = pair.indexOf('=')
          jar.set(pair.slice(0, at), pair.slice(at + 1))
        }
        const next = answer.headers.get('location')
        return next === null ? answer : await go(new URL(next, url).href)
      }
      const page = await (await go('/desk')).text()
      const action = /action="([^"]+)"/.exec(page)?.[1] ?? ''
      const body = new URLSearchParams({ login: account.login, password: account.password })
      const answer = await go(action, { method: 'POST', body })
      const text = await answer.text()
      return { go, status: answer.status, text, jar, csrf: /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? '' }
    },
  }
}

/** No request waits here. */
const nothingToAnswer = {
  requestsToAnswer: async () => [],
  lookAt: async () => 'unknown' as const,
  decide: async () => ({ kind: 'refused', why: 'unknown' }) as const,
  onDecided: () => () => {},
  formFile: async () => null,
}
