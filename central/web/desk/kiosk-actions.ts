/** What a clerk can have a kiosk do, or say of a visit at it. */
import * as v from 'valibot'
import { HelpState } from '../../../domain/contract/control/renderer.ts'
import { DeviceId } from '../../../domain/ids.ts'
import type { StaffPorts } from '../staff/ports.ts'
import { good, late, say, unreachable, type DeskAction } from './desk-action.ts'

export function kioskActions(ports: StaffPorts): Readonly<Record<string, DeskAction>> {
  const { visits, kiosks } = ports
  return {
    async stop({ row, session }) {
      if (row === null || !(await visits.end(row.record.visit, 'staff', session.staff)).ok) return late
      await kiosks.send(row.device, { type: 'stop', visit: row.record.visit })
      return { to: '/desk', notice: { kind: 'good', text: `Nummer ${row.record.callNumber} is gestopt.` } }
    },
    async handled({ row, session }) {
      if (row === null || !(await visits.handled(row.record.visit, session.staff))) return late
      return { to: '/desk', notice: { kind: 'good', text: `Nummer ${row.record.callNumber} is geholpen.` } }
    },
    async extend({ row }) {
      if (row === null || row.record.state === 'ended') return late
      const reached = await kiosks.send(row.device, { type: 'extend', visit: row.record.visit })
      return reached ? good(row, 'De bezoeker heeft 10 minuten extra.') : say(row, unreachable)
    },
    async arm({ form }) {
      const device = await deviceOf(form, ports)
      if (device === null) return late
      const reached = await kiosks.send(device, { type: 'arm' })
      const text = reached ? 'De zuil staat klaar.' : unreachable
      return { to: `/desk?zuil=${device}`, notice: { kind: reached ? 'good' : 'error', text } }
    },
    async help({ form, row }) {
      const device = await deviceOf(form, ports)
      const state = v.safeParse(HelpState, form.get('state'))
      if (device === null || !state.success || (state.output !== 'coming' && state.output !== 'quiet')) return late
      const reached = await kiosks.send(device, { type: 'help', state: state.output })
      if (!reached) return { to: `/desk?zuil=${device}`, notice: { kind: 'error', text: unreachable } }
      const text = state.output === 'coming' ? 'De zuil zegt dat u komt.' : 'De bel is weer stil.'
      return row === null ? { to: `/desk?zuil=${device}`, notice: { kind: 'good', text } } : good(row, text)
    },
  }
}

async function deviceOf(form: URLSearchParams, { kiosks }: StaffPorts): Promise<DeviceId | null> {
  const device = v.safeParse(DeviceId, form.get('device'))
  return device.success && (await kiosks.list()).some((known) => known.device === device.output) ? device.output : null
}
