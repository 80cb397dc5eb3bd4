/** A call that no page of the kiosk shows: only staff end it, and the bell neither hides nor ends it. */
import { expect, it } from 'vitest'
import * as v from 'valibot'
import { after, unheard } from '../../central/devices/kiosk-state.ts'
import type { KioskEvent, KioskNow } from '../../central/devices/kiosk-state.ts'
import type { DeviceReport } from '../../domain/contract/device/channel.ts'
import { Instant } from '../../domain/ids.ts'
import { newVisit } from './kiosk.ts'

const at = v.parse(Instant, '2026-12-01T09:00:00Z')
const visit = newVisit()
const said = (report: DeviceReport): KioskEvent => ({ kind: 'said', report, at, wipeAt: null })
const alone = said({ type: 'help', visit, why: 'alone' })
const bell = said({ type: 'help', visit })
const told = (state: KioskNow['help']): KioskEvent => ({ kind: 'helpTold', state })
const over = said({ type: 'step', visit: null, step: 'attract' })
const all = (...events: readonly KioskEvent[]): KioskNow => events.reduce(after, unheard)

it('stands until staff say that it was dealt with, also when the visit is over', () => {
  const open = all(alone, told('heard'), told('coming'), said({ type: 'helpEnded', visit }), over)
  expect(open).toMatchObject({ helpWhy: 'alone' })
  expect(after(open, told('quiet'))).toMatchObject({ help: 'quiet', helpSince: null, helpWhy: null })
})

it('is not forgotten when the bell is rung too, and a bell by itself has no reason', () => {
  expect(all(alone, bell)).toMatchObject({ help: 'ringing', helpWhy: 'alone' })
  expect(all(bell)).toMatchObject({ help: 'ringing', helpWhy: null })
  expect(all(bell, said({ type: 'helpEnded', visit }))).toMatchObject({ help: 'quiet', helpWhy: null })
})
