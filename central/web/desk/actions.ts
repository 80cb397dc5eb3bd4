/** What a clerk can do, by the last segment of the address that a form posts to. */
import * as v from 'valibot'
import { HelpState } from '../../../domain/contract/control/renderer.ts'
import { DeviceId } from '../../../domain/ids.ts'
import type { StaffPorts } from '../staff/ports.ts'
import { Authority, changeProof, decide } from './decide.ts'
import type { Decision, Sentence } from './decide.ts'
import { paperVerdict } from './verdict.ts'
import { enterIdentity } from './enter-identity.ts'
import { pickPatient, searchPatients } from './pick.ts'
import type { DeskAction, DeskAnswer, DeskCall } from './routes.ts'

const late: DeskAnswer = {
  to: '/desk',
  notice: { kind: 'error', text: 'Dit bezoek is intussen veranderd. Kijk opnieuw.' },
}

const unreachable = 'De zuil is niet verbonden. Loop er zelf heen.'

export function deskActions(ports: StaffPorts): Readonly<Record<string, DeskAction>> {
  const { visits, kiosks } = ports
  /** Recorded; and what the rules say of the paper, at once. */
  const judged = async (row: Row, fine: string, recorded: string): Promise<DeskAnswer> => {
    const now = (await visits.find(row.record.visit)) ?? row
    const verdict = paperVerdict(now.record, ports.policy(), visits.today())
    // Saved is saved; that the kiosk stops at it stands beside the paper, in red.
    return good(row, verdict === null ? fine : `${recorded} ${verdict}`)
  }
  return {
    async decide({ row, form, session }) {
      if (row === null) return late
      const decision = readDecision(form)
      if (decision === null) return say(row, 'Beantwoord eerst of dit de persoon is.', { form, session })
      const seen = form.get('claim') ?? ''
      const sentence = await decide(ports, { row, seen, decision, by: session.staff })
      if (sentence !== null) return say(row, sentence, { form, session })
      session.draft = null
      if (decision.answer !== 'yes') return good(row, 'Vastgelegd. De zuil verwijst naar u.')
      return await judged(row, 'Akkoord. De bezoeker gaat verder.', 'Akkoord.')
    },
    async proof({ row, form, session }) {
      if (row === null) return late
      const sentence = await changeProof(
        ports,
        row,
        { ...readProofFields(form), bound: form.get('bound') ?? '' },
        session.staff,
      )
      if (sentence !== null) return say(row, sentence, { form, session })
      session.draft = null
      return await judged(row, 'Bewijs opgeslagen. De zuil weet het al.', 'Bewijs opgeslagen.')
    },
    async identity({ row, form, session }) {
      if (row === null) return late
      const sentence = await enterIdentity(ports, row, { form, by: session.staff })
      if (sentence !== null) return say(row, sentence, { form, session })
      session.draft = null
      return good(row, 'Ingevoerd. Vergelijk nu gezicht en document.')
    },
    async search({ row, form, session }) {
      if (row === null) return late
      const sentence = await searchPatients(ports, row, {
        birthDate: form.get('birthDate') ?? '',
        number: form.get('number') ?? '',
        session,
      })
      if (sentence !== null) return say(row, sentence, { form, session })
      session.draft = null
      return { to: addressOf(row), notice: null }
    },
    async bind({ row, form, session }) {
      if (row === null) return late
      const sentence = await pickPatient(ports, row, { id: form.get('patient') ?? '', session })
      return sentence === null ? good(row, 'Patiënt gekoppeld. De bezoeker gaat verder.') : say(row, sentence)
    },
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

function readDecision(form: URLSearchParams): Decision | null {
  const answer = form.get('answer')
  if (answer === 'no' || answer === 'doubt') return { answer }
  return answer === 'yes' ? { answer, ending: form.get('ending') ?? '', ...readProofFields(form) } : null
}

function readProofFields(form: URLSearchParams): { readonly authority: Authority | null; readonly issuedOn: string } {
  const authority = v.safeParse(Authority, form.get('authority'))
  return { authority: authority.success ? authority.output : null, issuedOn: form.get('issuedOn') ?? '' }
}

async function deviceOf(form: URLSearchParams, { kiosks }: StaffPorts): Promise<DeviceId | null> {
  const device = v.safeParse(DeviceId, form.get('device'))
  return device.success && (await kiosks.list()).some((known) => known.device === device.output) ? device.output : null
}

type Row = NonNullable<DeskCall['row']>

function addressOf(row: Row): string {
  return `/desk?nr=${row.record.callNumber}`
}

/** What was right stays typed (`from`); the field that was wrong is empty and has the focus. */
function say(
  row: Row,
  sentence: Exclude<Sentence, null>,
  from: Pick<DeskCall, 'form' | 'session'> | null = null,
): DeskAnswer {
  const { text, field } = typeof sentence === 'string' ? { text: sentence, field: null } : sentence
  if (from !== null) {
    const kept = [...from.form].filter(([name]) => !['csrf', 'visit', 'claim', 'bound', field].includes(name))
    from.session.draft = { visit: row.record.visit, fields: Object.fromEntries(kept), wrong: field }
  }
  return { to: addressOf(row), notice: { kind: 'error', text } }
}

function good(row: Row, text: string): DeskAnswer {
  return { to: addressOf(row), notice: { kind: 'good', text } }
}
