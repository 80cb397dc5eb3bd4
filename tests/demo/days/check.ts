/**
 * Looks at what the two days left behind, as somebody who was not there: `node tests/demo/days/check.ts FOLDER`. It believes
 * the central's database as it was after each day, and the seal of the form; `days.json` only says which visits to look for.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { webcrypto } from 'node:crypto'
import { join, resolve } from 'node:path'
import * as v from 'valibot'
import { dayAt } from '../../../domain/days/amsterdam.ts'
import { toNumber } from '../../../domain/days/calendar.ts'
import { portOver } from '../../../domain/verify/base/subtle-port.ts'
import { verifyPdf } from '../../../domain/verify/verify.ts'
import { Findings } from '../findings.ts'
import { composedIn, mandatesIn, papersIn, setsIn, setWith } from './record.ts'
import { checkChildren } from './check-child.ts'
import { Days } from './day-visit.ts'

const folder = resolve(process.argv[2] ?? 'out/demo/rehearsal/days')
const findings = new Findings()
const [begin, first, second] = ['before', 'after-day-1', 'after-day-2'].map((name) => join(folder, `${name}.sqlite`))
if (begin === undefined || first === undefined || second === undefined) throw new Error('three databases')

function checkVisits({ journeys }: Days): void {
  for (const [name, visits] of Object.entries(journeys)) {
    const shots = readdirSync(join(folder, name)).filter((file) => file.endsWith('.png'))
    const seen = visits.reduce((sum, { screens }) => sum + screens.length, 0)
    findings.say(
      `${name}: every screen has its picture`,
      seen > 0 && shots.length === seen,
      `${shots.length} of ${seen}`,
    )
    findings.say(`${name}: every visit was wiped and nothing was found of it`, visits.every(({ wiped }) => wiped.verified)) // prettier-ignore
    findings.say(`${name}: every visit sent something, and has a receipt`, visits.every(({ envelopes }) => envelopes.length > 0)) // prettier-ignore
  }
}

async function checkParents({ journeys }: Days): Promise<void> {
  const visits = journeys['two-parents'] ?? []
  findings.say('two parents came, at two kiosks, on two days', visits.map(({ kiosk, day }) => `${kiosk}.${day}`).join(' ') === '1.1 2.2') // prettier-ignore
  const own = visits[0]?.envelopes.at(-1)
  const waiting = setWith(first ?? '', own)
  findings.say('after the first day one act waits', waiting?.acts.length === 1 && waiting.composed === null)
  findings.say('and no form of it is in the record', papersIn(first ?? '') === papersIn(begin ?? ''))
  const whole = setWith(second ?? '', own)
  const acts = whole?.acts ?? []
  const ofPatient = setsIn(second ?? '').filter(({ patient }) => patient === whole?.patient)
  findings.say('on the second day it is one set of two acts', ofPatient.length === 1 && acts.length === 2)
  const [one, two] = acts
  if (one === undefined || two === undefined) return
  findings.say('signed at two kiosks, in two visits', one.device !== two.device && one.visit !== two.visit)
  const [day, next] = [dayAt(Date.parse(one.at)), dayAt(Date.parse(two.at))]
  findings.say('the day after', toNumber(next) - toNumber(day) === 1, `${day} and ${next}`)
  const names = [one, two].map(({ claim }) => claim.document.number)
  findings.say('by two people with a document each', new Set(names).size === 2)
  const sent = visits.map(({ envelopes }) => envelopes.at(-1) ?? '')
  findings.say('which are the envelopes that the two kiosks sent', [one.envelope, two.envelope].join() === sent.join())
  const forms = composedIn(second ?? '')
  findings.say('the central composed one form of them', forms.length === 1 && papersIn(second ?? '') === papersIn(begin ?? '') + 1) // prettier-ignore
  const der = (name: string) => new Uint8Array(Buffer.from(readFileSync(join(folder, name), 'utf8').replace(/-----[^-]+-----|\s/g, ''), 'base64')) // prettier-ignore
  const at = new Date(Date.parse(two.receivedAt) + 3_600_000)
  const options = { anchors: [der('seal-ca.pem')], timeAnchors: [der('time-ca.pem')], at }
  const verdict = await verifyPdf(portOver(webcrypto.subtle), forms[0] ?? new Uint8Array(), options)
  findings.say('the verifier accepts it under the hospital’s seal', verdict.accepted, verdict.problem?.id ?? verdict.seal?.by ?? '') // prettier-ignore
}

function checkWithdrawal(): void {
  const [before, after] = [mandatesIn(first ?? ''), mandatesIn(second ?? '')]
  const stopped = [...before].filter(([id, { status }]) => status === 'active' && after.get(id)?.status !== 'active')
  findings.say('one mandate that was active no longer is', stopped.length === 1, stopped.map(([id]) => `${id} ${after.get(id)?.status ?? ''}`).join()) // prettier-ignore
  const others = [...before].filter(([id, { status }]) => id !== stopped[0]?.[0] && after.get(id)?.status !== status)
  findings.say('and no other changed', others.length === 0)
}

try {
  const text = readFileSync(join(folder, 'days.json'), 'utf8')
  const played = v.parse(v.pipe(v.string(), v.parseJson(), Days), text)
  checkVisits(played)
  await checkParents(played)
  checkChildren({ folder, findings, played, begin, first, second })
  checkWithdrawal()
} catch (error) {
  findings.say('the checker could look at everything', false, error instanceof Error ? error.message : '')
}
for (const line of findings.lines()) console.log(line)
process.exitCode = findings.good ? 0 : 1
