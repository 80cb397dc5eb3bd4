/** What a clerk can do, by the last segment of the address that a form posts to. */
import type { StaffSessions } from '../login/sessions.ts'
import type { StaffPorts } from '../staff/ports.ts'
import { decide, doubt } from './decide.ts'
import type { ClerkAnswer } from './decide.ts'
import { addressOf, good, late, say, type DeskAction, type DeskAnswer, type DeskCall, type Row } from './desk-action.ts'
import { enterIdentity } from './enter-identity.ts'
import { kioskActions } from './kiosk-actions.ts'
import {
  changePaper,
  changeProof,
  doubtPaper,
  namePaper,
  noPapers,
  papersReady,
  type PaperAct,
} from './record-paper.ts'
import type { Sentence } from './sentence.ts'
import { pickPatient, searchPatients } from './pick.ts'
import { toldRecord } from '../../visits/papers.ts'
import { paperVerdict } from './verdict.ts'

export function deskActions(ports: StaffPorts, sessions: StaffSessions): Readonly<Record<string, DeskAction>> {
  const { visits } = ports
  /** Recorded; and what the rules say of the paper, at once. */
  const judged = async (row: Row, fine: string, recorded: string): Promise<DeskAnswer> => {
    const now = (await visits.find(row.record.visit)) ?? row
    const verdict = paperVerdict(toldRecord(now), ports.policy(), visits.today())
    // Saved is saved; that the kiosk stops at it stands beside the paper, in red.
    return good(row, verdict === null ? fine : `${recorded} ${verdict}`)
  }
  /** What the clerk says of a paper, after the identity check. */
  const paper = async (
    { row, form, session }: DeskCall,
    said: (ports: StaffPorts, act: PaperAct) => Promise<Sentence>,
  ): Promise<DeskAnswer> => {
    if (row === null) return late
    const sentence = await said(ports, { row, form, by: session.staff })
    if (sentence !== null) return say(row, sentence, { form, session })
    await sessions.keep(session, { draft: null })
    return await judged(row, 'Opgeslagen. De zuil weet het al.', 'Opgeslagen.')
  }
  return {
    ...kioskActions(ports),
    async decide({ row, form, session }) {
      if (row === null) return late
      const decision = readDecision(form)
      if (decision === null) return say(row, 'Beantwoord eerst of dit de persoon is.', { form, session })
      const seen = form.get('claim') ?? ''
      const person = readPerson(form)
      const sentence = await decide(ports, { row, person, seen, decision, by: session.staff })
      if (sentence !== null) return say(row, sentence, { form, session })
      await sessions.keep(session, { draft: null })
      const declined = decision.answer !== 'yes' || decision.onPaper === false
      if (declined) return good(row, 'Vastgelegd. De zuil verwijst naar u.')
      if (person > 0) return good(row, 'Akkoord. Deze persoon gaat verder.')
      return await judged(row, 'Akkoord. De bezoeker gaat verder.', 'Akkoord.')
    },
    async doubt({ row, form, session }) {
      if (row === null) return late
      const seen = form.get('claim') ?? ''
      const sentence = await doubt(ports, { row, person: readPerson(form), seen, by: session.staff })
      return sentence === null ? good(row, 'Twijfel vastgelegd. Er wordt niets meer ondertekend.') : say(row, sentence)
    },
    proof: (call) => paper(call, changeProof),
    paper: (call) => paper(call, changePaper),
    nopaper: (call) => paper(call, noPapers),
    ready: (call) => paper(call, papersReady),
    named: (call) => paper(call, namePaper),
    doubtful: (call) => paper(call, doubtPaper),
    async identity({ row, form, session }) {
      if (row === null) return late
      const sentence = await enterIdentity(ports, row, { form, by: session.staff })
      if (sentence !== null) return say(row, sentence, { form, session })
      await sessions.keep(session, { draft: null })
      return good(row, 'Ingevoerd. Vergelijk nu gezicht en document.')
    },
    async search({ row, form, session }) {
      if (row === null) return late
      const sentence = await searchPatients(ports, row, {
        birthDate: form.get('birthDate') ?? '',
        number: form.get('number') ?? '',
        session,
        sessions,
      })
      if (sentence !== null) return say(row, sentence, { form, session })
      await sessions.keep(session, { draft: null })
      return { to: addressOf(row), notice: null }
    },
    async bind({ row, form, session }) {
      if (row === null) return late
      const sentence = await pickPatient(ports, row, { id: form.get('patient') ?? '', session, sessions })
      return sentence === null ? good(row, 'Patiënt gekoppeld. De bezoeker gaat verder.') : say(row, sentence)
    },
  }
}

function readDecision(form: URLSearchParams): ClerkAnswer | null {
  const answer = form.get('answer')
  if (answer === 'no' || answer === 'doubt') return { answer }
  if (answer !== 'yes') return null
  const said = form.get('onPaper')
  const onPaper = said === 'yes' ? true : said === 'no' ? false : null
  return { answer, ending: form.get('ending') ?? '', onPaper, form }
}

/** Whom a form is about: 0, the visitor, when it does not say. */
function readPerson(form: URLSearchParams): number {
  const person = Number(form.get('person') ?? '0')
  return Number.isInteger(person) && person > 0 ? person : 0
}
