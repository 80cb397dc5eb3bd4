/**
 * Decisions per second and states of the proof per second, against json-rules-engine doing one identical rule: a parent
 * with authority over a child under 12, identified, with an extract of at most three months. One run, one process.
 */
import { Engine } from 'json-rules-engine'
import { mkdirSync, writeFileSync } from 'node:fs'
import * as v from 'valibot'
import { addMonths, ageOn } from '../../domain/days/calendar.ts'
import { CalendarDay } from '../../domain/ids.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { decide } from '../../domain/rules/index.ts'
import { prove } from '../prove/prove.ts'
import { changed, motherOfSeven, today } from '../rules/sample.ts'

const people = Array.from({ length: 1000 }, (_, n) => {
  const birth = v.parse(CalendarDay, `${2010 + (n % 15)}-0${1 + (n % 9)}-1${n % 10}`)
  const level = n % 7 === 0 ? 'claimed' : 'identified'
  return changed(motherOfSeven, { patient: { birth }, applicant: { identity: { level, documentValidUntil: null } } })
})

/** The same question in both: is it the child form of a young child? */
const byRules = (n: number): boolean => {
  const facts = people[n % people.length] ?? motherOfSeven
  const decision = decide({ facts, policy: defaultPolicy })
  return decision.kind === 'form' && decision.row === 'R03'
}

const engine = new Engine([
  {
    conditions: {
      all: [
        { fact: 'relation', operator: 'equal', value: 'parentWithAuthority' },
        { fact: 'level', operator: 'in', value: ['identified', 'authenticated'] },
        { fact: 'age', operator: 'lessThan', value: 12 },
        { fact: 'authority', operator: 'in', value: ['sole', 'joint'] },
        { fact: 'extractFresh', operator: 'equal', value: true },
        { fact: 'closed', operator: 'equal', value: false },
      ],
    },
    event: { type: 'childForm' },
  },
])

async function byEngine(n: number): Promise<boolean> {
  const facts = people[n % people.length] ?? motherOfSeven
  const extract = facts.evidence.authorityExtract
  const { events } = await engine.run({
    relation: facts.relation,
    level: facts.applicant.identity.level,
    age: ageOn(facts.patient.birth, facts.today),
    authority: extract?.authority ?? 'none',
    extractFresh: extract !== null && extract.issuedOn <= today && addMonths(extract.issuedOn, 3) >= today,
    closed: facts.patient.deceased || facts.applicant.blocked || facts.applicant.suspended,
  })
  return events.length === 1
}

async function perSecond(run: (n: number) => boolean | Promise<boolean>, milliseconds: number): Promise<number> {
  for (let n = 0; n < 200; n++) await run(n)
  const start = performance.now()
  let n = 0
  while (performance.now() - start < milliseconds) {
    const result = run(n++)
    if (typeof result !== 'boolean') await result
  }
  return Math.round((n / (performance.now() - start)) * 1000)
}

for (let n = 0; n < people.length; n++)
  if (byRules(n) !== (await byEngine(n))) throw new Error(`the two rules differ on ${n}`)

const start = performance.now()
const { leaves } = prove({
  today,
  held: { 'facts.relation': 'parentWithAuthority', 'facts.request.from': null, 'facts.request.until': null },
  counted: false,
})
const proofStatesPerSecond = Math.round((leaves / (performance.now() - start)) * 1000)
const figures = {
  rulesPerSecond: await perSecond(byRules, 3000),
  jsonRulesEnginePerSecond: await perSecond(byEngine, 3000),
  proofStatesPerSecond,
}
mkdirSync('out/bench', { recursive: true })
writeFileSync('out/bench/rules.json', `${JSON.stringify(figures, null, 2)}\n`)
console.log(figures)
