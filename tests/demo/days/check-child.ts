/**
 * The silent no: of a child of 13 that said no, everybody but staff reads what they would read of a yes. Believed are the
 * central's database and the pages as they were kept; the family of the child that said yes is what they are held beside.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { ageOn } from '../../../domain/days/calendar.ts'
import { shownToOthers, shownToStaff } from '../../../domain/requests/sets/shown.ts'
import type { Findings } from '../findings.ts'
import type { Days } from './day-visit.ts'
import { asksIn, setWith } from './record.ts'

interface Left {
  readonly folder: string
  readonly findings: Findings
  readonly played: Days
  /** The central's database before, after the first and after the second day. */
  readonly begin: string
  readonly first: string
  readonly second: string
}

const DeskSees = v.pipe(
  v.string(),
  v.parseJson(),
  v.strictObject({ open: v.string(), shut: v.boolean(), inside: v.string() }),
)

/** Says of both children what is true of the visits, the set, the pages and the record. */
export function checkChildren(left: Left): void {
  const { findings, played, first } = left
  const [no, yes] = (['no', 'yes'] as const).map((answer) => played.journeys[`child-says-${answer}`] ?? [])
  const sets = [no, yes].map((visits) => setWith(first, visits?.[0]?.envelopes.at(-1)))
  const told = sets.map((set) => set?.state.acts.map(({ by, answer }) => `${by} ${answer ?? 'signs'}`).join())
  findings.say('a mother signed, then her child said no', told[0] === 'applicant signs,patient no', told[0])
  findings.say('and another one yes, to compare with', told[1] === 'applicant signs,patient yes', told[1])
  const ages = sets.map((set) => (set == null ? null : ageOn(set.state.patientBirth, set.state.openedOn)))
  findings.say('both are 13', ages.join() === '13,13', ages.join())
  const apart = sets.map((set) => new Set(set?.acts.map(({ visit }) => visit)).size)
  const sent = [no, yes].map((visits) => visits?.map(({ envelopes }) => envelopes.at(-1)).join())
  const kept = sets.map((set) => set?.acts.map(({ envelope }) => envelope).join())
  findings.say('mother and child each in a visit of their own', apart.join() === '2,2' && kept.join() === sent.join())
  checkStaff(left, sets)
  checkPages(left)
  const patients = sets.map((set) => set?.patient)
  checkRecord(left, patients)
}

/** Only the set itself, and the desk behind a word that is shut, say it. */
function checkStaff({ folder, findings }: Left, [no, yes]: readonly ReturnType<typeof setWith>[]): void {
  if (no == null || yes == null) return findings.say('both families left a set', false)
  const [of, other] = [no.state, yes.state]
  findings.say('to staff it is a refusal, and the other one complete', shownToStaff(of) === 'refusedByChild' && shownToStaff(other) === 'complete') // prettier-ignore
  findings.say('to everybody else both wait', shownToOthers(of) === 'waits' && shownToOthers(other) === 'waits')
  const [seen, beside] = [of, other].map((_, at) => {
    const name = at === 0 ? 'child-says-no' : 'child-says-yes'
    return v.parse(DeskSees, readFileSync(join(folder, name, 'desk.json'), 'utf8'))
  })
  findings.say('a clerk who opens it reads the no', seen?.inside.includes('Patiënt zei nee') === true, seen?.inside)
  findings.say('until then the desk’s page says of both the same', seen?.open === beside?.open && seen?.shut === true && beside?.shut === true, seen?.open) // prettier-ignore
  const closed = readFileSync(join(folder, 'child-says-no', 'without-login.txt'), 'utf8')
  findings.say('who has not logged in is sent to the login, and reads nothing', /^303 \S*\/login\n\s*$/.test(closed))
}

/** The number of seconds until the page goes is its only word that differs from moment to moment. */
const still = (text: string): string => text.replaceAll(/\d+ seconden/g, '(n) seconden')

function checkPages({ folder, findings }: Left): void {
  const of = (answer: 'no' | 'yes', name: string): string =>
    still(readFileSync(join(folder, `child-says-${answer}`, name), 'utf8'))
  const isOne = (name: string): boolean => of('no', name) !== '' && of('no', name) === of('yes', name)
  findings.say('the mother’s end page says the same as on a yes', isOne('mother-end.txt'))
  findings.say('her status page says the same as on a yes', isOne('status-after.html'))
  findings.say(
    'and the same as before the child came',
    of('no', 'status-before.html') === of('no', 'status-after.html'),
  )
  findings.say('her form was received', /^200\n[^]*data-state="received"/.test(of('no', 'status-after.html')))
  findings.say('the child’s own end page says the same as on a yes', isOne('child-end.txt'))
}

/** Nothing was written about either: today in the whole record, tomorrow about the two children. */
function checkRecord({ findings, begin, first, second }: Left, patients: readonly (string | undefined)[]): void {
  const before = asksIn(begin)
  const written = (file: string) => [...asksIn(file)].filter(([name, text]) => before.get(name) !== text)
  const names = (all: ReturnType<typeof written>): string => all.map(([name]) => name).join(', ')
  const [today, tomorrow] = [written(first), written(second)]
  const about = tomorrow.filter(([, text]) => patients.some((one) => one === undefined || text.includes(`"${one}"`)))
  findings.say('that day no form, mandate or task came into the record', today.length === 0, names(today))
  findings.say('the day after neither, about either child', about.length === 0, names(about))
  findings.say('where what others signed is found', tomorrow.length > 0, `${String(tomorrow.length)} new or changed`)
}
